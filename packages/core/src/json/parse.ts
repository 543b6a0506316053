import type { JSONValue } from "@ai-sdk/provider";

/** Keys that change what an object is when it is copied; a service has no use for them. Escapes count: `"\u005f_proto__"`. */
const dangerous = /"(?:_|\\u005f){2}(?:p|\\u0070)(?:r|\\u0072)(?:o|\\u006f)(?:t|\\u0074)(?:o|\\u006f)(?:_|\\u005f){2}"\s*:|"(?:c|\\u0063)(?:o|\\u006f)(?:n|\\u006e)(?:s|\\u0073)(?:t|\\u0074)(?:r|\\u0072)(?:u|\\u0075)(?:c|\\u0063)(?:t|\\u0074)(?:o|\\u006f)(?:r|\\u0072)"\s*:/i;

/**
 * Parses JSON from outside. Keys that would reach an object's prototype when copied are left out.
 *
 * @throws SyntaxError when it is not JSON
 */
export function parseJSON(text: string): JSONValue {
  // Nearly every text has neither; the pattern costs more than the search. A constructor is only dangerous with its `prototype`.
  const suspicious = text.includes("proto") || text.includes("\\u00");
  return (suspicious && dangerous.test(text) ? JSON.parse(text, withoutPrototypeKeys) : JSON.parse(text)) as JSONValue;
}

function withoutPrototypeKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Object.hasOwn(value, "__proto__")) Reflect.deleteProperty(value, "__proto__");
  const made = Object.hasOwn(value, "constructor") ? (value as Record<string, unknown>)["constructor"] : undefined;
  if (typeof made === "object" && made !== null && Object.hasOwn(made, "prototype")) Reflect.deleteProperty(value, "constructor");
  return value;
}
