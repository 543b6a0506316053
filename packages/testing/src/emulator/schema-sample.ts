import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readNumber, readObject, readString } from "./json.ts";

/** Optional properties are filled in down to this depth, required ones without end. */
const optionalDepth = 4;

interface Sampling {
  readonly root: JSONObject;
  readonly depth: number;
  /** Told apart by what they stand for: a value names its property. */
  readonly name: string;
}

/**
 * A value that satisfies a JSON Schema, always the same for the same schema.
 *
 * Knows `const`, `enum`, `default`, `examples`, `$ref` within the schema, `anyOf`, `oneOf`, `allOf`, `type`, and the common keywords of
 * objects, arrays, strings and numbers. `not`, `if` and dependencies are not looked at.
 */
export function sampleFromSchema(schema: JSONValue): JSONValue {
  return sample(schema, { root: isObject(schema) ? schema : {}, depth: 0, name: "value" });
}

function sample(schema: JSONValue | undefined, sampling: Sampling): JSONValue {
  if (!isObject(schema)) return "sample";
  if (schema["const"] !== undefined) return schema["const"];
  const [given] = [...readList(schema, "enum"), ...(schema["default"] === undefined ? [] : [schema["default"]]), ...readList(schema, "examples")];
  if (given !== undefined) return given;
  const reference = readString(schema, "$ref");
  if (reference !== undefined) return sample(resolve(reference, sampling.root), { ...sampling, depth: sampling.depth + 1 });
  const [choice] = [...readList(schema, "anyOf"), ...readList(schema, "oneOf")];
  if (choice !== undefined) return sample(merged([without(schema, ["anyOf", "oneOf"]), choice]), sampling);
  const all = readList(schema, "allOf");
  if (all.length > 0) {
    const parts = all.map((part) => (isObject(part) && typeof part["$ref"] === "string" ? resolve(part["$ref"], sampling.root) : part));
    return sample(merged([without(schema, ["allOf"]), ...parts]), sampling);
  }
  return sampleOfType(typeOf(schema), schema, sampling);
}

function sampleOfType(type: string, schema: JSONObject, sampling: Sampling): JSONValue {
  switch (type) {
    case "object":
      return sampleObject(schema, sampling);
    case "array":
      return sampleArray(schema, sampling);
    case "number":
    case "integer":
      return sampleNumber(schema, type === "integer");
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return sampleString(schema, sampling.name);
  }
}

function typeOf(schema: JSONObject): string {
  const type = schema["type"];
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return String(type.find((one) => one !== "null") ?? "null");
  if (schema["properties"] !== undefined || schema["required"] !== undefined) return "object";
  if (schema["items"] !== undefined || schema["prefixItems"] !== undefined) return "array";
  return ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].some((key) => schema[key] !== undefined) ? "number" : "string";
}

function sampleObject(schema: JSONObject, sampling: Sampling): JSONObject {
  const properties = readObject(schema, "properties") ?? {};
  const required = readList(schema, "required").filter((name) => typeof name === "string");
  const names = sampling.depth < optionalDepth ? [...new Set([...Object.keys(properties), ...required])] : required;
  const value: Record<string, JSONValue> = {};
  for (const name of names) value[name] = sample(properties[name], { ...sampling, depth: sampling.depth + 1, name });
  return value;
}

function sampleArray(schema: JSONObject, sampling: Sampling): JSONValue[] {
  const fixed = readList(schema, "prefixItems");
  const fewest = readNumber(schema, "minItems") ?? (fixed.length > 0 ? fixed.length : 1);
  const most = readNumber(schema, "maxItems") ?? Number.POSITIVE_INFINITY;
  const length = sampling.depth < 2 * optionalDepth || schema["minItems"] !== undefined ? Math.min(fewest, most) : 0;
  return Array.from({ length }, (_, index) => {
    const value = sample(fixed[index] ?? schema["items"], { ...sampling, depth: sampling.depth + 1 });
    return schema["uniqueItems"] === true ? distinct(value, index, schema["items"]) : value;
  });
}

