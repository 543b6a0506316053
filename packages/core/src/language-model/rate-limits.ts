import type { JSONObject } from "@ai-sdk/provider";
import { parseDuration } from "../errors/reset-time.ts";

/**
 * The state of a service's limits, from the headers of its answer: `{ requests: { limit, remaining, resetMs }, tokens: … }`.
 *
 * Groq, OpenAI, Cerebras, Together and LiteLLM send them; on Groq requests count per day and tokens per minute.
 */
export function readRateLimits(headers: Readonly<Record<string, string>>): JSONObject | undefined {
  if (!Object.keys(headers).some((name) => name.startsWith("x-ratelimit-"))) return undefined;
  const dimensions: Record<string, JSONObject> = {};
  for (const dimension of ["requests", "tokens"]) {
    const limit = readNumber(headers[`x-ratelimit-limit-${dimension}`]);
    const remaining = readNumber(headers[`x-ratelimit-remaining-${dimension}`]);
    const resetMs = readReset(headers[`x-ratelimit-reset-${dimension}`]);
    const state: JSONObject = {
      ...(limit === undefined ? {} : { limit }),
      ...(remaining === undefined ? {} : { remaining }),
      ...(resetMs === undefined ? {} : { resetMs }),
    };
    if (Object.keys(state).length > 0) dimensions[dimension] = state;
  }
  return Object.keys(dimensions).length === 0 ? undefined : dimensions;
}

function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A duration with units; a bare number could be seconds or a point in time, so it is left out. */
function readReset(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text);
}
