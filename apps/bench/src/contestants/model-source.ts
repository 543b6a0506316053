import type { EmbeddingModelV4, LanguageModelV4 } from "@ai-sdk/provider";
import type { Contestant } from "./contestant.ts";
import { modelClient } from "./model-client.ts";

/** A provider, as the maker of the models that are measured. */
export interface ModelSource {
  readonly language: (baseURL: string) => LanguageModelV4;
  readonly embedding?: (baseURL: string) => EmbeddingModelV4;
}

/** The provider's models, read without `ai`. */
export function bareContestant({ language, embedding }: ModelSource): Contestant {
  return { at: (baseURL) => modelClient(language(baseURL), embedding?.(baseURL)) };
}

/** The provider's models, read through `ai`, which is loaded only for this. */
export async function aiContestant({ language }: ModelSource): Promise<Contestant> {
  const { aiClient } = await import("./through-ai.ts");
  return { at: (baseURL) => aiClient(language(baseURL)) };
}
