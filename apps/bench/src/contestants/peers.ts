import { createGroq } from "@ai-sdk/groq";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { apiKey, embeddingModelId, modelId } from "./contestant.ts";
import type { ModelSource } from "./model-source.ts";

/** The official provider for any OpenAI-compatible endpoint. */
export const openaiCompatible: ModelSource = {
  language: (baseURL) => createOpenAICompatible({ name: "bench", baseURL, apiKey, includeUsage: true }).chatModel(modelId),
  embedding: (baseURL) => createOpenAICompatible({ name: "bench", baseURL, apiKey }).embeddingModel(embeddingModelId),
};

/** The official provider for Groq. */
export const officialGroq: ModelSource = {
  language: (baseURL) => createGroq({ baseURL, apiKey }).languageModel(modelId),
};
