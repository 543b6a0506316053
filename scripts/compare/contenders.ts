import { createAlibaba } from "@ai-sdk/alibaba";
import { createDeepSeek } from "@ai-sdk/deepseek";
import { createGroq as createOfficialGroq } from "@ai-sdk/groq";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { ProviderV4 } from "@ai-sdk/provider";
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { createCustom, createPreset } from "@portolan/provider-custom";
import { createDashScope } from "@portolan/provider-dashscope";
import { createGroq } from "@portolan/provider-groq";
import { createOllama } from "@portolan/provider-ollama-native";
import type { ConformanceOptions, ConformanceSettings, CreateProvider } from "@portolan/testing";
import { createOllama as createOllamaOnClient } from "ai-sdk-ollama";
import { createOllama as createOllamaV2 } from "ollama-ai-provider-v2";

/** One library, set up as its documentation advises for the service. */
export interface Contender {
  readonly name: string;
  readonly isOurs: boolean;
  readonly createProvider: CreateProvider;
  readonly options: ConformanceOptions;
  /** Whether it is given what a real Ollama answered. @default false */
  readonly recorded?: boolean;
}

const groq: ConformanceOptions = {
  emulator: "groq",
  models: { text: "openai/gpt-oss-20b", reasoning: "qwen/qwen3.8-27b", vision: "meta-llama/llama-4-scout-17b-16e-instruct", transcription: "whisper-large-v3-turbo" },
  providerOptions: { given: { serviceTier: "flex" }, sent: { service_tier: "flex" } },
};

const compatible: ConformanceOptions = {
  emulator: "openai",
  keyless: true,
  models: { text: "gpt-4.1-nano", embedding: "text-embedding-3-small" },
  providerOptions: { given: { service_tier: "flex" }, sent: { service_tier: "flex" } },
};

const deepseek: ConformanceOptions = {
  emulator: "deepseek",
  models: { text: "deepseek-v4-flash" },
  providerOptions: { given: { user_id: "somebody" }, sent: { user_id: "somebody" } },
};

const openrouter: ConformanceOptions = {
  emulator: "openrouter",
  models: { text: "openai/gpt-5.5", embedding: "openai/text-embedding-3-small" },
  providerOptions: { given: { transforms: ["middle-out"] }, sent: { transforms: ["middle-out"] } },
};

const dashscope: ConformanceOptions = {
  emulator: "dashscope",
  models: { text: "qwen-plus", reasoning: "qwen3.7-plus", structured: "qwen3.7-plus", embedding: "text-embedding-v4" },
  providerOptions: { given: { enableThinking: false }, sent: { enable_thinking: false } },
};

const ollama: ConformanceOptions = {
  emulator: "ollama",
  keyless: true,
  provesKeys: false,
  models: { text: "qwen3:8b", tools: "llama3.2", reasoning: "qwen3:8b", structured: "llama3.2", vision: "gemma3:4b", embedding: "nomic-embed-text" },
  providerOptions: { given: { keepAlive: "10m", topK: 20 }, sent: { keep_alive: "10m", options: { top_k: 20 } } },
};

/** The official libraries' keys are texts or functions, and never an explicit `undefined`. */
function officialSettings({ baseURL, apiKey, headers, fetch: ownFetch }: ConformanceSettings) {
  if (apiKey !== undefined && typeof apiKey !== "string") throw new Error("The comparison gives keys as text.");
  return {
    baseURL,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(headers === undefined ? {} : { headers }),
    ...(ownFetch === undefined ? {} : { fetch: ownFetch }),
  };
}

/** It is given the address of the API, not the server's. */
function apiSettings(settings: ConformanceSettings): Omit<ReturnType<typeof officialSettings>, "apiKey"> {
  const { apiKey: _, baseURL, ...rest } = officialSettings(settings);
  return { ...rest, baseURL: `${baseURL}/api` };
}

/** Ours and the official library for the same service side by side. */
export const contenders: readonly Contender[] = [
  { name: "@portolan/provider-groq", isOurs: true, createProvider: createGroq, options: { ...groq, models: { ...groq.models, retired: "llama-3.3-70b-versatile" }, reasoningTags: true } },
  { name: "@ai-sdk/groq", isOurs: false, createProvider: (settings): ProviderV4 => createOfficialGroq(officialSettings(settings)), options: groq },
  {
    name: "@portolan/provider-custom",
    isOurs: true,
    createProvider: (settings) => createCustom({ ...settings, id: "custom", reasoningTags: true }),
    options: { ...compatible, models: { ...compatible.models, transcription: "whisper-1" }, reasoningTags: true },
  },
  {
    name: "@ai-sdk/openai-compatible",
    isOurs: false,
    createProvider: (settings): ProviderV4 => createOpenAICompatible({ ...officialSettings(settings), name: "custom", includeUsage: true, supportsStructuredOutputs: true }),
    options: compatible,
  },
  { name: "@portolan/provider-dashscope", isOurs: true, createProvider: (settings) => createDashScope(settings), options: { ...dashscope, models: { ...dashscope.models, retired: "qwen-turbo" } } },
  { name: "@ai-sdk/alibaba", isOurs: false, createProvider: (settings): ProviderV4 => createAlibaba(officialSettings(settings)), options: dashscope },
  { name: 'createPreset("deepseek")', isOurs: true, createProvider: (settings) => createPreset("deepseek", settings), options: { ...deepseek, models: { ...deepseek.models, retired: "deepseek-chat" } } },
  { name: "@ai-sdk/deepseek", isOurs: false, createProvider: (settings): ProviderV4 => createDeepSeek(officialSettings(settings)), options: deepseek },
  { name: 'createPreset("openrouter")', isOurs: true, createProvider: (settings) => createPreset("openrouter", settings), options: openrouter },
  {
    name: "@openrouter/ai-sdk-provider",
    isOurs: false,
    createProvider: (settings): ProviderV4 => createOpenRouter(officialSettings(settings)) as unknown as ProviderV4,
    options: openrouter,
  },
  {
    name: "@portolan/provider-ollama-native",
    isOurs: true,
    createProvider: (settings) => createOllama(settings),
    options: { ...ollama, models: { ...ollama.models, completion: "qwen2.5-coder:1.5b" } },
    recorded: true,
  },
  {
    name: "ai-sdk-ollama",
    isOurs: false,
    createProvider: (settings): ProviderV4 => createOllamaOnClient(officialSettings(settings)),
    // Its options have the names that Ollama gives them.
    options: { ...ollama, providerOptions: { given: { keep_alive: "10m", options: { top_k: 20 } }, sent: { keep_alive: "10m", options: { top_k: 20 } } } },
    recorded: true,
  },
  {
    name: "ollama-ai-provider-v2",
    isOurs: false,
    createProvider: (settings): ProviderV4 => createOllamaV2(apiSettings(settings)),
    options: { ...ollama, providerOptions: { given: { options: { top_k: 20 } }, sent: { options: { top_k: 20 } } } },
    recorded: true,
  },
];
