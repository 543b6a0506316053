import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiImage, openaiRerank, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";

/** LocalAI. https://localai.io */
export const localai = (): Preset => ({
  id: "localai",
  name: "LocalAI",
  baseURL: "http://localhost:8080/v1",
  env: { apiKey: ["LOCALAI_API_KEY"] },
  keyless: true,
  pages: { site: "https://localai.io" },
  wire: {
    fields: { topK: "top_k" },
    history: "reasoning",
    historyScope: "all",
    // Newer versions take thoughts out themselves, older ones leave them in the text.
    reasoningTags: ["<think>", "</think>"],
  },
  errors: [
    { code: "model_disabled", kind: "permission", hint: "enable the model on the server's page of models" },
    { message: /could not load model|failed to load model/i, kind: "server", hint: "the server's log says why: a missing backend, or too little memory" },
  ],
  advise: localAdvice({ start: "local-ai run MODEL", getModel: "install it: local-ai models install NAME" }),
  keepHeaders: { "x-correlation-id": "correlationId" },
  completion: openaiCompletion(),
  embedding: openaiEmbedding(),
  image: openaiImage(),
  reranking: openaiRerank(),
  speech: openaiSpeech(),
  transcription: openaiTranscription(),
});
