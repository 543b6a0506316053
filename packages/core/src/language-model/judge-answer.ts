import type { LanguageCall } from "../dialects/dialect.ts";
import type { Outcome } from "./part-emitter.ts";

/** Warns of what only the whole answer shows: services ignore settings and lose text without a word. */
export function judgeAnswer(call: LanguageCall, outcome: Outcome): void {
  const { toolCalls, lostTools, delivered, usage, unified } = outcome;
  const cause = unified === "length" ? "the answer reached its limit of tokens" : "the answer broke off";
  for (const name of lostTools) {
    call.warn({ type: "other", message: `the call of the tool ${name} was left out: ${cause} before its arguments were whole` });
  }
  const endedWell = unified === "stop" || unified === "tool-calls" || unified === "other";
  const choice = call.toolChoice?.type;
  if ((choice === "required" || choice === "tool") && endedWell && toolCalls === 0) {
    call.warn({ type: "compatibility", feature: "toolChoice", details: "the service ignored it and called no tool" });
  }
  const tokens = usage.outputTokens.total ?? 0;
  // One token is the one that ends an answer.
  if (!delivered && tokens > 1 && (endedWell || unified === "length")) {
    call.warn({ type: "other", message: `the model wrote ${tokens} tokens that the service did not pass on` });
  }
}
