import type { JSONObject, JSONValue } from "@ai-sdk/provider";

const isObject = (value: JSONValue | undefined): value is JSONObject => typeof value === "object" && value !== null && !Array.isArray(value);
const objects = (value: JSONValue | undefined): readonly JSONObject[] => (Array.isArray(value) ? (value as JSONValue[]).filter(isObject) : []);

/** Claude's thoughts, which LiteLLM calls `thinking_blocks`, as the details that core keeps and sends back byte for byte. */
export function readThinkingBlocks(chunk: JSONObject): JSONObject | undefined {
  const [choice] = objects(chunk["choices"]);
  const field = choice?.["message"] === undefined ? "delta" : "message";
  const turn = choice?.[field];
  const blocks = isObject(turn) ? objects(turn["thinking_blocks"]) : [];
  if (blocks.length === 0) return undefined;
  return { ...chunk, choices: [{ ...choice, [field]: { ...(turn as JSONObject), reasoning_details: blocks.map(toDetail) } }] };
}

function toDetail({ type, thinking, signature, data }: JSONObject): JSONObject {
  if (type === "redacted_thinking") return { type: "reasoning.encrypted", format: "anthropic-claude-v1", data: data ?? "" };
  return { type: "reasoning.text", format: "anthropic-claude-v1", text: thinking ?? "", ...(typeof signature === "string" && signature !== "" ? { signature } : {}) };
}

/** The way back: signed thoughts as blocks, those of other models as text. */
export function writeThinkingBlocks(body: JSONObject): JSONObject {
  const messages = objects(body["messages"]).map(({ reasoning_details: details, reasoning, ...message }) => ({
    ...message,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(details === undefined ? {} : { thinking_blocks: objects(details).map(toBlock) }),
  }));
  return { ...body, messages };
}

function toBlock({ type, text, signature, data }: JSONObject): JSONObject {
  return type === "reasoning.encrypted" ? { type: "redacted_thinking", data: data ?? "" } : { type: "thinking", thinking: text ?? "", signature: signature ?? "" };
}
