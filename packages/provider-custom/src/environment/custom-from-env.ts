import type { Provider } from "@portolan/core";
import { makeCustom, environmentOf } from "../custom.ts";
import { presetNamed } from "../find-preset.ts";
import { builtInIds, readEndpoints, type EnvironmentEndpoint, type FaultyEndpoint } from "./read-endpoints.ts";
import { roleOf } from "./variable-roles.ts";
import type { Environment } from "./variables.ts";

export interface FromEnvOptions {
  /** Hears of variables that cannot be used, and the rest goes on. @default the first is thrown */
  readonly onFault?: ((fault: FaultyEndpoint) => void) | undefined;
}

/**
 * A provider for every endpoint that the environment names: `<NAME>_API_BASE` makes one of any name (`MY_LLM_API_BASE` makes
 * `my-llm`), a key is enough for a service that has a preset (`OPENROUTER_API_KEY`).
 *
 * Names are matched without regard to case; empty values count as absent. `<NAME>_API_KEY` is its key, the lowest of
 * `<NAME>_API_KEY_1`, `_2` … where there is no plain one; `<NAME>_MODELS` defines its models, as JSON. Left out are
 * Portolan's own variables and the ids of `builtInIds`, which have packages of their own.
 *
 * @throws LoadSettingError for a base URL that is none, JSON that is none, a service that has closed, two spellings of one variable
 * that differ in value, and an empty key beside a base URL that is not on this machine, unless the service is known to need
 * none; it names the variables and shows no value.
 */
export function customFromEnv(env: Environment, { onFault }: FromEnvOptions = {}): Record<string, Provider> {
  const { usable, faulty } = readEndpoints(env);
  for (const fault of faulty) {
    if (builtInIds.includes(fault.id)) continue;
    if (onFault === undefined) throw fault.error;
    onFault(fault);
  }
  const own = usable.filter(({ id }) => !builtInIds.includes(id));
  return Object.fromEntries(own.map((endpoint) => [endpoint.id, customAt(endpoint, env)]));
}

/** The provider at an endpoint of the environment. What else it looks up, it looks up in `env`. */
export function customAt({ id, baseURL, apiKeys, models, variables }: EnvironmentEndpoint, env: Environment): Provider {
  const preset = presetNamed(id);
  const [apiKey] = apiKeys;
  const names = environmentOf({ id, extends: preset?.id });
  // Messages name the variable as it is spelled.
  const spelled = variables.filter((name) => roleOf(name)?.says === "key").slice(0, 1);
  return makeCustom(
    {
      id,
      env,
      ...(preset === undefined ? {} : { extends: preset.id }),
      ...(baseURL === undefined ? {} : { baseURL }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(models === undefined ? {} : { models }),
    },
    { ...names, apiKey: [...new Set([...spelled, ...names.apiKey])] },
  );
}
