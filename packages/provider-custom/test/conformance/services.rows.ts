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
];
