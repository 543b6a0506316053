import type { JSONObject } from "@ai-sdk/provider";
import { openaiEmbedding } from "@portolan/core/openai-models";
import { perplexityBody, readPerplexityChunk } from "../hooks/perplexity-chat.ts";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });

/** Perplexity, whose models search the web before they answer. https://docs.perplexity.ai/api-reference/chat-completions-post */
export const perplexity = (): Preset => ({
  id: "perplexity",
  name: "Perplexity",
  baseURL: "https://api.perplexity.ai",
  env: { apiKey: ["PERPLEXITY_API_KEY"] },
  keyPrefix: "pplx-",
  pages: { site: "https://www.perplexity.ai", keys: "https://www.perplexity.ai/account/api/keys", status: "https://status.perplexity.com" },
  defaultModel: "sonar",
  chat: {
    finishBody: perplexityBody,
    readChunk: readPerplexityChunk,
    keep: {
      images: "images",
      relatedQuestions: "related_questions",
      cost: "usage.cost",
      searchQueries: "usage.num_search_queries",
      searchContextSize: "usage.search_context_size",
      citationTokens: "usage.citation_tokens",
    },
  },
  // Request fields: @perplexity-ai/perplexity_ai 0.38.5.
  wire: {
    fields: { topK: "top_k", seed: false },
    streamUsage: "always",
    toolChoice: { named: false },
    urls: { "image/*": [/^https?:/], "application/pdf": [/^https?:/] },
  },
  models: [
    { can: { jsonObject: false, jsonSchema: true, audioInput: false } },
    { match: /^sonar(-pro)?$/, can: { kind: "language", reasoning: false, imageInput: true } },
    {
      match: /^sonar-(reasoning|deep-research)/,
      can: { kind: "language", reasoning: true, reasoningLevels: ["minimal", "low", "medium", "high"] },
      wire: {
        reasoning: { minimal: effort("minimal"), low: effort("low"), medium: effort("medium"), high: effort("high") },
        reasoningTags: ["<think>", "</think>"],
      },
    },
    { match: ["sonar"], can: { contextWindow: 128_000, maxOutputTokens: 4096 } },
    { match: ["sonar-pro"], can: { contextWindow: 200_000, maxOutputTokens: 8192 } },
    { match: ["sonar-reasoning-pro"], can: { imageInput: true, contextWindow: 128_000 } },
    { match: ["sonar-deep-research"], can: { contextWindow: 128_000, maxOutputTokens: 32_768 } },
    { match: /^pplx-embed/, can: { kind: "embedding" } },
    { match: /^(sonar-reasoning$|r1-1776)/, retired: { use: "sonar-reasoning-pro" } },
    { match: /^(llama-3(\.1)?-sonar-large|llama-3\.1-sonar-huge)/, retired: { use: "sonar-pro" } },
    { match: /^(llama-3(\.1)?-sonar-small|pplx-\d|sonar-(small|medium)-|mixtral-|mistral-|codellama-)/, retired: { use: "sonar" } },
  ],
  embedding: openaiEmbedding({ base64: "int8" }),
  errors: [{ message: /should alternate|must alternate/i, kind: "bad-request", hint: "a turn of the user's and one of the model's take turns" }],
});
