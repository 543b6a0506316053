import type { PresetRow } from "./describe-presets.ts";

export const rows: readonly PresetRow[] = [
  {
    preset: "cerebras",
    models: { text: "gpt-oss-120b", tools: "zai-glm-4.7", completion: "gpt-oss-120b", retired: "llama3.1-8b" },
    providerOptions: { given: { clearThinking: false, serviceTier: "flex" }, sent: { clear_thinking: false, service_tier: "flex" } },
  },
  {
    preset: "anthropic",
    models: { text: "claude-sonnet-5", tools: "claude-opus-4-8", reasoning: "claude-haiku-4-5", retired: "claude-3-opus-20240229" },
    providerOptions: { given: { thinking: { type: "adaptive" } }, sent: { thinking: { type: "adaptive" } } },
  },
  {
    preset: "google",
    reasoningTags: true,
    models: { text: "gemini-3.5-flash", reasoning: "gemini-2.5-flash", tools: "gemini-3.1-pro-preview", embedding: "gemini-embedding-001", image: "imagen-4.0-generate-001", retired: "gemini-1.5-flash" },
    providerOptions: {
      given: { extraBody: { google: { thinking_config: { include_thoughts: true } } } },
      sent: { extra_body: { google: { thinking_config: { include_thoughts: true } } } },
    },
  },
  {
    preset: "cohere",
    models: { text: "command-a-03-2025", reasoning: "command-a-reasoning-08-2025", vision: "command-a-vision-07-2025", embedding: "embed-v4.0", reranking: "rerank-v3.5", retired: "command-r-03-2024" },
    providerOptions: { given: { safetyMode: "STRICT" }, sent: { safety_mode: "STRICT" } },
  },
  {
    preset: "nvidia",
    models: { text: "openai/gpt-oss-120b", tools: "meta/llama-3.1-8b-instruct", vision: "nvidia/nemotron-3-ultra-550b-a55b", embedding: "baai/bge-m3", completion: "meta/llama-3.1-8b-instruct" },
    providerOptions: { given: { chatTemplateKwargs: { enable_thinking: false } }, sent: { chat_template_kwargs: { enable_thinking: false } } },
  },
  {
    preset: "chutes",
    models: { text: "moonshotai/Kimi-K2.6-TEE", tools: "Qwen/Qwen3.6-27B-TEE", completion: "Qwen/Qwen3.6-27B-TEE" },
    providerOptions: { given: { repetitionPenalty: 1.1 }, sent: { repetition_penalty: 1.1 } },
  },
  {
    preset: "opencode",
    provesKeys: false,
    models: { text: "glm-5.2", tools: "kimi-k2.7-code", reasoning: "deepseek-v4-flash", retired: "kimi-k2" },
  },
  {
    preset: "cloudflare",
    provesKeys: false,
    keyless: true,
    models: { text: "workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast", tools: "groq/openai/gpt-oss-20b", reasoning: "google-ai-studio/gemini-3.5-flash", vision: "google-ai-studio/gemini-3.5-flash" },
  },
];
