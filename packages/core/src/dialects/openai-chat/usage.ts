import type { JSONObject, LanguageModelV4Usage } from "@ai-sdk/provider";

/** Token counts of a usage object, wherever a service puts them. */
export function toUsage(raw: JSONObject): LanguageModelV4Usage {
  const prompt = count(raw, ["prompt_tokens"], ["input_tokens"]);
  const completion = count(raw, ["completion_tokens"], ["output_tokens"]);
  const total = count(raw, ["total_tokens"]);
  const reasoning = count(raw, ["completion_tokens_details", "reasoning_tokens"], ["output_tokens_details", "reasoning_tokens"], ["reasoning_tokens"]);
  const cacheRead = count(
    raw,
    ["prompt_tokens_details", "cached_tokens"],
    ["input_tokens_details", "cached_tokens"],
    ["prompt_token_details", "cached_tokens"], // Mistral, beside the usual spelling
    ["num_cached_tokens"], // Mistral
    ["prompt_cache_hit_tokens"], // DeepSeek
    ["cache_read_input_tokens"], // LiteLLM, in front of Anthropic
    ["cached_tokens"], // Together, Moonshot
  );
  const cacheWrite = count(
    raw,
    ["prompt_tokens_details", "cache_write_tokens"], // OpenRouter
    ["prompt_tokens_details", "cache_creation_input_tokens"], // DashScope
    ["prompt_tokens_details", "cache_creation_tokens"],
    ["cache_creation_input_tokens"], // LiteLLM
  );
  const outside = reasoningIsOutside(prompt, completion, reasoning, total);
  return {
    inputTokens: {
      total: prompt,
      noCache: prompt === undefined ? undefined : Math.max(0, prompt - (cacheRead ?? 0) - (cacheWrite ?? 0)),
      cacheRead,
      cacheWrite,
    },
    outputTokens: {
      total: outside ? (completion ?? 0) + (reasoning ?? 0) : completion,
      text: completion === undefined || outside ? completion : Math.max(0, completion - (reasoning ?? 0)),
      reasoning,
    },
    raw,
  };
}

/** xAI and Perplexity count reasoning beside the completion, everybody else within it: the total tells. */
function reasoningIsOutside(prompt: number | undefined, completion: number | undefined, reasoning: number | undefined, total: number | undefined): boolean {
  if (reasoning === undefined || reasoning === 0 || completion === undefined) return false;
  if (total === undefined || prompt === undefined) return reasoning > completion;
  return total === prompt + completion + reasoning;
}

/** The first of these fields that holds a count. */
function count(raw: JSONObject, ...paths: readonly (readonly string[])[]): number | undefined {
  for (const path of paths) {
    let value: unknown = raw;
    for (const key of path) value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    if (typeof value === "number" && Number.isFinite(value)) return value;
  }
  return undefined;
}
