import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiImage, openaiModeration, openaiRerank, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import type { Preset } from "../preset.ts";

/** An endpoint of which nothing is known but that it speaks OpenAI's form: it has every kind of model until it says otherwise. */
export const openaiCompatible = (): Preset => ({
  id: "openai-compatible",
  name: "OpenAI-compatible endpoint",
  aliases: ["custom"],
  env: { apiKey: [] },
  keyless: true,
  // llama.cpp's token counts and speeds; it sends them also where usage was not asked for.
  chat: { keep: { timings: "timings" } },
  completion: openaiCompletion({ keep: { timings: "timings" } }),
  embedding: openaiEmbedding(),
  image: openaiImage({ edits: "/images/edits" }),
  transcription: openaiTranscription(),
  speech: openaiSpeech({ instructions: "instructions" }),
  reranking: openaiRerank(),
  moderation: openaiModeration(),
});
