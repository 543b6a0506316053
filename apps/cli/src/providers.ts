import { LoadSettingError } from "@ai-sdk/provider";
import { Secret, type Provider } from "@portolan/core";
import { customAt, readEndpoints, readVariable, type EnvironmentEndpoint, type FaultyEndpoint } from "@portolan/provider-custom";
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

/** What the environment says of providers: the built-in ones always, then every `<NAME>_API_BASE`. */
export async function readProviders(env: Session["env"]): Promise<readonly Entry[]> {
  const { usable, faulty } = readEndpoints(env);
  const groqFault = faulty.find(({ id }) => id === "groq");
  return [
    groqFault === undefined ? await groqEntry(env, usable.find(({ id }) => id === "groq")) : unusable(groqFault),
    ...usable.filter(({ id }) => id !== "groq").map((endpoint) => ({
      id: endpoint.id,
      isConfigured: true,
      variables: endpoint.variables,
      missing: [],
      provider: customAt(endpoint),
    })),
    ...faulty.filter(({ id }) => id !== "groq").map(unusable),
  ];
}

/** A provider's name as people write it: `My_LLM` is `my-llm`. */
export function toProviderId(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

export function configured(entries: readonly Entry[]): readonly (Entry & { readonly provider: Provider })[] {
  return entries.filter((entry): entry is Entry & { readonly provider: Provider } => entry.isConfigured && entry.provider !== undefined);
}

function unusable({ id, variables, error }: FaultyEndpoint): Entry {
  return { id, isConfigured: false, variables, missing: [], fault: error };
}

/** `GROQ_API_BASE` moves Groq to another URL, a proxy for example. */
async function groqEntry(env: Session["env"], moved: EnvironmentEndpoint | undefined): Promise<Entry> {
  try {
    // Importing it reads the environment's base URL, and throws where that is none.
    const { createGroq } = await import("@portolan/provider-groq");
    const key = readVariable(env, "GROQ_API_KEY");
    // A stand-in on this machine may do without a key.
    const isLocal = moved !== undefined && /^https?:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?::|\/|$)/.test(moved.baseURL);
    return {
      id: "groq",
      isConfigured: key !== undefined || isLocal,
      variables: [...new Set([...(key === undefined ? [] : [key.name]), ...(moved?.variables ?? [])])],
      missing: key === undefined && !isLocal ? ["GROQ_API_KEY"] : [],
      provider: createGroq({
        ...(moved === undefined ? {} : { baseURL: moved.baseURL }),
        ...(key === undefined ? {} : { apiKey: new Secret(key.value) }),
      }),
    };
  } catch (fault) {
    if (!LoadSettingError.isInstance(fault)) throw fault;
    return unusable({ id: "groq", variables: [], error: fault });
  }
}
