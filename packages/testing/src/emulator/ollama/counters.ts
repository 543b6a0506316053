import type { JSONObject } from "@ai-sdk/provider";
import type { ModelAnswer } from "../script.ts";
import { countTokens } from "../token-count.ts";

/** What a call cost, as far as the emulator has to say. */
export interface CallCost {
  readonly promptTokens: number;
  /** How long the model took to load, beyond what is always said. */
  readonly loadMs: number;
}

const promptTokenNs = 24_000_000;
const tokenNs = 30_000_000;

/** The counters of the last frame, in nanoseconds and tokens; a count of zero is left out. What a script says of them holds. */
export function countersOf({ promptTokens, loadMs }: CallCost, answer: ModelAnswer): JSONObject {
  const evaluated = countSpoken(answer);
  const load = 28_000_000 + Math.round(loadMs * 1_000_000);
  const counters: JSONObject = {
    total_duration: 3_000_000 + load + promptTokens * promptTokenNs + evaluated * tokenNs,
    load_duration: load,
    prompt_eval_count: promptTokens,
    prompt_eval_duration: promptTokens * promptTokenNs,
    eval_count: evaluated,
    eval_duration: evaluated * tokenNs,
  };
  const { prompt_eval_count: _, eval_count: __, ...uncounted } = counters;
  const told = answer.usage === null ? uncounted : { ...counters, ...answer.usage };
  return Object.fromEntries(Object.entries(told).filter(([, count]) => count !== 0));
}

function countSpoken({ text = "", reasoning = "", toolCalls = [] }: ModelAnswer): number {
  return countTokens(reasoning) + countTokens(text) + toolCalls.reduce((sum, call) => sum + countTokens(call.name + call.arguments), 0);
}
