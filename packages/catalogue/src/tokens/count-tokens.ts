import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { splitReference } from "../reference.ts";
import { countChat, isPlainChat } from "./chat-count.ts";
import { encodingOf, hasLongRun, loadEncoding, type Encoding, type TextCounter } from "./encodings.ts";
import { estimateTokens } from "./estimate.ts";
import { countImage } from "./image-count.ts";
import { toPrompt, type CountablePrompt, type CountableTool } from "./prompt.ts";
import { textsOf, type MessageTexts } from "./texts.ts";
import { areSimpleTools, countTools } from "./tool-count.ts";

/** A language model of the AI SDK. One that Portolan made asks its server, where the server can count. */
export interface CountableModel {
  /** `openai`, or `openai.chat`. */
  readonly provider: string;
  readonly modelId: string;
  /** `undefined` where the service cannot count. */
  readonly countTokens?: (options: LanguageModelV4CallOptions) => Promise<number | undefined>;
}

export interface CountOptions {
  readonly tools?: readonly CountableTool[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How many tokens a prompt has, and how well that is known. */
export interface TokenCount {
  readonly count: number;
  /** The service would count the same. */
  readonly exact: boolean;
  /** `server`: the server counted; `tiktoken`: the model's own encoding did; `estimate`: nobody did. */
  readonly method: "server" | "tiktoken" | "estimate";
  readonly encoding?: Encoding;
  /** Why it is not exact. */
  readonly note?: string;
}

/**
 * Counts the tokens of a prompt as the model will read it, with what the chat format and tools add.
 *
 * vLLM and llama.cpp are asked; OpenAI's models are counted in their encoding, loaded by the first count that needs it; for
 * others it is an estimate, rather too high than too low. Of files, pictures are counted where OpenAI says how; the note tells of
 * others. A server that cannot be asked is no error: the note has its words.
 *
 * @example
 * await countTokens("openai/gpt-4o", "Why is the sea salt?"); // { count: 13, exact: true, method: "tiktoken", … }
 * await countTokens(vllm("qwen3-8b"), messages, { tools }); // asks the server
 */
export async function countTokens(model: string | CountableModel, prompt: CountablePrompt, { tools = [], signal }: CountOptions = {}): Promise<TokenCount> {
  signal?.throwIfAborted();
  const messages = toPrompt(prompt);
  const asked = typeof model === "string" ? {} : await askServer(model, messages, tools, signal);
  if (asked.count !== undefined) return { count: asked.count, exact: true, method: "server" };
  const counted = await countHere(modelNamed(model), textsOf(messages), tools);
  return asked.refusal === undefined ? counted : { ...counted, exact: false, note: [asked.refusal, counted.note].filter(Boolean).join("; ") };
}

async function askServer(
  model: CountableModel,
  prompt: LanguageModelV4Prompt,
  tools: readonly CountableTool[],
  abortSignal: AbortSignal | undefined,
): Promise<{ readonly count?: number | undefined; readonly refusal?: string }> {
  try {
    const count = await model.countTokens?.({
      prompt,
      ...(tools.length === 0 ? {} : { tools: tools.map(({ name, description, inputSchema }) => ({ type: "function", name, inputSchema, ...(description === undefined ? {} : { description }) })) }),
      ...(abortSignal === undefined ? {} : { abortSignal }),
    });
    return { count };
  } catch (error) {
    if (abortSignal?.aborted === true) throw error;
    return { refusal: `the server did not count: ${error instanceof Error ? error.message : String(error)}` };
  }
}

interface NamedModel {
  readonly providerId: string;
  readonly modelId: string;
}

/** A name without a provider is OpenAI's. */
function modelNamed(model: string | CountableModel): NamedModel {
  if (typeof model === "string") return splitReference(model) ?? { providerId: "openai", modelId: model };
  return { providerId: model.provider.split(".", 1)[0] ?? model.provider, modelId: model.modelId };
}

async function countHere(model: NamedModel, messages: readonly MessageTexts[], tools: readonly CountableTool[]): Promise<TokenCount> {
  const encoding = encodingOf(model.modelId);
  const files = countFiles(model, messages);
  if (encoding === undefined) {
    const count = countChat(messages, estimateTokens) + tools.reduce((sum, tool) => sum + estimateTokens(JSON.stringify(tool)), 0);
    return { count, exact: false, method: "estimate", note: ["the model's tokenizer is not known", ...files.doubts].join("; ") };
  }
  const encode = await loadEncoding(encoding);
  let isCut = false;
  const countText: TextCounter = (text) => {
    isCut ||= hasLongRun(text);
    return encode(text);
  };
  const count = countChat(messages, countText) + countTools(tools, countText, encoding) + files.tokens;
  const doubts = [...doubtsOf(model, messages, tools), ...(isCut ? ["a run of more than 255 letters, signs or spaces is counted in pieces"] : []), ...files.doubts];
  return { count, exact: doubts.length === 0, method: "tiktoken", encoding, ...(doubts.length === 0 ? {} : { note: doubts.join("; ") }) };
}

/** Pictures are counted where OpenAI says how; other files are not. */
function countFiles({ providerId, modelId }: NamedModel, messages: readonly MessageTexts[]): { readonly tokens: number; readonly doubts: readonly string[] } {
  const counts = messages.flatMap(({ files }) => files).map((file) => (providerId === "openai" ? countImage(modelId, file) : undefined));
  const uncounted = counts.filter((count) => count === undefined).length;
  return {
    tokens: counts.reduce((sum, count) => sum + (count?.tokens ?? 0), 0),
    doubts: [
      ...(counts.some((count) => count?.isAssumed === true) ? ["a picture whose detail is left to the model is counted at high detail"] : []),
      ...(uncounted === 0 ? [] : [`${uncounted === 1 ? "a file is" : `${uncounted} files are`} not counted`]),
    ],
  };
}

/** The chat models whose format OpenAI has documented. For GPT-5 the rule has been seen to be one token off. */
const documented = /^(?:gpt-3\.5-turbo|gpt-4|gpt-4o|gpt-4\.1)(?![\d.])/;

function doubtsOf({ providerId, modelId }: NamedModel, messages: readonly MessageTexts[], tools: readonly CountableTool[]): readonly string[] {
  if (providerId !== "openai") return ["the text is counted in the model's encoding; what the service's chat format adds is not documented"];
  if (!documented.test(modelId)) return ["what this model's chat format adds is not documented; it is counted as for GPT-4o"];
  return [
    ...(isPlainChat(messages) ? [] : ["what tool calls, their results and reasoning add is not documented"]),
    ...(areSimpleTools(tools) ? [] : ["how nested schemas are written is not documented"]),
  ];
}
