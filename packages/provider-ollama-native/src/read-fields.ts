import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** The value if it is an object; an empty one otherwise. */
export function objectIn(value: JSONValue | undefined): JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JSONObject) : {};
}

/** The objects of a list. */
export function objectsIn(value: JSONValue | undefined): readonly JSONObject[] {
  return Array.isArray(value) ? (value as readonly JSONValue[]).filter((item): item is JSONObject => typeof item === "object" && item !== null && !Array.isArray(item)) : [];
}

/** The texts of a list; `undefined` where there is none. */
export function textsIn(value: JSONValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? (value as readonly JSONValue[]).filter((item) => typeof item === "string") : undefined;
}

/** A text that says something. */
export function textIn(value: JSONValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A number that can be counted with. */
export function countIn(value: JSONValue | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A moment as Go writes it, with up to nine decimals; `undefined` for none and for what is no moment. */
export function dateIn(value: JSONValue | undefined): Date | undefined {
  const date = new Date(typeof value === "string" ? value.replace(/(\.\d{3})\d+/, "$1") : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The fields that have a value. */
export function definedIn<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}
