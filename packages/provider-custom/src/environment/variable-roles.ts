import { presets } from "../presets/index.ts";
import { idOf, variableFor } from "./variables.ts";

/** What a variable says of a provider. */
export interface VariableRole {
  readonly id: string;
  /** `part`: of what its base URL is made of. */
  readonly says: "key" | "base" | "models" | "part";
  /** Its place among the other names that the same thing has; the lowest wins. */
  readonly rank: number;
  /** Of a numbered key, `2` in `ACME_API_KEY_2`. */
  readonly number?: number;
}

/** A provider that is known by name: by a preset, or by a package of its own. */
export interface NamedProvider {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly keys: readonly string[];
  readonly bases: readonly string[];
  readonly parts?: readonly string[];
  /** Its package reads addresses in a way of its own: what a variable says is passed on as it is written. */
  readonly ownAddresses?: boolean;
  readonly keyless?: boolean;
  /** Variables that are its software's own, and mean something else. */
  readonly notItsVariables?: readonly string[];
}

/** Providers with a package of their own. Their variables are theirs, and make no custom provider. */
export const packaged: readonly NamedProvider[] = [
  { id: "groq", aliases: [], keys: [], bases: [] },
  { id: "dashscope", aliases: ["alibaba"], keys: [], bases: [] },
  { id: "ollama", aliases: [], keys: [], bases: ["OLLAMA_HOST"], ownAddresses: true, keyless: true, notItsVariables: ["OLLAMA_MODELS"] }, // the folder of its models
];

const named: readonly NamedProvider[] = [
  ...packaged,
  ...Object.values(presets).map(({ id, aliases = [], env }) => ({ id, aliases, keys: env.apiKey, bases: env.baseURL ?? [], parts: (env.needs ?? []).flat() })),
];

/** Upper-case name → what it says, for every provider that is known by name. */
const roles: ReadonlyMap<string, VariableRole> = new Map(named.flatMap(rolesOf).toReversed());

/** Variables of other secrets, and of other programs. */
const others: ReadonlySet<string | undefined> = new Set([
  ...Object.values(presets).map(({ notItsKey }) => notItsKey),
  ...packaged.flatMap(({ notItsVariables = [] }) => notItsVariables),
]);

/** The id that a name of a provider stands for: `gemini` is `google`, `my-llm` itself. */
export function canonicalId(name: string): string {
  return named.find(({ id, aliases }) => id === name || aliases.includes(name))?.id ?? name;
}

/** What a variable of this name says; `undefined` when it says nothing of a provider. */
export function roleOf(variable: string): VariableRole | undefined {
  if (others.has(variable.toUpperCase().replace(/_\d+$/, ""))) return undefined;
  const exact = roles.get(variable.toUpperCase());
  if (exact !== undefined) return exact;
  const [, stem = variable, digits] = /^(.+)_(\d+)$/.exec(variable) ?? [];
  if (digits !== undefined) {
    const key = roles.get(stem.toUpperCase()) ?? ownRole(stem);
    return key?.says === "key" ? { ...key, number: Number(digits) } : undefined;
  }
  return ownRole(variable);
}

/** By its ending alone. `_BASE_URL` is too common an ending to make a provider: it counts for known names only. */
function ownRole(variable: string): VariableRole | undefined {
  const endings = [["key", "API_KEY"], ["base", "API_BASE"], ["models", "MODELS"]] as const;
  for (const [says, suffix] of endings) {
    const id = idOf(variable, suffix);
    if (id !== undefined) return { id, says, rank: 0 };
  }
  return undefined;
}

function rolesOf({ id, aliases, keys, bases, parts = [] }: NamedProvider): readonly (readonly [string, VariableRole])[] {
  const names = [id, ...aliases];
  const ranked = (says: VariableRole["says"], variables: readonly string[]): readonly (readonly [string, VariableRole])[] =>
    [...new Set(variables)].map((variable, rank) => [variable, { id, says, rank }] as const);
  return [
    ...ranked("key", [...keys, ...names.map((name) => variableFor(name, "API_KEY"))]),
    ...ranked("base", [...bases, ...names.flatMap((name) => [variableFor(name, "API_BASE"), variableFor(name, "BASE_URL")])]),
    ...ranked("part", parts),
    ...ranked("models", names.map((name) => variableFor(name, "MODELS"))),
  ];
}
