import { LoadSettingError } from "@ai-sdk/provider";
import { readBaseURL, Secret, type Provider } from "@portolan/core";
import { makeCustom } from "./custom.ts";
import { idOf, isProviderId, onlyVariable, setVariables, variableFor, type Environment, type Spellings, type VariableSuffix } from "./variables.ts";

/** Providers with a package of their own. Their `<ID>_API_BASE` moves them to another URL and makes no custom provider. */
export const builtInIds: readonly string[] = ["groq"];

/** An endpoint that the environment names. */
export interface EnvironmentEndpoint {
  /** The variable's name before `_API_BASE`, in lower case, `_` as `-`. */
  readonly id: string;
  readonly baseURL: string;
  /** `undefined`: keyless. */
  readonly apiKey: Secret | undefined;
  /** Names of the variables it was read from, as they are spelled in the environment. */
  readonly variables: readonly string[];
}

/** An endpoint whose variables cannot be used as they are. */
export interface FaultyEndpoint {
  readonly id: string;
  readonly variables: readonly string[];
  /** Names the variables, never shows a key. */
  readonly error: LoadSettingError;
}

export interface Endpoints {
  readonly usable: readonly EnvironmentEndpoint[];
  readonly faulty: readonly FaultyEndpoint[];
}

/**
 * A provider for every `<NAME>_API_BASE`, with `<NAME>_API_KEY` where there is one: `MY_LLM_API_BASE` makes `my-llm`.
 *
 * Names are matched without regard to case; empty values count as absent. Left out are Portolan's own variables and the ids of
 * `builtInIds`: for those `readEndpoints` has the base URL.
 *
 * @throws LoadSettingError for a base URL that is none, and for two spellings of one variable that differ in value; it names the variables.
 */
export function customFromEnv(env: Environment): Record<string, Provider> {
  const { usable, faulty } = readEndpoints(env);
  const fault = faulty.find(({ id }) => !builtInIds.includes(id));
  if (fault !== undefined) throw fault.error;
  const own = usable.filter(({ id }) => !builtInIds.includes(id));
  return Object.fromEntries(own.map((endpoint) => [endpoint.id, customAt(endpoint)]));
}

/** The provider at an endpoint of the environment. It looks nothing up by itself. */
export function customAt({ id, baseURL, apiKey, variables }: EnvironmentEndpoint): Provider {
  const variable = variables.find((name) => idOf(name, "API_KEY") !== undefined) ?? variableFor(id, "API_KEY");
  // The variable is named for messages alone: an empty key is keyless, where an absent one would be looked up.
  return makeCustom({ id, baseURL, apiKey: apiKey ?? "" }, { apiKey: [variable] });
}

/**
 * Every endpoint that the environment names, built-in ids included, and what is wrong with the others.
 *
 * For programs that show what is configured and go on in spite of a variable of another program's (`VITE_API_BASE=/api`).
 */
export function readEndpoints(env: Environment): Endpoints {
  const bases = variablesBySuffix(env, "API_BASE");
  const keys = variablesBySuffix(env, "API_KEY");
  const usable: EnvironmentEndpoint[] = [];
  const faulty: FaultyEndpoint[] = [];
  for (const [id, spellings] of bases) {
    const variables = [...spellings, ...(keys.get(id) ?? [])].map(({ name }) => name);
    try {
      usable.push({ ...readEndpoint(id, spellings, keys.get(id)), variables });
    } catch (error) {
      if (!LoadSettingError.isInstance(error)) throw error;
      faulty.push({ id, variables, error });
    }
  }
  return { usable, faulty };
}

/** Provider id → the variables that speak of it, more than one where they are spelled in several ways. */
function variablesBySuffix(env: Environment, suffix: VariableSuffix): ReadonlyMap<string, Spellings> {
  const found = new Map<string, Spellings>();
  for (const variable of setVariables(env)) {
    const id = idOf(variable.name, suffix);
    if (id === undefined || id === "portolan" || id.startsWith("portolan-")) continue;
    const others = found.get(id);
    found.set(id, others === undefined ? [variable] : [...others, variable]);
  }
  return found;
}

function readEndpoint(id: string, bases: Spellings, keys: Spellings | undefined): Omit<EnvironmentEndpoint, "variables"> {
  const base = onlyVariable(bases);
  if (!isProviderId(id)) {
    throw new LoadSettingError({ message: `${base.name} names no provider: only letters, digits and _ may stand before _API_BASE.` });
  }
  const baseURL = readBaseURL(base.value, { providerId: id, from: base.name });
  return { id, baseURL, apiKey: keys === undefined ? undefined : new Secret(onlyVariable(keys).value) };
}
