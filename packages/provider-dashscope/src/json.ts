import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** The value if it is a JSON object, and neither an array nor null. */
export function asObject(value: JSONValue | undefined): JSONObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JSONObject) : undefined;
}

/** The JSON objects of an array; none of anything else. */
export function asObjects(value: JSONValue | undefined): readonly JSONObject[] {
  return Array.isArray(value) ? (value as readonly JSONValue[]).map(asObject).filter((item) => item !== undefined) : [];
}

/** Fields without those that are undefined. */
export function definedFields(fields: Readonly<Record<string, JSONValue | undefined>>): JSONObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
