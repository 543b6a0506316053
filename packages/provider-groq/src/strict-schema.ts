import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** What strict mode takes. Others, such as `minItems`, are refused: "minItems is not supported" (i-am-bee/beeai-framework#1215). */
const keywords = new Set([
  "$schema", "$ref", "$defs", "definitions", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf",
]);
const schemaLists = ["anyOf"] as const;
const schemaMaps = ["properties", "$defs", "definitions"] as const;

const isObject = (value: JSONValue | undefined): value is JSONObject => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Whether a schema can be sent with `strict: true`: every property required, no others allowed, plain keywords only.
 * https://console.groq.com/docs/structured-outputs
 */
export function fitsStrictMode(schema: JSONValue | undefined): boolean {
  if (!isObject(schema) || Object.keys(schema).some((key) => !keywords.has(key))) return false;
  if (isObject(schema["properties"]) && !isClosed(schema, schema["properties"])) return false;
  if (schema["type"] === "object" && schema["properties"] === undefined) return false;
  const inner = [
    ...(schema["items"] === undefined ? [] : [schema["items"]]),
    ...schemaLists.flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as JSONValue[]) : [])),
    ...schemaMaps.flatMap((key) => (isObject(schema[key]) ? Object.values(schema[key]) : [])),
  ];
  return inner.every(fitsStrictMode);
}

function isClosed(schema: JSONObject, properties: JSONObject): boolean {
  const required = Array.isArray(schema["required"]) ? (schema["required"] as JSONValue[]) : [];
  return schema["additionalProperties"] === false && Object.keys(properties).every((name) => required.includes(name));
}
