import { madeWhenAsked } from "../made-when-asked.ts";
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

/** All of them together ask every preset, which only a program that reads its environment has to. */
const known = madeWhenAsked({
  named: (): readonly NamedProvider[] => [
    ...packaged,
    ...Object.values(presets).map(({ id, aliases = [], env }) => ({ id, aliases, keys: env.apiKey, bases: env.baseURL ?? [], parts: (env.needs ?? []).flat() })),
  ],
  /** Upper-case name → what it says, for every provider that is known by name. */
  roles: (): ReadonlyMap<string, VariableRole> => new Map(known.named.flatMap(rolesOf).toReversed()),
  /** Variables of other secrets, and of other programs. */
  others: (): ReadonlySet<string | undefined> => new Set([
    ...Object.values(presets).map(({ notItsKey }) => notItsKey),
    ...packaged.flatMap(({ notItsVariables = [] }) => notItsVariables),
  ]),
});

/** The id that a name of a provider stands for: `gemini` is `google`, `my-llm` itself. */
export function canonicalId(name: string): string {
  return known.named.find(({ id, aliases }) => id === name || aliases.includes(name))?.id ?? name;
}

/** What a variable of this name says; `undefined` when it says nothing of a provider. */
export function roleOf(variable: string): VariableRole | undefined {
  if (known.others.has(variable.toUpperCase().replace(/_\d+$/, ""))) return undefined;
  const exact = known.roles.get(variable.toUpperCase());
  if (exact !== undefined) return exact;
  const [, stem = variable, digits] = /^(.+)_(\d+)$/.exec(variable) ?? [];
  if (digits !== undefined) {
    const key = known.roles.get(stem.toUpperCase()) ?? ownRole(stem);
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
  const names = namesOf({ id, aliases, keys });
  const ranked = (says: VariableRole["says"], variables: readonly string[]): readonly (readonly [string, VariableRole])[] =>
    [...new Set(variables)].map((variable, rank) => [variable, { id, says, rank }] as const);
  return [
    ...ranked("key", [...keys, ...names.map((name) => variableFor(name, "API_KEY"))]),
    ...ranked("base", baseVariables({ id, aliases, keys, bases })),
    ...ranked("part", parts),
    ...ranked("models", names.map((name) => variableFor(name, "MODELS"))),
  ];
}

/** The variables that may hold the base URL of a provider that is known by name, the first that is set counting. */
export function baseVariables({ bases, ...provider }: Omit<NamedProvider, "parts">): readonly string[] {
  return [...new Set([...bases, ...namesOf(provider).flatMap((name) => [variableFor(name, "API_BASE"), variableFor(name, "BASE_URL")])])];
}

/** What its variables may begin with: its ids, and what the other names of its key do (`LMSTUDIO_API_KEY`, so `LMSTUDIO_API_BASE`). */
function namesOf({ id, aliases, keys }: Pick<NamedProvider, "id" | "aliases" | "keys">): readonly string[] {
  return [...new Set([id, ...aliases, ...keys.flatMap((key) => idOf(key, "API_KEY") ?? [])])];
}
