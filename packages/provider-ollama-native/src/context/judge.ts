import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import type { OllamaWire } from "../wire.ts";
import { estimateTokens } from "./estimate.ts";
import { contextOf } from "./window.ts";

/**
 * Warns where the numbers of an answer show that the model did not read all of the prompt: Ollama drops what does not fit its context,
 * and says nothing.
 */
export function judgeContext(call: LanguageCall, wire: OllamaWire, frame: JSONObject): void {
  const count = frame["prompt_eval_count"];
  if (typeof count !== "number" || count === 0) return;
  const { least, most, files } = estimateTokens(call);
  const { numCtx } = contextOf(call, wire);
  const isFull = numCtx !== undefined && count >= numCtx - 1;
  if (isFull || (count < least && (numCtx === undefined || most > numCtx))) {
    const context = numCtx === undefined ? "the server's context" : `a context of ${numCtx} tokens`;
    call.warn({
      type: "other",
      message: `the prompt has about ${isFull ? Math.max(least, count) : least} tokens or more, and the model read ${count} of them: it did not fit ${context}, and Ollama dropped the rest without a word. A larger contextWindow, or "fit", makes room; strictContext makes it an error`,
    });
  } else if (files > 0 && count <= most - files * 768 && most - files * 768 - least < 200) {
    call.warn({ type: "other", message: `the model read ${count} tokens, which is no more than the words of the prompt: it does not seem to see pictures or hear sound, and Ollama leaves them out without a word` });
  }
}
