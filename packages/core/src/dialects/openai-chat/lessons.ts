import type { JSONObject } from "@ai-sdk/provider";
import type { Lesson } from "../dialect.ts";

/** What a server's refusal can teach. Each is learned once for an endpoint and model, and kept. */
export const lessons = {
  /** It refuses `stream_options`. Groq and Fireworks did in 2024, older servers still do. */
  noStreamOptions: "no-stream-options",
  /** It refuses `response_format` of the type `json_schema`. */
  noJSONSchema: "no-json-schema",
  /** It wants `max_completion_tokens` in place of `max_tokens`, as OpenAI's reasoning models do. */
  maxCompletionTokens: "max-completion-tokens",
  /** It only streams. DashScope's open-source models, and its others while they think. */
  streamOnly: "stream-only",
} as const;

const saysStreamOnly = /only (?:be )?support(?:s|ed)? (?:with )?stream|for non-streaming calls|does not support http call|non-stream(?:ing)? (?:is|mode is|calls? (?:is|are)) not supported/i;

/** The lesson of a refusal, if the request holds what was refused. */
export function lessonOf(refusal: { readonly status: number; readonly message: string }, body: JSONObject): Lesson | undefined {
  if (refusal.status !== 400 && refusal.status !== 422) return undefined;
  const { message } = refusal;
  if (body["stream_options"] !== undefined && /stream_options|include_usage/i.test(message)) return { id: lessons.noStreamOptions, asksLess: false };
  if (body["max_tokens"] !== undefined && message.includes("max_completion_tokens")) return { id: lessons.maxCompletionTokens, asksLess: false };
  if (body["stream"] !== true && saysStreamOnly.test(message)) return { id: lessons.streamOnly, asksLess: false };
  const format = body["response_format"] as JSONObject | undefined;
  const isAboutFormat = /json_schema|response_format/i.test(message) && !/invalid schema/i.test(message);
  const saysUnsupported = /not support|unsupported|unavailable|unknown|unrecogni[sz]ed|must be (?:one of|either)|should be/i.test(message);
  if (format?.["type"] === "json_schema" && isAboutFormat && saysUnsupported) return { id: lessons.noJSONSchema, asksLess: true };
  return undefined;
}
