import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** Provider options as body fields under their names in snake case; `not` are the ones that the dialect itself reads or decides. */
export function encodeOwnFields(options: JSONObject, not: ReadonlySet<string>): JSONObject {
  const fields: Record<string, JSONValue> = {};
  for (const [option, value] of Object.entries(options)) {
    const name = toSnakeCase(option);
    if (value !== undefined && !not.has(option) && !not.has(name)) fields[name] = value;
  }
  return fields;
}

/** `serviceTier` → `service_tier`; what is written the service's way stays. */
function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
