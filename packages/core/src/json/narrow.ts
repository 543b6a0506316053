import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** The value if it is a JSON object, and neither an array nor null. */
export function asObject(value: JSONValue | undefined): JSONObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JSONObject) : undefined;
}

/** The value if it is an array. */
export function asArray(value: JSONValue | undefined): readonly JSONValue[] | undefined {
  return Array.isArray(value) ? (value as readonly JSONValue[]) : undefined;
}

/** A string as it is and a number as text; neither an empty string nor anything else. */
export function asText(value: JSONValue | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
