/** Groq: OpenAI's chat, plus reasoning formats, compound systems and audio. https://console.groq.com/docs */
import { defineProvider, type Provider, type ProviderFactory } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiEmbedding, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import { browserSearch, type GroqBrowserSearch } from "./browser-search.ts";
import { errors } from "./errors.ts";
import { finishBody } from "./finish-body.ts";
import { models, type GroqModelId } from "./models.ts";
import type { GroqDocument, GroqOptions } from "./options.ts";
import { readChunk } from "./read-chunk.ts";

/** What Groq's provider has beyond every other. */
export interface GroqExtra {
  /** Tools that Groq runs itself. */
  readonly tools: { readonly browserSearch: () => GroqBrowserSearch };
}

export type GroqProvider = Provider<GroqModelId, GroqExtra> & GroqExtra;
export type { GroqBrowserSearch, GroqDocument, GroqModelId, GroqOptions };

/** Makes a Groq provider. The key is the setting `apiKey`, else the environment's `GROQ_API_KEY`, looked up at the first call. */
export const createGroq: ProviderFactory<GroqModelId, GroqExtra> = defineProvider({
  id: "groq",
  baseURL: "https://api.groq.com/openai/v1",
  env: { apiKey: ["GROQ_API_KEY"], baseURL: ["GROQ_API_BASE"] },
  keyPrefix: "gsk_",
  pages: { site: "https://groq.com", keys: "https://console.groq.com/keys", status: "https://groqstatus.com" },
  defaultModel: "openai/gpt-oss-120b",
  language: openaiChat({ finishBody, readChunk, keep: { id: "x_groq.id", serviceTier: "service_tier", usageBreakdown: "usage_breakdown" } }),
  embedding: openaiEmbedding({ base64: true, dimensions: false }),
  transcription: openaiTranscription({ url: true, verbose: true, keep: { id: "x_groq.id" } }),
  // "response_format must be one of [wav]" is Orpheus's answer to any other; its voices: https://console.groq.com/docs/text-to-speech
  speech: openaiSpeech({ formats: ["wav"], voice: (modelId) => (modelId.includes("arabic") ? "fahad" : "troy") }),
  wire: {
    fields: { maxOutputTokens: "max_completion_tokens", topK: false, frequencyPenalty: false, presencePenalty: false },
    streamUsage: "always",
    // https://console.groq.com/docs/prompt-caching
    promptCaching: "automatic",
    urls: { "image/*": [/^https?:/] },
  },
  models,
  errors,
  keepHeaders: { "x-request-id": "requestId", "x-groq-region": "region" },
  options: async () => (await import("./options.ts")).groqOptions,
  extend: () => ({ tools: { browserSearch } }),
});

/** Groq with its settings from the environment. */
export const groq: GroqProvider = createGroq();
