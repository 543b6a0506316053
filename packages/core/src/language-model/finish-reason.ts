import type { LanguageModelV4FinishReason } from "@ai-sdk/provider";

type Unified = LanguageModelV4FinishReason["unified"];

/** The words services use, lower case. Sources: the services' own typings and recorded answers. */
const words: ReadonlyMap<string, Unified> = new Map<string, Unified>(Object.entries<Unified>({
  stop: "stop",
  eos: "stop", // Together
  eos_token: "stop", // text-generation-inference
  stop_sequence: "stop",
  end_turn: "stop",
  length: "length",
  max_tokens: "length",
  model_length: "length", // Mistral
  content_filter: "content-filter",
  "content-filter": "content-filter",
  safety: "content-filter",
  recitation: "content-filter",
  tool_calls: "tool-calls",
  tool_use: "tool-calls",
  function_call: "tool-calls",
  error: "error",
  insufficient_system_resource: "error", // DeepSeek
}));

/** What a service's own word for the end means; a word nobody knows is `other`. */
export function toUnifiedFinishReason(raw: string): Unified {
  return words.get(raw.toLowerCase()) ?? "other";
}
