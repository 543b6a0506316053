import type { JSONObject } from "@ai-sdk/provider";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding } from "@portolan/core/openai-models";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });

/**
 * NVIDIA's hosted NIM. https://docs.api.nvidia.com/nim/reference
 *
 * The list is open to everybody, so it proves no key. A NIM of your own is reached with `baseURL`.
 */
export const nvidia = (): Preset => ({
  id: "nvidia",
  name: "NVIDIA NIM",
  baseURL: "https://integrate.api.nvidia.com/v1",
  env: { apiKey: ["NVIDIA_API_KEY", "NVIDIA_NIM_API_KEY", "NIM_API_KEY"] },
  keyPrefix: "nvapi-",
  pages: { site: "https://build.nvidia.com", keys: "https://build.nvidia.com/settings/api-keys", status: "https://status.ngc.nvidia.com" },
  defaultModel: "openai/gpt-oss-120b",
  check: false,
  completion: openaiCompletion(),
  embedding: openaiEmbedding(),
  wire: { fields: { topK: "top_k" }, promptCaching: "automatic" },
  models: [
    {
      match: ["openai/gpt-oss-120b", "openai/gpt-oss-20b"],
      can: { kind: "language", tools: true, reasoning: true, reasoningLevels: ["low", "medium", "high"], imageInput: false, contextWindow: 131_072 },
      wire: { reasoning: { low: effort("low"), medium: effort("medium"), high: effort("high") } },
    },
    { match: ["nvidia/nemotron-3-ultra-550b-a55b"], can: { kind: "language", tools: true, reasoning: true, contextWindow: 1_000_000 } },
    { match: ["meta/llama-3.1-8b-instruct", "meta/llama-3.1-70b-instruct"], can: { kind: "language", tools: true, reasoning: false, imageInput: false, contextWindow: 131_072 } },
    { match: /embed/, can: { kind: "embedding" } },
    { match: /rerank/, can: { kind: "reranking" } },
  ],
  errors: [
    { status: 403, message: /^Authorization failed/, kind: "auth" },
    { status: 404, message: /Not found for account/, kind: "model-not-found", hint: "the service no longer has this model: listModels() names those it has" },
    { status: 410, kind: "model-not-found", hint: "the service no longer has this model: listModels() names those it has" },
    { message: /input_type/, kind: "bad-request", hint: 'say what the texts are: providerOptions: { nvidia: { inputType: "query" } } or "passage"' },
  ],
});
