import type { JSONArray, JSONObject, JSONValue } from "@ai-sdk/provider";

/** One schema that asks for what both do. What cannot be said by one keyword is kept under `allOf`, for its reader to say in words. */
export function mergeSchemas(first: JSONObject, second: JSONObject): JSONObject {
  const merged: Record<string, JSONValue | undefined> = { ...first };
  const clashes: Record<string, JSONValue> = {};
  for (const [keyword, value] of Object.entries(second)) {
    if (value === undefined) continue;
    const before = merged[keyword];
    const both = before === undefined ? value : mergeKeyword(keyword, before, value);
    if (both === undefined) clashes[keyword] = value;
    else merged[keyword] = both;
  }
  return Object.keys(clashes).length === 0 ? (merged as JSONObject) : ({ ...merged, also: [...((merged["also"] as JSONArray | undefined) ?? []), clashes] } as JSONObject);
}

/** The value that says both, or `undefined` where there is none. */
function mergeKeyword(keyword: string, first: JSONValue, second: JSONValue): JSONValue | undefined {
  if (JSON.stringify(first) === JSON.stringify(second)) return first;
  switch (keyword) {
    case "required":
      return [...new Set([...(first as JSONArray), ...(second as JSONArray)])];
    case "description":
    case "title":
    case "$comment":
      return `${first as string} ${second as string}`;
    case "properties":
    case "$defs":
    case "definitions":
      return mergeMaps(first as JSONObject, second as JSONObject);
    case "allOf":
    case "also":
      return [...(first as JSONArray), ...(second as JSONArray)];
    case "enum":
      return common(first as JSONArray, second as JSONArray);
    case "type":
      return mergeTypes(first, second);
    case "minimum":
    case "exclusiveMinimum":
    case "minLength":
    case "minItems":
    case "minProperties":
      return Math.max(first as number, second as number);
    case "maximum":
    case "exclusiveMaximum":
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return Math.min(first as number, second as number);
    default:
      return undefined;
  }
}

/** A property that both describe has to satisfy both. */
function mergeMaps(first: JSONObject, second: JSONObject): JSONObject {
  const members = new Map(Object.entries(first));
  for (const [name, member] of Object.entries(second)) {
    const before = members.get(name);
    members.set(name, before === undefined || JSON.stringify(before) === JSON.stringify(member) ? member : { allOf: [before, member as JSONValue] });
  }
  return Object.fromEntries(members);
}

function mergeTypes(first: JSONValue, second: JSONValue): JSONValue | undefined {
  const types = common([first].flat() as JSONArray, [second].flat() as JSONArray);
  return types.length === 0 ? undefined : types.length === 1 ? (types[0] as JSONValue) : types;
}

function common(first: JSONArray, second: JSONArray): JSONArray {
  const texts = new Set(second.map((value) => JSON.stringify(value)));
  return first.filter((value) => texts.has(JSON.stringify(value)));
}
