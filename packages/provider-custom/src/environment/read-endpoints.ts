import { AISDKError, LoadSettingError } from "@ai-sdk/provider";
import { readBaseURL, readModelDefinitions, Secret, type ModelDefinition } from "@portolan/core";
import { presetNamed } from "../find-preset.ts";
import { packaged, roleOf, type NamedProvider, type VariableRole } from "./variable-roles.ts";
import { isProviderId, onlyVariable, setVariables, type Environment, type Variable } from "./variables.ts";

/** Providers with a package of their own. Their variables move and key them, and make no custom provider. */
export const builtInIds: readonly string[] = packaged.map(({ id }) => id);

/** An endpoint that the environment names. */
export interface EnvironmentEndpoint {
  /** Of the preset or package that the variables speak of, else the variable's name before `_API_BASE`: lower case, `_` as `-`. */
  readonly id: string;
  /** Absent: the preset's or package's own. Ollama's is as it is written, for its package to read. */
  readonly baseURL?: string;
  /** In the order of their numbers, each once; none: keyless. */
  readonly apiKeys: readonly Secret[];
  /** What `<ID>_MODELS` defines, by name. */
  readonly models?: Readonly<Record<string, ModelDefinition>>;
  /** Names of the variables it was read from, as they are spelled in the environment. */
  readonly variables: readonly string[];
}

/** An endpoint whose variables cannot be used as they are. */
export interface FaultyEndpoint {
  readonly id: string;
  readonly variables: readonly string[];
  /** Names the variables, never shows a value. */
  readonly error: LoadSettingError;
}

export interface Endpoints {
  readonly usable: readonly EnvironmentEndpoint[];
  readonly faulty: readonly FaultyEndpoint[];
}

/** What the environment says of one provider. */
interface Said {
  readonly bases: SaidVariable[];
  readonly keys: SaidVariable[];
  readonly models: SaidVariable[];
  readonly parts: SaidVariable[];
}

type SaidVariable = Variable & VariableRole;

/**
 * Every endpoint that the environment names, built-in ids included, and what is wrong with the others.
 *
 * For programs that show what is configured and go on in spite of a variable of another program's (`VITE_API_BASE=/api`).
 */
export function readEndpoints(env: Environment): Endpoints {
  const usable: EnvironmentEndpoint[] = [];
  const faulty: FaultyEndpoint[] = [];
  for (const [id, said] of saidOfProviders(env)) {
    if (!isEndpoint(id, said)) continue;
    const variables = [...said.bases, ...said.parts, ...said.keys, ...said.models].map(({ name }) => name);
    try {
      usable.push({ ...readEndpoint(id, said, env), variables });
    } catch (error) {
      if (!LoadSettingError.isInstance(error)) throw error;
      faulty.push({ id, variables, error });
    }
  }
  return { usable, faulty };
}

function saidOfProviders(env: Environment): ReadonlyMap<string, Said> {
  const providers = new Map<string, Said>();
  for (const variable of setVariables(env)) {
    const role = roleOf(variable.name);
    if (role === undefined || role.id === "portolan" || role.id.startsWith("portolan-")) continue;
    const said = providers.get(role.id) ?? { bases: [], keys: [], models: [], parts: [] };
    providers.set(role.id, said);
    const list = { base: said.bases, key: said.keys, models: said.models, part: said.parts }[role.says];
    list.push({ ...variable, ...role });
  }
  return providers;
}

/** A base URL makes one of any name; where a name says the URL, a key is enough, or whatever else the URL is made of. */
function isEndpoint(id: string, { bases, keys, parts }: Said): boolean {
  if (bases.length > 0) return true;
  const preset = presetNamed(id);
  const needs = preset?.env.needs ?? [];
  const isNamed = builtInIds.includes(id) || (preset !== undefined && preset.id !== "openai-compatible");
  if (needs.length === 0) return isNamed && keys.length > 0;
  return needs.every((names) => parts.some(({ name }) => names.includes(name.toUpperCase())));
}

function readEndpoint(id: string, { bases, keys, models }: Said, env: Environment): Omit<EnvironmentEndpoint, "variables"> {
  const base = firstOf(bases);
  if (!isProviderId(id)) {
    throw new LoadSettingError({ message: `${base?.name ?? id} names no provider: only letters, digits and _ may stand before _API_BASE.` });
  }
  const preset = presetNamed(id);
  if (base === undefined && preset?.closed !== undefined) {
    const { on, advice } = preset.closed;
    throw new LoadSettingError({ message: `${keys.map(({ name }) => name).join(", ")}: ${preset.name} closed on ${on}. ${advice}` });
  }
  const apiKeys = readKeys(keys);
  const baseURL = base === undefined || packageOf(id)?.ownAddresses === true ? base?.value : readBaseURL(base.value, { providerId: id, from: base.name });
  if (base !== undefined && apiKeys.length === 0) refuseEmptyKey(id, base, env);
  const defined = firstOf(models);
  return {
    id,
    apiKeys,
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(defined === undefined ? {} : { models: readDefinitions(defined) }),
  };
}

function packageOf(id: string): NamedProvider | undefined {
  return packaged.find((one) => one.id === id);
}

/** The variable that counts, of all that say the same thing; two spellings of it must agree. */
function firstOf(variables: readonly SaidVariable[]): Variable | undefined {
  const best = Math.min(...variables.map(({ rank }) => rank));
  const [first, ...others] = variables.filter(({ rank }) => rank === best);
  return first === undefined ? undefined : onlyVariable([first, ...others]);
}

/** The plain key, then the numbered ones by their numbers; the same key twice is one. */
function readKeys(keys: readonly SaidVariable[]): readonly Secret[] {
  const byName = new Map<string, [SaidVariable, ...SaidVariable[]]>();
  for (const key of keys) {
    const others = byName.get(key.name.toUpperCase());
    if (others === undefined) byName.set(key.name.toUpperCase(), [key]);
    else others.push(key);
  }
  const ordered = [...byName.values()].toSorted(([one], [two]) => (one.number ?? -1) - (two.number ?? -1) || one.rank - two.rank);
  return [...new Set(ordered.map((spellings) => onlyVariable(spellings).value))].map((value) => new Secret(value));
}

/** Somebody meant to set it: an empty key in a deployment is a secret that did not arrive. */
function refuseEmptyKey(id: string, base: Variable, env: Environment): void {
  const known = packageOf(id) ?? presetNamed(id);
  // Of an endpoint of the user's own nobody knows whether it needs one.
  const isOwn = known === undefined;
  if (known?.keyless === true || /^https?:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?::|\/|$)/i.test(base.value)) return;
  const empty = Object.keys(env).find((name) => {
    const role = roleOf(name);
    return role?.id === id && role.says === "key";
  });
  if (empty === undefined) return;
  throw new LoadSettingError({ message: isOwn ? `${empty} is empty. Set it, or unset it if ${id} needs none.` : `${empty} is empty, and ${id} needs a key. Set it, or unset ${base.name}.` });
}

function readDefinitions({ name, value }: Variable): Readonly<Record<string, ModelDefinition>> {
  try {
    return readModelDefinitions(JSON.parse(value), name);
  } catch (error) {
    // The parser's words would show a piece of the value.
    const why = AISDKError.isInstance(error) ? error.message : `${name} is not JSON. Write {"name": {"id": "model-id", "options": {…}}} or ["model-id", …].`;
    throw new LoadSettingError({ message: why });
  }
}
