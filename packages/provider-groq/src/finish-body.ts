import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";

/**
 * Says how reasoning comes in the way that Groq takes: `raw` is refused with JSON or tools, and gpt-oss refuses
 * `reasoning_format` altogether. https://console.groq.com/docs/reasoning
 *
 * To the caller `raw` and `parsed` are the same, since reasoning inside the text is taken out of it.
 */
export function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  const { reasoning_format: format, ...rest } = body;
  if (format === undefined) return body;
  if (call.modelId.includes("gpt-oss")) return { ...rest, include_reasoning: format !== "hidden" };
  if (format !== "raw" || (body["tools"] === undefined && body["response_format"] === undefined)) return body;
  call.warn({ type: "compatibility", feature: "reasoningFormat", details: "raw excludes tools and JSON; parsed is sent" });
  return { ...rest, reasoning_format: "parsed" };
}
