import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** What a recorded answer of a chat model says, read in the plainest way there is. */
export interface RecordedAnswer {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly RecordedToolCall[];
  /** The service's own word. */
  readonly finishReason: string | undefined;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly modelId: string | undefined;
}

export interface RecordedToolCall {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: string;
}

/** The values of an event stream's `data:` lines, the closing one left out. */
export function readEvents(body: string): readonly JSONObject[] {
  return body
    .split("\n")
    .filter((line) => line.startsWith("data: ") && line !== "data: [DONE]")
    .map((line) => JSON.parse(line.slice("data: ".length)) as JSONObject);
}

/** Folds the chunks of a stream; a whole answer is the only chunk of its own. */
export function foldChunks(chunks: readonly JSONObject[]): RecordedAnswer {
  const turns = chunks.flatMap((chunk) => objects(chunk["choices"])).map((choice) => ({ choice, delta: object(choice["delta"] ?? choice["message"]) }));
  const join = (...fields: readonly string[]): string => turns.flatMap(({ delta }) => fields.map((field) => textOf(delta[field]))).join("");
  const usage = chunks.map((chunk) => object(chunk["usage"])).findLast((found) => found["prompt_tokens"] !== undefined);
  return {
    text: join("content"),
    // A service that sends reasoning under two names sends it once under each.
    reasoning: join("reasoning_content") || join("reasoning"),
    toolCalls: foldToolCalls(turns.flatMap(({ delta }) => objects(delta["tool_calls"]))),
    finishReason: turns.map(({ choice }) => choice["finish_reason"]).findLast((reason) => typeof reason === "string"),
    inputTokens: usage?.["prompt_tokens"] as number | undefined,
    outputTokens: usage?.["completion_tokens"] as number | undefined,
    modelId: chunks[0]?.["model"] as string | undefined,
  };
}

function foldToolCalls(deltas: readonly JSONObject[]): readonly RecordedToolCall[] {
  const calls = new Map<unknown, RecordedToolCall>();
  for (const delta of deltas) {
    const key = delta["index"] ?? delta["id"];
    const call = calls.get(key) ?? { toolCallId: "", toolName: "", input: "" };
    const called = object(delta["function"]);
    calls.set(key, {
      toolCallId: call.toolCallId || textOf(delta["id"]),
      toolName: call.toolName || textOf(called["name"]),
      input: call.input + textOf(called["arguments"]),
    });
  }
  return [...calls.values()];
}

function object(value: JSONValue | undefined): JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JSONObject) : {};
}

function objects(value: JSONValue | undefined): readonly JSONObject[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function textOf(value: JSONValue | undefined): string {
  return typeof value === "string" ? value : "";
}
