import type { Provider } from "@portolan/core";
import { Secret } from "@portolan/core";
import { customAt, readEndpoints, readVariable, type EnvironmentEndpoint } from "@portolan/provider-custom";
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
    groqFault === undefined ? await groqEntry(env, usable.find(({ id }) => id === "groq")) : { ...unusable("groq"), fault: groqFault.error },
    ...usable.filter(({ id }) => id !== "groq").map((endpoint) => ({
      id: endpoint.id,
      isConfigured: true,
      variables: endpoint.variables,
      missing: [],
      provider: customAt(endpoint),
    })),
    ...faulty.filter(({ id }) => id !== "groq").map(({ id, error }) => ({ ...unusable(id), fault: error })),
  ];
}

export function configured(entries: readonly Entry[]): readonly (Entry & { readonly provider: Provider })[] {
  return entries.filter((entry): entry is Entry & { readonly provider: Provider } => entry.isConfigured && entry.provider !== undefined);
}

function unusable(id: string): Entry {
  return { id, isConfigured: false, variables: [], missing: [] };
}

/** `GROQ_API_BASE` moves Groq to another URL, a proxy for example. */
async function groqEntry(env: Session["env"], moved: EnvironmentEndpoint | undefined): Promise<Entry> {
  try {
    // Importing it reads the environment's base URL, and throws where that is none.
    const { createGroq } = await import("@portolan/provider-groq");
    const key = readVariable(env, "GROQ_API_KEY");
    return {
      id: "groq",
      isConfigured: key !== undefined,
      variables: [...new Set([...(key === undefined ? [] : [key.name]), ...(moved?.variables ?? [])])],
      missing: key === undefined ? ["GROQ_API_KEY"] : [],
      provider: createGroq({
        ...(moved === undefined ? {} : { baseURL: moved.baseURL }),
        ...(key === undefined ? {} : { apiKey: new Secret(key.value) }),
      }),
    };
  } catch (fault) {
    return { ...unusable("groq"), fault: fault instanceof Error ? fault : new Error(String(fault)) };
  }
}
