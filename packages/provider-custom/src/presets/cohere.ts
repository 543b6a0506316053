import { openaiEmbedding, openaiRerank, openaiTranscription } from "@portolan/core/openai-models";
import type { Preset } from "../preset.ts";

/**
 * Cohere in OpenAI's form. https://docs.cohere.com/docs/compatibility-api
 *
 * Reranking and the list are of Cohere's own API, which is on the same host.
 */
export const cohere = (): Preset => ({
  id: "cohere",
  name: "Cohere",
  baseURL: "https://api.cohere.ai/compatibility/v1",
  env: { apiKey: ["COHERE_API_KEY", "CO_API_KEY"] },
  // Its keys bear no mark.
  keyPrefix: "",
  pages: { site: "https://cohere.com", keys: "https://dashboard.cohere.com/api-keys", status: "https://status.cohere.com" },
  defaultModel: "command-a-03-2025",
  list: "../../v1/models?page_size=1000",
  check: "../../v1/models?page_size=1",
  embedding: openaiEmbedding({ base64: true, dimensions: false, maxPerCall: 96 }),
  reranking: openaiRerank({ path: "../../v2/rerank", maxPerCall: 10_000 }),
  transcription: openaiTranscription(),
  wire: {
    ranges: { frequencyPenalty: [0, 1], presencePenalty: [0, 1] },
    // Thinking is on or off.
    reasoning: { none: { reasoning_effort: "none" }, high: { reasoning_effort: "high" } },
    jsonSchema: "json_object+schema",
  },
  models: [
    { match: /^command-/, can: { kind: "language", logprobs: false, audioInput: false } },
    { match: /^command-(a|r)/, can: { tools: true, jsonObject: true, jsonSchema: true } },
    { match: ["command-a-plus-05-2026", "command-a-reasoning-08-2025"], can: { reasoning: true, reasoningLevels: ["none", "high"], contextWindow: 256_000 } },
    { match: ["command-a-03-2025"], can: { contextWindow: 256_000, maxOutputTokens: 8_000, imageInput: false } },
    { match: ["command-a-vision-07-2025"], can: { imageInput: true, tools: false } },
    { match: ["command-r7b-12-2024", "command-r-08-2024", "command-r-plus-08-2024"], can: { contextWindow: 128_000, maxOutputTokens: 4_000, imageInput: false } },
    { match: ["embed-v4.0"], can: { kind: "embedding", embeddingDimensions: 1536 } },
    { match: /^embed-/, can: { kind: "embedding" } },
    { match: /^rerank-/, can: { kind: "reranking" } },
    { match: ["cohere-transcribe-03-2026"], can: { kind: "transcription" } },
    { match: /^command-(light|nightly|r-03-2024|r-plus-04-2024)|^command$/, retired: { use: "command-a-03-2025" } },
  ],
  errors: [
    { message: /^language is required/, kind: "bad-request", hint: 'providerOptions: { cohere: { language: "en" } }' },
    { status: 498, kind: "content-filter" },
    { status: 499, kind: "aborted" },
  ],
});
