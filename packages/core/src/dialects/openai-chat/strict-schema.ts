import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asArray, asObject } from "../../json/narrow.ts";

/** What strict modes take everywhere. Others, such as `minItems`, some refuse: Groq, in i-am-bee/beeai-framework#1215. */
const keywords = new Set([
  "$schema", "$ref", "$defs", "definitions", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf",
]);
const schemaLists = ["anyOf"] as const;
const schemaMaps = ["properties", "$defs", "definitions"] as const;


/**
 * Whether a schema can be sent with `strict: true`: every property required, no others allowed, plain keywords only.
 * https://platform.openai.com/docs/guides/structured-outputs and https://console.groq.com/docs/structured-outputs
 */
export function fitsStrictMode(value: JSONValue | undefined): boolean {
  const schema = asObject(value);
  if (schema === undefined || Object.keys(schema).some((key) => !keywords.has(key))) return false;
  if ((schema["type"] === "object" || schema["properties"] !== undefined) && !isClosed(schema)) return false;
  const inner = [
    ...(schema["items"] === undefined ? [] : [schema["items"]]),
    ...schemaLists.flatMap((key) => asArray(schema[key]) ?? []),
    ...schemaMaps.flatMap((key) => Object.values(asObject(schema[key]) ?? {})),
  ];
  return inner.every(fitsStrictMode);
}

function isClosed(schema: JSONObject): boolean {
  const properties = asObject(schema["properties"]);
  if (properties === undefined || schema["additionalProperties"] !== false) return false;
  const required = asArray(schema["required"]) ?? [];
  return Object.keys(properties).every((name) => required.includes(name));
}
