import type { JSONObject, LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart, LanguageModelV4ToolCall, LanguageModelV4Usage, SharedV4Warning } from "@ai-sdk/provider";
import type { Timing } from "./render.ts";

/** What a model answered, whether it was streamed or not. */
export interface Answer {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly Pick<LanguageModelV4ToolCall, "toolCallId" | "toolName" | "input">[];
  readonly sources: readonly string[];
  readonly usage: LanguageModelV4Usage;
  readonly finishReason: { readonly unified: string; readonly raw: string | undefined };
  readonly warnings: readonly SharedV4Warning[];
  readonly headers: Readonly<Record<string, string>>;
  readonly id: string | undefined;
  /** The model as the service names it. */
  readonly modelId: string | undefined;
  readonly timing: Timing;
  /** What broke the answer off. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** Shown while the answer arrives. */
export interface Listener {
  reasoning(delta: string): Promise<void>;
  text(delta: string): Promise<void>;
}

const noUsage: LanguageModelV4Usage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

type Draft = { -readonly [K in keyof Answer]: Answer[K] extends readonly (infer Item)[] ? Item[] : Answer[K] };

function draftAnswer(): Draft {
  return {
    text: "",
    reasoning: "",
    toolCalls: [],
    sources: [],
    usage: noUsage,
    finishReason: { unified: "other", raw: undefined },
    warnings: [],
    headers: {},
    id: undefined,
    modelId: undefined,
    timing: { firstPartMs: undefined, totalMs: 0 },
    failure: undefined,
  };
}

/** Calls the model and reports words as they arrive. Rejects for what goes wrong before the first of them. */
export async function streamAnswer(model: LanguageModelV4, options: LanguageModelV4CallOptions, listener: Listener): Promise<Answer> {
  const startedAt = performance.now();
  const answer = draftAnswer();
  const { stream, response } = await model.doStream(options);
  answer.headers = readHeaders(response?.headers);
  let firstPartMs: number | undefined;
  for await (const part of stream) {
    if (part.type === "text-delta" || part.type === "reasoning-delta" || part.type === "tool-input-start") firstPartMs ??= performance.now() - startedAt;
    await take(part, answer, listener);
  }
  answer.timing = { firstPartMs, totalMs: performance.now() - startedAt };
  return answer;
}

async function take(part: LanguageModelV4StreamPart, answer: Draft, listener: Listener): Promise<void> {
  switch (part.type) {
    case "stream-start":
      answer.warnings.push(...part.warnings);
      break;
    case "response-metadata":
      answer.id = part.id ?? answer.id;
      answer.modelId = part.modelId ?? answer.modelId;
      break;
    case "text-delta":
      answer.text += part.delta;
      await listener.text(part.delta);
      break;
    case "reasoning-delta":
      answer.reasoning += part.delta;
      await listener.reasoning(part.delta);
      break;
    case "tool-call":
      answer.toolCalls.push(part);
      break;
    case "source":
      if (part.sourceType === "url") answer.sources.push(part.url);
      break;
    case "error":
      answer.failure ??= { error: part.error };
      break;
    case "finish":
      answer.finishReason = { unified: part.finishReason.unified, raw: part.finishReason.raw };
      answer.usage = part.usage;
      answer.warnings.push(...lateWarnings(part.providerMetadata));
      break;
  }
}

/** What was found out only while the answer came stands in the metadata of its end. */
function lateWarnings(metadata: Readonly<Record<string, JSONObject>> | undefined): readonly SharedV4Warning[] {
  return Object.values(metadata ?? {}).flatMap(({ warnings }) => (Array.isArray(warnings) ? (warnings as unknown as SharedV4Warning[]) : []));
}

/** Calls the model and waits for the whole answer. */
export async function wholeAnswer(model: LanguageModelV4, options: LanguageModelV4CallOptions, listener: Listener): Promise<Answer> {
  const startedAt = performance.now();
  const answer = draftAnswer();
  const result = await model.doGenerate(options);
  answer.timing = { firstPartMs: undefined, totalMs: performance.now() - startedAt };
  for (const part of result.content) {
    if (part.type === "text") answer.text += part.text;
    else if (part.type === "reasoning") answer.reasoning += part.text;
    else if (part.type === "tool-call") answer.toolCalls.push(part);
    else if (part.type === "source" && part.sourceType === "url") answer.sources.push(part.url);
  }
  answer.finishReason = { unified: result.finishReason.unified, raw: result.finishReason.raw };
  answer.usage = result.usage;
  answer.warnings = [...result.warnings];
  answer.headers = readHeaders(result.response?.headers);
  answer.id = result.response?.id;
  answer.modelId = result.response?.modelId;
  if (answer.reasoning !== "") await listener.reasoning(answer.reasoning);
  if (answer.text !== "") await listener.text(answer.text);
  return answer;
}

function readHeaders(headers: Readonly<Record<string, string | undefined>> | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(headers ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}
