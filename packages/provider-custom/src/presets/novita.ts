import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding } from "@portolan/core/openai-models";
import type { Preset } from "../preset.ts";

/** Novita AI. https://novita.ai/docs/api-reference/model-apis-llm-create-chat-completion */
export const novita = (): Preset => ({
  id: "novita",
  name: "Novita AI",
  baseURL: "https://api.novita.ai/v3/openai",
  env: { apiKey: ["NOVITA_API_KEY"] },
  keyPrefix: "sk_",
  pages: { site: "https://novita.ai", keys: "https://novita.ai/settings/key-management", status: "https://status.novita.ai" },
  defaultModel: "zai-org/glm-5.1",
  wire: {
    fields: { topK: "top_k" },
    // Models that think between calls of tools want their thoughts back: novita.ai/docs/guides/llm-interleaved-thinking
    history: "reasoning_content",
    promptCaching: "automatic",
    urls: { "image/*": [/^https?:/] },
  },
  models: [
    {
      match: /^(zai-org\/glm-4\.[5-9]|deepseek\/deepseek-v3\.)/,
      can: { reasoning: true, reasoningLevels: ["none", "high"] },
      wire: { reasoning: { none: { enable_thinking: false }, high: { enable_thinking: true } } },
    },
    // Thoughts are in its text unless the provider option `separateReasoning` is true.
    { match: /^deepseek\/deepseek-r1/, can: { reasoning: true, reasoningLevels: [] }, wire: { reasoning: {}, reasoningTags: ["<think>", "</think>"] } },
    { match: ["zai-org/glm-5.1", "minimax/minimax-m2.7", "qwen/qwen3.7-max"], can: { kind: "language", tools: true, reasoning: true } },
    { match: ["google/gemma-4-31b-it", "qwen/qwen3-coder-next"], can: { kind: "language", tools: true } },
    { match: ["baai/bge-m3"], can: { kind: "embedding", embeddingDimensions: 1024 } },
  ],
  errors: [
    { message: /not enough balance|NOT_ENOUGH_BALANCE/i, kind: "quota", hint: "top up: https://novita.ai/billing" },
    { message: /INVALID_API_KEY|invalid api key/i, kind: "auth" },
    { code: "model_access_denied", kind: "permission", hint: "the key may call some models only: https://novita.ai/settings/key-management" },
  ],
  completion: openaiCompletion(),
  embedding: openaiEmbedding({ dimensions: false }),
});
