import { LoadSettingError } from "@ai-sdk/provider";
import type { Provider } from "@portolan/core";
import { canonicalId, createPreset, customAt, presetNamed, readEndpoints, type EnvironmentEndpoint, type FaultyEndpoint } from "@portolan/provider-custom";
import { providerPackages, type ProviderPackage } from "./packages.ts";
import type { Session } from "./session.ts";

/** A provider that the environment makes usable, or could. */
export interface Entry {
  readonly id: string;
  /** Everything that it needs is set. */
  readonly isConfigured: boolean;
  /** Names of the variables that are set. */
  readonly variables: readonly string[];
  /** Names of the variables to set. */
  readonly missing: readonly string[];
  /** What is wrong with those variables. */
  readonly fault?: Error;
  /** Absent where `fault` stands in its way. */
  readonly provider?: Provider;
}

/** What the environment says of providers: those with packages always, then every endpoint that it names. */
export async function readProviders(env: Session["env"]): Promise<readonly Entry[]> {
  const { usable, faulty } = readEndpoints(env);
  const isPackaged = (id: string): boolean => providerPackages.some((one) => one.id === id);
  const packaged = providerPackages.map(async (one) => {
    const fault = faulty.find(({ id }) => id === one.id);
    return fault === undefined ? await packagedEntry(one, usable.find(({ id }) => id === one.id), env) : unusable(fault);
  });
  return [
    ...(await Promise.all(packaged)),
    ...usable.filter(({ id }) => !isPackaged(id)).map((endpoint) => endpointEntry(endpoint, env)),
    ...faulty.filter(({ id }) => !isPackaged(id)).map(unusable),
  ];
}

/** A service that has a preset and of which the environment says nothing; `undefined` for every other name. */
export function presetEntry(name: string, env: Session["env"]): Entry | undefined {
  const preset = presetNamed(name);
  if (preset === undefined || preset.id === "openai-compatible") return undefined;
  const { id } = preset;
  try {
    const [variable] = preset.env.apiKey;
    const missing = [...(preset.env.needs ?? []).map(([first = ""]) => first), ...(preset.keyless === true || variable === undefined ? [] : [variable])];
    return { id, isConfigured: false, variables: [], missing, provider: createPreset(id, { env }) };
  } catch (fault) {
    if (!LoadSettingError.isInstance(fault)) throw fault;
    return { id, isConfigured: false, variables: [], missing: [], fault };
  }
}

/** A provider's name as people write it: `My_LLM` is `my-llm`, `gemini` is `google`. */
export function toProviderId(name: string): string {
  return canonicalId(name.toLowerCase().replaceAll("_", "-"));
}

export function configured(entries: readonly Entry[]): readonly (Entry & { readonly provider: Provider })[] {
  return entries.filter((entry): entry is Entry & { readonly provider: Provider } => entry.isConfigured && entry.provider !== undefined);
}

function unusable({ id, variables, error }: FaultyEndpoint): Entry {
  return { id, isConfigured: false, variables, missing: [], fault: error };
}

/** The environment moves a packaged provider to another URL, a proxy for example, as it does any other. */
async function packagedEntry({ id, keyVariable, keyless = false, load }: ProviderPackage, said: EnvironmentEndpoint | undefined, env: Session["env"]): Promise<Entry> {
  const create = await load();
  const variables = said?.variables ?? [];
  const [apiKey] = said?.apiKeys ?? [];
  const provider = create({
    env,
    ...(said?.baseURL === undefined || keyless ? {} : { baseURL: said.baseURL }),
    ...(apiKey === undefined || keyless ? {} : { apiKey }),
    ...(said?.models === undefined ? {} : { models: said.models }),
  });
  const error = addressFault(provider);
  if (error !== undefined) return unusable({ id, variables, error });
  // A stand-in on this machine may do without a key.
  const isConfigured = keyless ? said?.baseURL !== undefined : apiKey !== undefined || (said?.baseURL !== undefined && isLocal(said.baseURL));
  return { id, isConfigured, variables, missing: isConfigured || keyless ? [] : [keyVariable], provider };
}

/** A package that reads its address from the environment does so when it is asked for it. */
function addressFault(provider: Provider): LoadSettingError | undefined {
  try {
    void provider.baseURL;
    return undefined;
  } catch (error) {
    if (LoadSettingError.isInstance(error)) return error;
    throw error;
  }
}

function endpointEntry(endpoint: EnvironmentEndpoint, env: Session["env"]): Entry {
  const { id, apiKeys, variables, baseURL } = endpoint;
  const preset = presetNamed(id);
  const [variable] = preset?.env.apiKey ?? [];
  const needsKey = preset?.keyless !== true && preset !== undefined && apiKeys.length === 0 && !(baseURL !== undefined && isLocal(baseURL));
  return { id, isConfigured: !needsKey, variables, missing: needsKey && variable !== undefined ? [variable] : [], provider: customAt(endpoint, env) };
}

function isLocal(baseURL: string): boolean {
  return /^https?:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?::|\/|$)/.test(baseURL);
}
