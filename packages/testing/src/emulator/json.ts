import type { JSONObject, JSONValue } from "@ai-sdk/provider";

export function isObject(value: unknown): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readObject(value: JSONObject | undefined, key: string): JSONObject | undefined {
  const found = value?.[key];
  return isObject(found) ? found : undefined;
}

export function readString(value: JSONObject | undefined, key: string): string | undefined {
  const found = value?.[key];
  return typeof found === "string" ? found : undefined;
}

export function readNumber(value: JSONObject | undefined, key: string): number | undefined {
  const found = value?.[key];
  return typeof found === "number" ? found : undefined;
}

export function readList(value: JSONObject | undefined, key: string): readonly JSONValue[] {
  const found = value?.[key];
  return Array.isArray(found) ? found : [];
}
