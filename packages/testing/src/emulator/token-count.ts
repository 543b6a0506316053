import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** About what tokenizers make of English; exact counts would need a tokenizer per model. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

export function countPromptTokens(prompt: JSONValue | undefined): number {
  if (prompt === undefined) return 0;
  return countTokens(typeof prompt === "string" ? prompt : JSON.stringify(prompt, (_, value: unknown) => (isFile(value) ? "" : value)));
}

/** A picture's tokens are few, however long its text is. */
function isFile(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("data:");
}

/** The usage object of OpenAI's chat completions. */
export function openaiUsage(counts: { readonly prompt: number; readonly completion: number; readonly reasoning: number }): JSONObject {
  return {
    prompt_tokens: counts.prompt,
    completion_tokens: counts.completion,
    total_tokens: counts.prompt + counts.completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: counts.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
