import type { PresetRow } from "./describe-presets.ts";

export const rows: readonly PresetRow[] = [
  {
    preset: "openai",
    models: { text: "gpt-5.4-mini", vision: "gpt-4o", embedding: "text-embedding-3-small", transcription: "whisper-1", retired: "o1-mini" },
    providerOptions: { given: { serviceTier: "flex", promptCacheKey: "charts" }, sent: { service_tier: "flex", prompt_cache_key: "charts" } },
  },
  {
    preset: "deepseek",
    models: { text: "deepseek-v4-flash", tools: "deepseek-v4-pro", retired: "deepseek-chat" },
    providerOptions: { given: { thinking: { type: "disabled" }, userId: "user-1" }, sent: { thinking: { type: "disabled" }, user_id: "user-1" } },
  },
  {
    preset: "mistral",
    models: {
      text: "mistral-small-latest",
      tools: "mistral-large-latest",
      vision: "mistral-medium-latest",
      embedding: "mistral-embed",
      transcription: "voxtral-mini-transcribe-3-0",
      retired: "open-mistral-nemo",
    },
    providerOptions: { given: { safePrompt: true, randomSeed: 7 }, sent: { safe_prompt: true, random_seed: 7 } },
  },
  {
    preset: "openrouter",
    models: { text: "openrouter/auto", tools: "openai/gpt-5.5", reasoning: "anthropic/claude-sonnet-5", structured: "openai/gpt-5.5", vision: "openai/gpt-5.5", embedding: "openai/text-embedding-3-small", retired: "anthropic/claude-3.5-sonnet" },
    providerOptions: {
      given: { models: ["openai/gpt-5.5", "z-ai/glm-5.2"], provider: { order: ["OpenAI"], allow_fallbacks: false }, transforms: [] },
      sent: { models: ["openai/gpt-5.5", "z-ai/glm-5.2"], provider: { order: ["OpenAI"], allow_fallbacks: false }, transforms: [] },
    },
  },
  {
    preset: "together",
    models: {
      text: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
      tools: "openai/gpt-oss-120b",
      reasoning: "deepseek-ai/DeepSeek-V4-Pro",
      vision: "moonshotai/Kimi-K2.6",
      embedding: "intfloat/multilingual-e5-large-instruct",
      transcription: "openai/whisper-large-v3",
      retired: "mistralai/Mixtral-8x7B-Instruct-v0.1",
    },
    providerOptions: { given: { repetitionPenalty: 1.1, minP: 0.05, safetyModel: "guard" }, sent: { repetition_penalty: 1.1, min_p: 0.05, safety_model: "guard" } },
  },
  {
    preset: "novita",
    models: { text: "zai-org/glm-5.1", tools: "qwen/qwen3-coder-next", reasoning: "zai-org/glm-4.5", embedding: "baai/bge-m3" },
    providerOptions: { given: { separateReasoning: true, minP: 0.05 }, sent: { separate_reasoning: true, min_p: 0.05 } },
  },
  {
    preset: "perplexity",
    models: { text: "sonar", tools: "sonar-pro", reasoning: "sonar-reasoning-pro", structured: "sonar-pro", retired: "llama-3.1-sonar-large-128k-online" },
    reasoningTags: true,
    providerOptions: { given: { searchMode: "academic", searchRecencyFilter: "week" }, sent: { search_mode: "academic", search_recency_filter: "week" } },
  },
  {
    preset: "xai",
    models: { text: "grok-4.3", tools: "grok-4.20-0309-reasoning", reasoning: "grok-4.6", retired: "grok-3" },
    providerOptions: { given: { parallelFunctionCalling: false }, sent: { parallel_function_calling: false } },
  },
  {
    preset: "fireworks",
    models: {
      text: "accounts/fireworks/models/gpt-oss-120b",
      tools: "accounts/fireworks/models/kimi-k2p6",
      reasoning: "accounts/fireworks/models/glm-5p2",
      vision: "accounts/fireworks/models/kimi-k2p6",
      embedding: "nomic-ai/nomic-embed-text-v1.5",
      retired: "accounts/fireworks/models/llama-v3p1-70b-instruct",
    },
    providerOptions: { given: { serviceTier: "priority", reasoningHistory: "preserved" }, sent: { service_tier: "priority", reasoning_history: "preserved" } },
  },
];