/** Lists of different values need different samples; numbers and strings are enough in practice. */
function distinct(value: JSONValue, index: number, items: JSONValue | undefined): JSONValue {
  const choices = isObject(items) ? readList(items, "enum") : [];
  if (choices.length > 0) return choices[index % choices.length] ?? value;
  if (typeof value === "number") return value + index * (isObject(items) ? (readNumber(items, "multipleOf") ?? 1) : 1);
  return typeof value === "string" && index > 0 ? `${value} ${index + 1}` : value;
}

function sampleNumber(schema: JSONObject, isInteger: boolean): number {
  const step = readNumber(schema, "multipleOf") ?? (isInteger ? 1 : undefined);
  const above = readNumber(schema, "exclusiveMinimum");
  const below = readNumber(schema, "exclusiveMaximum");
  const least = Math.max(readNumber(schema, "minimum") ?? Number.NEGATIVE_INFINITY, above ?? Number.NEGATIVE_INFINITY);
  const most = Math.min(readNumber(schema, "maximum") ?? Number.POSITIVE_INFINITY, below ?? Number.POSITIVE_INFINITY);
  const fits = (value: number): boolean => value >= least && value <= most && value !== above && value !== below;
  if (step !== undefined) {
    const from = Number.isFinite(least) ? Math.ceil(least / step) * step : Number.isFinite(most) ? Math.floor(most / step) * step : step;
    return [step, 0, from, from + step, from - step].find(fits) ?? from;
  }
  const middle = Number.isFinite(least) && Number.isFinite(most) ? (least + most) / 2 : 1;
  return [1, 0.5, least, least + 1, most, most - 1, middle].find((value) => Number.isFinite(value) && fits(value)) ?? middle;
}

const samplesByFormat: Readonly<Record<string, string>> = {
  "date-time": "2026-01-02T03:04:05Z",
  date: "2026-01-02",
  time: "03:04:05Z",
  duration: "P1D",
  email: "sample@example.com",
  hostname: "example.com",
  uri: "https://example.com/sample",
  url: "https://example.com/sample",
  uuid: "00000000-0000-4000-8000-000000000000",
  ipv4: "127.0.0.1",
  ipv6: "::1",
};

/** A pattern is met when one of these meets it. */
const patternCandidates: readonly string[] = ["sample", "Sample", "SAMPLE", "a", "A", "0", "1", "12", "123", "1234", "12345", "AB", "ABC", "ABCD", "abc", "a1", "A1", "AB-123", "#ffffff", "+10000000000", "2026-01-02", "12:00", "1.0.0", "sample_value", "sample-value"];

function sampleString(schema: JSONObject, name: string): string {
  const format = samplesByFormat[readString(schema, "format") ?? ""];
  if (format !== undefined) return format;
  const fewest = readNumber(schema, "minLength") ?? 0;
  const most = readNumber(schema, "maxLength") ?? Number.POSITIVE_INFINITY;
  const pattern = readString(schema, "pattern");
  const plain = `sample ${name}`.padEnd(fewest, ".").slice(0, most);
  if (pattern === undefined) return plain;
  return [plain, ...patternCandidates].find((text) => text.length >= fewest && text.length <= most && matches(pattern, text)) ?? plain;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}

function resolve(reference: string, root: JSONObject): JSONValue {
  let found: JSONValue | undefined = root;
  for (const step of reference.split("/").slice(1)) {
    found = isObject(found) ? found[decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return found ?? {};
}

function without(schema: JSONObject, keys: readonly string[]): JSONObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}

function merged(schemas: readonly JSONValue[]): JSONObject {
  let whole: JSONObject = {};
  for (const schema of schemas.filter(isObject)) {
    whole = {
      ...whole,
      ...schema,
      ...(whole["properties"] === undefined && schema["properties"] === undefined
        ? {}
        : { properties: { ...readObject(whole, "properties"), ...readObject(schema, "properties") } }),
      ...(whole["required"] === undefined && schema["required"] === undefined
        ? {}
        : { required: [...readList(whole, "required"), ...readList(schema, "required")] }),
    };
  }
  return whole;
}
