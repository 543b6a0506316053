import type { JSONObject } from "@ai-sdk/provider";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiRerank } from "@portolan/core/openai-models";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });
const graded = { low: effort("low"), medium: effort("medium"), high: effort("high") };
const model = (name: string): string => `accounts/fireworks/models/${name}`;

/** Fireworks AI. https://docs.fireworks.ai/api-reference/post-chatcompletions */
export const fireworks = (): Preset => ({
  id: "fireworks",
  name: "Fireworks AI",
  baseURL: "https://api.fireworks.ai/inference/v1",
  env: { apiKey: ["FIREWORKS_API_KEY"] },
  keyPrefix: "fw_",
  pages: { site: "https://fireworks.ai", keys: "https://app.fireworks.ai/settings/users/api-keys", status: "https://status.fireworks.ai" },
  defaultModel: model("gpt-oss-120b"),
  chat: { keep: { perfMetrics: "perf_metrics" } },
  wire: {
    fields: { topK: "top_k" },
    // docs.fireworks.ai/guides/reasoning
    reasoning: { none: effort("none"), ...graded },
    history: "reasoning_content",
    // Which of it the model sees, the provider option `reasoningHistory` says.
    historyScope: "all",
    promptCaching: "prompt_cache_key",
    urls: { "image/*": [/^https?:/] },
  },
  models: [
    { match: /^accounts\/fireworks\/models\/gpt-oss-/, can: { kind: "language", tools: true, reasoning: true, reasoningLevels: ["low", "medium", "high"], imageInput: false }, wire: { reasoning: graded } },
    { match: [model("gpt-oss-120b"), model("gpt-oss-20b")], can: { kind: "language", contextWindow: 131_072 } },
    { match: [model("glm-5p2")], can: { kind: "language", tools: true, reasoning: true, contextWindow: 1_048_575 } },
    { match: [model("kimi-k2p6")], can: { kind: "language", tools: true, contextWindow: 262_000 } },
    { match: [model("deepseek-v4-pro"), model("deepseek-v4-flash"), model("qwen3p7-plus"), model("minimax-m3"), model("kimi-k2p7-code")], can: { kind: "language", tools: true } },
    { match: ["nomic-ai/nomic-embed-text-v1.5"], can: { kind: "embedding", embeddingDimensions: 768 } },
    { match: /^accounts\/fireworks\/models\/(llama-v(2|3|3p1)-|mixtral-|mistral-7b|firefunction-)/, retired: { use: model("gpt-oss-120b") } },
  ],
  errors: [
    { status: 412, kind: "quota", hint: "the account is suspended, mostly for an unpaid bill: https://app.fireworks.ai/account/billing" },
    { code: "NOT_FOUND", kind: "model-not-found", hint: "ids look like accounts/fireworks/models/gpt-oss-120b; some models need a deployment of your own" },
  ],
  keepHeaders: {
    "x-request-id": "requestId",
    "fireworks-prompt-tokens": "promptTokens",
    "fireworks-cached-prompt-tokens": "cachedPromptTokens",
    "fireworks-server-time-to-first-token": "timeToFirstToken",
    "fireworks-server-processing-time": "processingTime",
  },
  completion: openaiCompletion(),
  embedding: openaiEmbedding(),
  reranking: openaiRerank(),
});
