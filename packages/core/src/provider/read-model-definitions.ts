import { InvalidArgumentError, type JSONObject } from "@ai-sdk/provider";
import { capabilityFlags, capabilityLimits, modelKinds, reasoningLevels, type CapabilityFacts } from "../capabilities/facts.ts";
import { describeValue, readDefinitionOptions, settingNamed } from "./definition-options.ts";
import type { ModelDefinition } from "./model-definition.ts";

/**
 * Model definitions by name, from a value that comes from JSON: an object of definitions by name, or an array of names and
 * of definitions that bear their `name` (or only an `id`, which then is the name as well).
 *
 * Names may hold slashes.
 *
 * @throws InvalidArgumentError naming `where` the value is from (a setting, a variable), the model and the option; no text of the
 * value is shown but names
 * @example readModelDefinitions(JSON.parse(text), "ACME_MODELS") // { "GLM-4.6": { id: "glm-4.6", options: { temperature: 0.2 } } }
 */
export function readModelDefinitions(value: unknown, where: string): Readonly<Record<string, ModelDefinition>> {
  if (Array.isArray(value)) return readList(value, where);
  if (!isRecord(value)) throw invalid(where, `expected an object of model definitions by name, or an array, got ${describeValue(value)}`);
  const definitions = Object.entries(value).map(([name, definition]) => {
    if (name.trim() === "") throw invalid(where, "a model has an empty name");
    return [name, readDefinition(definition, at(where, name))] as const;
  });
  // By entries, since assigning to a name such as `__proto__` would define nothing.
  return Object.fromEntries(definitions);
}

function readList(list: readonly unknown[], where: string): Readonly<Record<string, ModelDefinition>> {
  const definitions = new Map<string, ModelDefinition>();
  for (const [position, item] of list.entries()) {
    const [name, definition] = readItem(item, `${where}[${position}]`);
    if (definitions.has(name)) throw invalid(where, `${JSON.stringify(name)} is defined twice`);
    definitions.set(name, readDefinition(definition, at(where, name)));
  }
  return Object.fromEntries(definitions);
}

function readItem(item: unknown, where: string): readonly [name: string, definition: unknown] {
  if (typeof item === "string" && item.trim() !== "") return [item, {}];
  if (!isRecord(item)) throw invalid(where, `expected a model's name or an object with one, got ${describeValue(item)}`);
  const { name, ...definition } = item;
  const called = name ?? definition["id"];
  if (typeof called !== "string" || called.trim() === "") throw invalid(where, "a definition in an array needs a `name` or an `id`");
  return [called, definition];
}

function readDefinition(value: unknown, where: string): ModelDefinition {
  if (!isRecord(value)) throw invalid(where, `expected an object such as { "id": "…", "options": { … } }, got ${describeValue(value)}`);
  const entries = Object.entries(value).filter(([, given]) => given !== undefined);
  for (const [key, given] of entries) checkKey(key, given, where);
  return Object.fromEntries(entries) as ModelDefinition;
}

function checkKey(key: string, value: unknown, where: string): void {
  const place = `${where}.${key}`;
  switch (key) {
    case "id":
    case "system":
      if (typeof value !== "string" || value.trim() === "") throw invalid(place, `expected a text, got ${describeValue(value)}`);
      return;
    case "options":
      if (!isRecord(value)) throw invalid(place, `expected an object, got ${describeValue(value)}`);
      readDefinitionOptions(value as JSONObject, place);
      return;
    default:
      checkFact(key, value, place, where);
  }
}

/** What a fact's value must be, and whether this one is. */
const facts: readonly { readonly keys: readonly (keyof CapabilityFacts)[]; readonly expected: string; readonly holds: (value: unknown) => boolean }[] = [
  { keys: capabilityFlags, expected: 'true, false or "unknown"', holds: (value) => typeof value === "boolean" || value === "unknown" },
  { keys: capabilityLimits, expected: "an integer of at least 1", holds: (value) => Number.isSafeInteger(value) && (value as number) >= 1 },
  { keys: ["kind"], expected: `one of ${modelKinds.join(", ")}`, holds: (value) => modelKinds.some((kind) => kind === value) },
  {
    keys: ["reasoningLevels"],
    expected: `an array of ${reasoningLevels.join(", ")}`,
    holds: (value) => Array.isArray(value) && value.every((level) => reasoningLevels.some((known) => known === level)),
  },
];

function checkFact(key: string, value: unknown, place: string, where: string): void {
  const fact = facts.find(({ keys }) => keys.some((known) => known === key));
  if (fact !== undefined) {
    // `seed` and `reasoning` are names of both.
    const orOption = settingNamed(key) === undefined ? "" : `; an option belongs inside \`options\` of ${where}`;
    if (!fact.holds(value)) throw invalid(place, `expected ${fact.expected}, got ${describeValue(value)}${orOption}`);
    return;
  }
  // Written beside `options` instead of inside it, a setting would be lost without a word. `maxOutputTokens` is a fact as well.
  if (settingNamed(key) !== undefined) throw invalid(place, `is an option: write it inside \`options\` of ${where}`);
  throw invalid(place, `is no key of a model's definition; there are id, options, system and capabilities such as ${capabilityFlags.slice(0, 2).join(", ")} and contextWindow`);
}

function at(where: string, name: string): string {
  return `${where}[${JSON.stringify(name)}]`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(where: string, what: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: where, message: `${where}: ${what}.` });
}
