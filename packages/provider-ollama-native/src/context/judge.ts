import type { JSONObject, SharedV4Warning } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import type { TokenEstimate } from "./estimate.ts";

/** What the numbers of an answer say of how its prompt was read. */
export interface ReadPrompt {
  /** Tokens that the model read, as Ollama counts them. */
  readonly count: number;
  readonly estimate: TokenEstimate;
}

/** More words than this make the estimate too wide to see a picture in it. */
const widestForPictures = 200;
/** Contexts are multiples of it: a count that is one, or one less, may be a context that is full. */
const contextGrain = 256;

export function readPromptOf(frame: JSONObject, estimate: () => TokenEstimate): ReadPrompt | undefined {
  const count = frame["prompt_eval_count"];
  return typeof count === "number" && count > 0 ? { count, estimate: estimate() } : undefined;
}

/** Whether something of the prompt may be missing, where the context is not known. */
export function isSuspicious({ count, estimate }: ReadPrompt): boolean {
  return count < estimate.least || (count >= contextGrain - 1 && (count % contextGrain === 0 || (count + 1) % contextGrain === 0));
}

/**
 * Warns where the numbers show that the model did not read all of the prompt: Ollama drops what does not fit its context, and says nothing.
 * `contextWindow`: as asked for, or as the loaded model has it; `undefined`: nobody knows.
 */
export function judgeContext(call: LanguageCall, { count, estimate }: ReadPrompt, contextWindow: number | undefined): void {
  const { least, most } = estimate;
  const mayNotFit = contextWindow === undefined || most > contextWindow;
  const isFull = contextWindow !== undefined && count >= contextWindow - 1;
  if (!mayNotFit || (!isFull && count >= least)) return;
  const size = least > count ? `at least ${least} tokens, by its characters` : `up to ${most} tokens, by its characters`;
  const context = contextWindow === undefined ? "the server's context" : `the context of ${contextWindow}`;
  call.warn(told(`the prompt has ${size}, and the model read ${count}: what did not fit ${context} was dropped by Ollama without a word. A larger contextWindow, or "fit", makes room; strictContext makes it an error`));
}

/** Warns where pictures or sounds seem not to have been read: a model that has no eyes for them is not told of them. */
export function judgeFiles(call: LanguageCall, { count, estimate }: ReadPrompt): void {
  const { files, mostOfWords, least } = estimate;
  if (files === 0 || count > mostOfWords || mostOfWords - least > widestForPictures) return;
  call.warn(told(`the model read ${count} tokens, no more than the words of the prompt have: it seems to see no pictures and hear no sound, and Ollama leaves them out without a word`));
}

function told(message: string): SharedV4Warning {
  return { type: "other", message };
}
