import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";

/**
 * Provider options as body fields under their names in snake case; `not` are the ones that the dialect itself reads or decides.
 *
 * The call's own options beat the fields that are `asked` for by its other settings; those of the model's definition do not.
 */
export function encodeOwnFields(call: LanguageCall, not: ReadonlySet<string>, asked: JSONObject): JSONObject {
  const fields: Record<string, JSONValue> = {};
  for (const [option, value] of Object.entries(call.options)) {
    const name = toSnakeCase(option);
    const yields = call.defaultOptions.has(option) && Object.hasOwn(asked, name);
    if (value !== undefined && !yields && !not.has(option) && !not.has(name)) fields[name] = value;
  }
  return fields;
}

/** `serviceTier` → `service_tier`; what is written the service's way stays. */
function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
