import type { Contestant } from "./contestant.ts";
import { aiContestant, bareContestant, type ModelSource } from "./model-source.ts";

/** The providers, each loaded only where it is measured: what one process holds in memory is then its own. */
const providers = {
  "portolan custom": async (): Promise<ModelSource> => (await import("./portolan.ts")).custom,
  "portolan custom, coalesce: false": async (): Promise<ModelSource> => (await import("./portolan.ts")).customEachDelta,
  "portolan custom, fetch": async (): Promise<ModelSource> => (await import("./portolan.ts")).customOnFetch,
  "portolan custom, base64": async (): Promise<ModelSource> => (await import("./portolan.ts")).base64Embeddings,
  "portolan groq": async (): Promise<ModelSource> => (await import("./portolan.ts")).groq,
  "portolan groq, coalesce: false": async (): Promise<ModelSource> => (await import("./portolan.ts")).groqEachDelta,
  "portolan groq, fetch": async (): Promise<ModelSource> => (await import("./portolan.ts")).groqOnFetch,
  "portolan ollama": async (): Promise<ModelSource> => (await import("./portolan.ts")).ollama,
  "portolan ollama, coalesce: false": async (): Promise<ModelSource> => (await import("./portolan.ts")).ollamaEachDelta,
  "portolan ollama, fetch": async (): Promise<ModelSource> => (await import("./portolan.ts")).ollamaOnFetch,
  "@ai-sdk/openai-compatible": async (): Promise<ModelSource> => (await import("./peers.ts")).openaiCompatible,
  "@ai-sdk/groq": async (): Promise<ModelSource> => (await import("./peers.ts")).officialGroq,
  "ai-sdk-ollama": async (): Promise<ModelSource> => (await import("./ollama-peers.ts")).aiSdkOllama,
  "ollama-ai-provider-v2": async (): Promise<ModelSource> => (await import("./ollama-peers.ts")).ollamaProviderV2,
} as const;

const limits = {
  limit: async (): Promise<Contestant> => (await import("./limit.ts")).limit,
  "limit, base64": async (): Promise<Contestant> => (await import("./limit.ts")).limitBase64,
  "fetch limit": async (): Promise<Contestant> => (await import("./fetch-limit.ts")).fetchLimit,
  "ollama limit": async (): Promise<Contestant> => (await import("./ollama-limits.ts")).ollamaLimit,
  "ollama fetch limit": async (): Promise<Contestant> => (await import("./ollama-limits.ts")).ollamaFetchLimit,
} as const;

type ProviderName = keyof typeof providers;
type LimitName = keyof typeof limits;

/** A limit, a provider, or a provider used through `ai`. */
export type ContestantName = LimitName | ProviderName | `${ProviderName} + ai`;

const throughAi = " + ai";

/** Whom a contestant's figures are told as a multiple of: who reads the same answers at best. */
export function limitFor(name: string): LimitName {
  return name.includes("ollama") ? "ollama limit" : "limit";
}

function isLimit(name: ContestantName): name is LimitName {
  return name in limits;
}

export async function loadContestant(name: ContestantName): Promise<Contestant> {
  if (isLimit(name)) return await limits[name]();
  const providerName = (name.endsWith(throughAi) ? name.slice(0, -throughAi.length) : name) as ProviderName;
  const models = await providers[providerName]();
  return name === providerName ? bareContestant(models) : await aiContestant(models);
}
