import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { fitsStrictMode } from "./strict-schema.ts";

/** What Groq refuses in combination, said in a way that it takes. */
export function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  return withSchemaMode(withReasoningFormat(body, call), call);
}

/**
 * `raw` is refused with JSON or tools, and gpt-oss refuses `reasoning_format` altogether: https://console.groq.com/docs/reasoning
 * To the caller `raw` and `parsed` are the same, since reasoning inside the text is taken out of it.
 */
function withReasoningFormat(body: JSONObject, call: LanguageCall): JSONObject {
  const { reasoning_format: format, ...rest } = body;
  if (format === undefined) return body;
  if (call.modelId.includes("gpt-oss")) return { ...rest, include_reasoning: format !== "hidden" };
  if (format !== "raw" || (body["tools"] === undefined && body["response_format"] === undefined)) return body;
  call.warn({ type: "compatibility", feature: "reasoningFormat", details: "raw is refused together with tools or JSON; parsed is sent" });
  return { ...rest, reasoning_format: "parsed" };
}

function withSchemaMode(body: JSONObject, call: LanguageCall): JSONObject {
  const { structured_outputs: wanted, ...rest } = body;
  const format = body["response_format"] as JSONObject | undefined;
  const json = format?.["json_schema"] as JSONObject | undefined;
  if (format === undefined || json === undefined) return rest;
  if (wanted === false) return withSchemaInPrompt(rest, json["schema"]);
  if (json["strict"] !== undefined || !/^openai\/gpt-oss-(20|120)b$/.test(call.modelId) || !fitsStrictMode(json["schema"])) return rest;
  return { ...rest, response_format: { ...format, json_schema: { ...json, strict: true } } };
}

function withSchemaInPrompt(body: JSONObject, schema: JSONValue | undefined): JSONObject {
  const content = `Answer with JSON that satisfies this JSON schema, and nothing else:\n${JSON.stringify(schema)}`;
  return { ...body, messages: [{ role: "system", content }, ...(body["messages"] as JSONValue[])], response_format: { type: "json_object" } };
}
