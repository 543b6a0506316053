import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Answer } from "@portolan/testing/emulator";
import { pictures } from "../../src/probe/material.ts";

/** What a request is answered with; `undefined` leaves it to the next one who answers. */
export type Answering = (body: JSONObject) => Answer | undefined;

export const text = (said: string, finishReason = "stop"): Answer => ({ kind: "model", text: said, finishReason });
export const refusal = (message: string, status = 400): Answer => ({ kind: "error", error: { status, message } });
const calls = (...names: readonly string[]): Answer => ({ kind: "model", toolCalls: names.map((name) => ({ name, arguments: '{"city":"Paris"}' })) });

export const asks = {
  forStory: (body: JSONObject): boolean => holds(body, "long story"),
  withTools: (body: JSONObject): boolean => body["tools"] !== undefined,
  withHistory: (body: JSONObject): boolean => messagesOf(body).length > 2,
  forTool: (body: JSONObject): boolean => body["tool_choice"] === "required",
  forNamedTool: (body: JSONObject): boolean => typeof body["tool_choice"] === "object",
  forSchema: (body: JSONObject): boolean => formatOf(body) === "json_schema",
  forObject: (body: JSONObject): boolean => formatOf(body) === "json_object",
  withPicture: (body: JSONObject): boolean => holds(body, '"image_url"'),
  withSound: (body: JSONObject): boolean => holds(body, '"input_audio"'),
  withSystem: (body: JSONObject): boolean => holds(body, '"role":"system"'),
} as const;

function messagesOf(body: JSONObject): readonly JSONValue[] {
  return (body["messages"] ?? []) as readonly JSONValue[];
}

function holds(body: JSONObject, words: string): boolean {
  return JSON.stringify(messagesOf(body)).includes(words);
}

function formatOf(body: JSONObject): JSONValue | undefined {
  return (body["response_format"] as JSONObject | undefined)?.["type"];
}

/** A model, at a service, that does everything it is asked. */
export function ableModel(body: JSONObject): Answer {
  if (asks.forSchema(body)) return text('{"shade":"celadon"}');
  if (asks.forObject(body)) return text('{"sea":"water"}');
  if (asks.forNamedTool(body)) return calls("get_time");
  if (asks.withTools(body)) return asks.withHistory(body) ? calls("get_weather", "get_weather") : calls("get_weather");
  if (asks.withPicture(body)) return text(pictures.find(({ base64 }) => holds(body, base64))?.name ?? "none");
  if (asks.withSystem(body)) return text("PORTOLAN");
  if (body["stop"] !== undefined) return text("Th");
  if (body["seed"] !== undefined) return text(`words of seed ${String(body["seed"])}`);
  if (body["logprobs"] === true) return withLogprobs;
  if (body["reasoning_effort"] !== undefined) return { kind: "model", reasoning: "17 and 26 make 43.", text: "43" };
  if (asks.forStory(body)) return { ...text("Once upon a time there was a sea", "length"), usage: { prompt_tokens: 18, completion_tokens: 16 } } as Answer;
  return text("Hello.");
}

const chunk = (choice: JSONObject): JSONObject => ({ id: "1", object: "chat.completion.chunk", choices: [{ index: 0, finish_reason: null, ...choice }] });

const withLogprobs: Answer = {
  kind: "chunks",
  chunks: [
    chunk({ delta: { content: "Hello." }, logprobs: { content: [{ token: "Hello.", logprob: -0.1, bytes: null, top_logprobs: [] }] } }),
    chunk({ delta: {}, finish_reason: "stop" }),
  ],
};
