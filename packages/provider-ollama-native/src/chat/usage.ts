import type { JSONObject, LanguageModelV4Usage } from "@ai-sdk/provider";
import type { PartWriter } from "@portolan/core";
import { countIn } from "../read-fields.ts";

const counters = ["prompt_eval_count", "eval_count", "total_duration", "load_duration", "prompt_eval_duration", "eval_duration"] as const;

/** Token counts of the last frame. Thinking is part of what was written, and Ollama does not say how much of it. */
export function toUsage(frame: JSONObject): LanguageModelV4Usage {
  const raw: JSONObject = Object.fromEntries(counters.flatMap((name) => (frame[name] === undefined ? [] : [[name, frame[name]]])));
  return {
    inputTokens: { total: countIn(frame["prompt_eval_count"]), noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: countIn(frame["eval_count"]), text: undefined, reasoning: undefined },
    raw,
  };
}

/** How long things took, in nanoseconds as Ollama says it, and the speeds that follow. */
export function keepDurations(frame: JSONObject, out: PartWriter): void {
  const read = countIn(frame["prompt_eval_duration"]);
  const wrote = countIn(frame["eval_duration"]);
  out.keep("totalDurationNs", countIn(frame["total_duration"]));
  out.keep("loadDurationNs", countIn(frame["load_duration"]));
  out.keep("promptEvalDurationNs", read);
  out.keep("evalDurationNs", wrote);
  out.keep("promptTokensPerSecond", speed(countIn(frame["prompt_eval_count"]), read));
  out.keep("tokensPerSecond", speed(countIn(frame["eval_count"]), wrote));
}

function speed(tokens: number | undefined, nanoseconds: number | undefined): number | undefined {
  if (tokens === undefined || nanoseconds === undefined || nanoseconds === 0) return undefined;
  return Math.round((tokens / nanoseconds) * 1e11) / 100;
}
