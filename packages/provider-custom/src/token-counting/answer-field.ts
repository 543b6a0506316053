import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** A field of an answer; `undefined` where the answer is no object. */
export function answerField(answer: JSONValue, name: string): JSONValue | undefined {
  const isObject = typeof answer === "object" && answer !== null && !Array.isArray(answer);
  return isObject ? (answer as JSONObject)[name] : undefined;
}
