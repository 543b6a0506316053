import { defineProvider, type ProviderFactory } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiEmbedding } from "@portolan/core/openai-models";
import type { ConformanceOptions } from "../../src/index.ts";

/** A provider with nothing of its own: what core does for every service. */
export const createReference: ProviderFactory = defineProvider({
  id: "reference",
  env: { apiKey: ["REFERENCE_API_KEY"] },
  language: openaiChat(),
  embedding: openaiEmbedding(),
  models: [{ match: ["old-model"], retired: { use: "new-model" } }],
});

export const referenceOptions: ConformanceOptions = {
  emulator: "openai",
  models: { text: "gpt-4.1-nano", embedding: "text-embedding-3-small", retired: "old-model" },
};
