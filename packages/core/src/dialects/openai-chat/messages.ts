import type { JSONObject, JSONValue, LanguageModelV4Message, LanguageModelV4ToolResultOutput, SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";
import { toWireFile } from "./files.ts";
import { replayReasoning } from "./history.ts";
import { saidOf } from "./said-of.ts";
import type { OpenAIChatWire } from "./wire.ts";

type MessageOf<Role extends LanguageModelV4Message["role"]> = Extract<LanguageModelV4Message, { role: Role }>;
type AssistantPart = MessageOf<"assistant">["content"][number];

/** The conversation as the service takes it. `instruction` is added to the system's words. */
export function toWireMessages(call: LanguageCall, wire: OpenAIChatWire, instruction: string | undefined): JSONObject[] {
  const lastUser = call.prompt.findLastIndex((message) => message.role === "user");
  const messages = call.prompt.flatMap((message, index): JSONObject[] => {
    switch (message.role) {
      case "system":
        return [{ role: "system", content: message.content, ...saidOf(call, message) }];
      case "user":
        return [userMessage(call, message)];
      case "assistant":
        return assistantMessage(call, wire, message, wire.historyScope === "all" || index > lastUser);
      case "tool":
        return toolMessages(call, message);
      default:
        return [];
    }
  });
  return instruction === undefined ? messages : withInstruction(messages, instruction);
}

function withInstruction(messages: JSONObject[], instruction: string): JSONObject[] {
  const [first, ...rest] = messages;
  if (first?.["role"] !== "system" || typeof first["content"] !== "string") return [{ role: "system", content: instruction }, ...messages];
  return [{ ...first, content: `${first["content"]}\n\n${instruction}` }, ...rest];
}

function isSaidOf(call: LanguageCall, of: { readonly providerOptions?: SharedV4ProviderOptions }): boolean {
  return of.providerOptions !== undefined && Object.keys(saidOf(call, of)).length > 0;
}

function userMessage(call: LanguageCall, message: MessageOf<"user">): JSONObject {
  const [only] = message.content;
  if (message.content.length === 1 && only?.type === "text" && !isSaidOf(call, only)) {
    return { role: "user", content: only.text, ...saidOf(call, message) };
  }
  const content = message.content.map((part): JSONObject =>
    part.type === "text" ? { type: "text", text: part.text, ...saidOf(call, part) } : toWireFile(call, part),
  );
  return { role: "user", content, ...saidOf(call, message) };
}

/** Text and tool calls. What the service did itself is its own to remember, and a turn of which nothing is left is left out. */
function assistantMessage(call: LanguageCall, wire: OpenAIChatWire, message: MessageOf<"assistant">, inScope: boolean): JSONObject[] {
  const parts = message.content;
  for (const part of parts) warnOfLost(call, part);
  const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  const toolCalls = parts.filter((part) => part.type === "tool-call" && part.providerExecuted !== true).map((part) => toolCall(call, part as ToolCallPart));
  const reasoning = inScope ? replayReasoning(call, wire.history, parts) : {};
  if (text === "" && toolCalls.length === 0) return [];
  const { thinking, ...fields } = reasoning;
  return [
    {
      role: "assistant",
      content: assistantContent(call, parts, text, thinking as JSONValue[] | undefined),
      ...fields,
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
      ...saidOf(call, message),
    },
  ];
}

/** One text, unless something has to stand beside it or the user says something of a part. */
function assistantContent(call: LanguageCall, parts: readonly AssistantPart[], text: string, thinking: readonly JSONValue[] = []): JSONValue {
  const texts = parts.filter((part) => part.type === "text" && part.text !== "") as Extract<AssistantPart, { type: "text" }>[];
  if (texts.some((part) => isSaidOf(call, part))) {
    return [...thinking, ...texts.map((part) => ({ type: "text", text: part.text, ...saidOf(call, part) }))];
  }
  return thinking.length === 0 ? text : [...thinking, ...(text === "" ? [] : [{ type: "text", text }])];
}

function warnOfLost(call: LanguageCall, part: AssistantPart): void {
  if (part.type === "file" || part.type === "reasoning-file" || part.type === "custom") {
    call.warn({ type: "unsupported", feature: `${part.type} part in an assistant message` });
  }
}

type ToolCallPart = Extract<AssistantPart, { type: "tool-call" }>;

function toolCall(call: LanguageCall, part: ToolCallPart): JSONObject {
  return {
    id: part.toolCallId,
    type: "function",
    function: { name: part.toolName, arguments: toolInput(part.input) },
    // Gemini refuses a turn whose thought signature did not come back.
    ...saidOf(call, part),
  };
}

/** JSON text stays as it was written, so that a prompt cache still matches; other text is JSON-encoded. */
function toolInput(input: unknown): string {
  if (input === undefined || input === null || input === "") return "{}";
  if (typeof input !== "string") return JSON.stringify(input);
  try {
    JSON.parse(input);
    return input;
  } catch {
    return JSON.stringify(input);
  }
}

function toolMessages(call: LanguageCall, message: MessageOf<"tool">): JSONObject[] {
  return message.content.flatMap((part): JSONObject[] =>
    part.type === "tool-result"
      ? [{ role: "tool", tool_call_id: part.toolCallId, content: toolOutput(call, part.output), ...saidOf(call, message), ...saidOf(call, part) }]
      : [],
  );
}

function toolOutput(call: LanguageCall, output: LanguageModelV4ToolResultOutput): JSONValue {
  switch (output.type) {
    case "text":
    case "error-text":
      return output.value;
    case "json":
    case "error-json":
      return JSON.stringify(output.value);
    case "execution-denied":
      return output.reason ?? "The call of this tool was denied.";
    case "content":
      return toolContent(call, output.value);
  }
}

type ToolContent = Extract<LanguageModelV4ToolResultOutput, { type: "content" }>["value"];

/** Text alone where it is text; pictures only where the model is known to see, since elsewhere a tool message is text. */
function toolContent(call: LanguageCall, value: ToolContent): JSONValue {
  const seesFiles = call.can.flags.imageInput === true;
  const parts = value.flatMap((item): JSONObject[] => {
    if (item.type === "text") return [{ type: "text", text: item.text, ...saidOf(call, item) }];
    if (item.type === "file" && seesFiles) return [toWireFile(call, item)];
    call.warn({ type: "unsupported", feature: `${item.type} in a tool result` });
    return [];
  });
  const isText = !value.some((item) => isSaidOf(call, item)) && parts.every((part) => part["type"] === "text");
  return isText ? parts.map((part) => part["text"] as string).join("\n") : parts;
}
