import { defineProvider, type ProviderFactory } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiImage, openaiModeration, openaiRerank, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import type { ConformanceOptions } from "../../src/index.ts";

/** A provider with nothing of its own: what core does for every service. */
export const createReference: ProviderFactory = defineProvider({
  id: "reference",
  env: { apiKey: ["REFERENCE_API_KEY"] },
  language: openaiChat(),
  completion: openaiCompletion(),
  embedding: openaiEmbedding(),
  image: openaiImage({ edits: "/images/edits" }),
  speech: openaiSpeech(),
  transcription: openaiTranscription(),
  reranking: openaiRerank(),
  moderation: openaiModeration(),
  models: [{ match: ["old-model"], retired: { use: "new-model" } }],
});

export const referenceOptions: ConformanceOptions = {
  emulator: "openai",
  models: {
    text: "gpt-4.1-nano",
    completion: "gpt-3.5-turbo-instruct",
    embedding: "text-embedding-3-small",
    image: "gpt-image-1",
    speech: "tts-1",
    transcription: "whisper-1",
    reranking: "reranker",
    moderation: "omni-moderation-latest",
    retired: "old-model",
  },
};
