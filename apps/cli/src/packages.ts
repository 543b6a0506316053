import type { Provider, Settings } from "@portolan/core";

/** A provider with a package of its own. It is loaded when it is asked for. */
export interface ProviderPackage {
  readonly id: string;
  /** The variable that people set, of those its key may stand in. */
  readonly keyVariable: string;
  /** It needs no key, and reads key and address from the environment itself: a key is not meant for every address. */
  readonly keyless?: boolean;
  readonly load: () => Promise<(settings: Settings) => Provider>;
}

export const providerPackages: readonly ProviderPackage[] = [
  { id: "groq", keyVariable: "GROQ_API_KEY", load: async () => (await import("@portolan/provider-groq")).createGroq },
  { id: "dashscope", keyVariable: "DASHSCOPE_API_KEY", load: async () => (await import("@portolan/provider-dashscope")).createDashScope },
  { id: "ollama", keyVariable: "OLLAMA_API_KEY", keyless: true, load: async () => (await import("@portolan/provider-ollama-native")).createOllama },
];
