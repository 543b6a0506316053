import type { JSONObject, JSONValue, SharedV4ProviderMetadata, SharedV4ProviderOptions } from "@ai-sdk/provider";
import { ownOptions } from "../dialects/own-options.ts";
import { asObject } from "../json/narrow.ts";

/** `providerOptions[id]` as body fields, under their names in snake case. */
export function bodyFields(options: SharedV4ProviderOptions | undefined, providerId: string): JSONObject {
  return Object.fromEntries(Object.entries(ownOptions(providerId, options)).map(([key, value]) => [snakeCase(key), value]));
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The given fields without those that are undefined. */
export function definedFields(fields: Readonly<Record<string, JSONValue | undefined>>): JSONObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** `providerMetadata` with the values found at `keep`'s paths (`"x_groq.id"`); `undefined` when none was found. */
export function keptMetadata(
  providerId: string,
  body: JSONValue,
  keep: Readonly<Record<string, string>> = {},
): SharedV4ProviderMetadata | undefined {
  const found = definedFields(Object.fromEntries(Object.entries(keep).map(([key, path]) => [key, valueAt(body, path)])));
  return Object.keys(found).length === 0 ? undefined : { [providerId]: found };
}

function valueAt(body: JSONValue, path: string): JSONValue | undefined {
  return path.split(".").reduce<JSONValue | undefined>((value, step) => asObject(value)?.[step], body) ?? undefined;
}

/** The value if it is a number that can be counted with, also when it was sent as text. */
export function asNumber(value: JSONValue | undefined): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
