import type { JSONObject, JSONValue } from "@ai-sdk/provider";

const head: JSONObject = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_780_000_000, model: "emulated" };

/** One chunk as services write it. */
export function chunk(delta: JSONObject, finishReason: string | null = null, fields: JSONObject = {}): JSONObject {
  return { ...head, choices: [{ index: 0, delta, finish_reason: finishReason }], ...fields };
}

export const finishChunk: JSONObject = chunk({}, "stop");

/** A whole answer as services write it. */
export function completion(message: JSONObject, finishReason: string | null = "stop", fields: JSONObject = {}): JSONObject {
  const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
  return { ...head, object: "chat.completion", choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: finishReason }], usage, ...fields };
}

/** An event stream of these values, without the closing line. */
export function events(...values: readonly JSONValue[]): string {
  return values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join("");
}

/** The messages of a request. */
export function messagesOf(body: JSONObject): readonly JSONObject[] {
  return (body["messages"] ?? []) as readonly JSONObject[];
}

/** The last message of a request. */
export function lastMessageOf(body: JSONObject): JSONObject {
  return messagesOf(body).at(-1) ?? {};
}

/** The content parts of a message; a plain text is one part. */
export function contentOf(message: JSONObject): readonly JSONObject[] {
  const content = message["content"];
  return typeof content === "string" ? [{ type: "text", text: content }] : ((content ?? []) as readonly JSONObject[]);
}
