import { defineProvider, type Provider, type Settings } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiEmbedding } from "@portolan/core/openai-models";
import { createCustom } from "@portolan/provider-custom";
import { createGroq } from "@portolan/provider-groq";
import { createOllama } from "@portolan/provider-ollama-native";
import { apiKey, embeddingModelId, modelId } from "./contestant.ts";
import type { ModelSource } from "./model-source.ts";
import { ollamaOrigin } from "./ollama-origin.ts";

function modelsOf(make: (settings: Settings & { readonly baseURL: string }) => Provider, settings: Settings = {}): ModelSource {
  return {
    language: (baseURL) => make({ ...settings, baseURL, apiKey }).languageModel(modelId),
    embedding: (baseURL) => make({ ...settings, baseURL, apiKey }).embeddingModel(embeddingModelId),
  };
}

const makeCustom = (settings: Settings & { readonly baseURL: string }): Provider => createCustom({ id: "bench", ...settings });
const eachDelta: Settings = { coalesce: false };
const onFetch: Settings = { fetch: (input, init) => fetch(input, init) };

export const custom: ModelSource = modelsOf(makeCustom);
export const customEachDelta: ModelSource = modelsOf(makeCustom, eachDelta);
export const customOnFetch: ModelSource = modelsOf(makeCustom, onFetch);

export const groq: ModelSource = modelsOf(createGroq);
export const groqEachDelta: ModelSource = modelsOf(createGroq, eachDelta);
export const groqOnFetch: ModelSource = modelsOf(createGroq, onFetch);

const makeOllama = ({ baseURL, ...settings }: Settings & { readonly baseURL: string }): Provider => createOllama({ ...settings, baseURL: ollamaOrigin(baseURL) });

export const ollama: ModelSource = modelsOf(makeOllama);
export const ollamaEachDelta: ModelSource = modelsOf(makeOllama, eachDelta);
export const ollamaOnFetch: ModelSource = modelsOf(makeOllama, onFetch);

/** A provider whose spec says that its service answers embeddings in base64. */
export const base64Embeddings: ModelSource = modelsOf(
  defineProvider({ id: "bench", env: { apiKey: [] }, language: openaiChat(), embedding: openaiEmbedding({ base64: true }) }),
);
