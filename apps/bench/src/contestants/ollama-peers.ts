import { createOllama as createOllamaOnClient } from "ai-sdk-ollama";
import { createOllama as createOllamaV2 } from "ollama-ai-provider-v2";
import { modelId } from "./contestant.ts";
import type { ModelSource } from "./model-source.ts";
import { ollamaOrigin } from "./ollama-origin.ts";

/** The provider on Ollama's own client. */
export const aiSdkOllama: ModelSource = {
  language: (baseURL) => createOllamaOnClient({ baseURL: ollamaOrigin(baseURL) }).languageModel(modelId),
};

/** The provider that asks by itself. */
export const ollamaProviderV2: ModelSource = {
  language: (baseURL) => createOllamaV2({ baseURL: `${ollamaOrigin(baseURL)}/api` }).languageModel(modelId),
};
