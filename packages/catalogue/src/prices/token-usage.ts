import type { LanguageModelV4Usage } from "@ai-sdk/provider";

type Count = number | undefined;

/** Usage as `generateText` and `streamText` of the AI SDK give it. */
export interface CallUsage {
  readonly inputTokens: Count;
  readonly inputTokenDetails?: { readonly cacheReadTokens?: Count; readonly cacheWriteTokens?: Count } | undefined;
  readonly outputTokens: Count;
  readonly outputTokenDetails?: { readonly reasoningTokens?: Count } | undefined;
  readonly raw?: unknown;
}

/** Usage as `embed` and `embedMany` give it. */
export interface EmbeddingUsage {
  readonly tokens: Count;
}

/** What a call used, in any of the AI SDK's forms. */
export type Usage = LanguageModelV4Usage | CallUsage | EmbeddingUsage;

/** Tokens by what they are billed at. They are parts: none is in another. */
export interface BilledTokens {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly text: number;
  readonly reasoning: number;
}

/** `undefined` where the service did not say how many tokens there were. */
export function readTokens(usage: Usage): BilledTokens | undefined {
  const { input, cacheRead, cacheWrite, output, reasoning } = readCounts(usage);
  if (input === undefined && output === undefined) return undefined;
  // A service that counts its cache apart from its input would make this negative.
  const plain = Math.max(0, (input ?? 0) - cacheRead - cacheWrite);
  return { input: plain, cacheRead, cacheWrite, text: Math.max(0, (output ?? 0) - reasoning), reasoning: Math.min(reasoning, output ?? reasoning) };
}

interface Counts {
  readonly input: Count;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: Count;
  readonly reasoning: number;
}

function readCounts(usage: Usage): Counts {
  if ("tokens" in usage) return { input: count(usage.tokens), cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  if (isModelUsage(usage)) {
    const { inputTokens: input, outputTokens: output } = usage;
    const [cacheRead, cacheWrite] = [count(input.cacheRead) ?? 0, count(input.cacheWrite) ?? 0];
    return {
      input: count(input.total) ?? sumOf(count(input.noCache), cacheRead + cacheWrite),
      cacheRead,
      cacheWrite,
      output: count(output.total) ?? sumOf(count(output.text), count(output.reasoning) ?? 0),
      reasoning: count(output.reasoning) ?? 0,
    };
  }
  return {
    input: count(usage.inputTokens),
    cacheRead: count(usage.inputTokenDetails?.cacheReadTokens) ?? 0,
    cacheWrite: count(usage.inputTokenDetails?.cacheWriteTokens) ?? 0,
    output: count(usage.outputTokens),
    reasoning: count(usage.outputTokenDetails?.reasoningTokens) ?? 0,
  };
}

function isModelUsage(usage: LanguageModelV4Usage | CallUsage): usage is LanguageModelV4Usage {
  return typeof usage.inputTokens === "object";
}

function sumOf(part: Count, rest: number): Count {
  return part === undefined && rest === 0 ? undefined : (part ?? 0) + rest;
}

/** Whole and not negative; a service that says anything else says nothing. */
function count(value: unknown): Count {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
