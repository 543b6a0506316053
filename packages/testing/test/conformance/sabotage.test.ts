import { APICallError } from "@ai-sdk/provider";
import type { ModelDefinition } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { runConformance } from "../../src/index.ts";
import { readAll } from "../../src/conformance/parts.ts";
import { referenceOptions } from "./reference-provider.ts";
import { changedKind, sabotaged, type Sabotage } from "./sabotage.ts";

const dropped = (type: string): Sabotage => ({ parts: () => (part) => (part.type === type ? [] : [part]) });
const without = (option: string) => ({ options: ({ [option]: _, ...options }: Readonly<Record<string, unknown>>) => options });
const wordless = { error: () => new Error("the call failed") };
const twice = (type: string): Sabotage => ({ parts: () => (part) => (part.type === type ? [part, part] : [part]) });

/** A fault, and a case that must notice it. */
const faults: readonly { readonly fault: string; readonly by: Sabotage; readonly noticedBy: string }[] = [
  { fault: "no finish", by: dropped("finish"), noticedBy: "finish comes last and once" },
  { fault: "two starts", by: twice("stream-start"), noticedBy: "stream-start comes first and once" },
  { fault: "metadata twice", by: twice("response-metadata"), noticedBy: "response-metadata comes at most once and in front of the content" },
  { fault: "blocks left open", by: dropped("text-end"), noticedBy: "every block is closed before the finish" },
  { fault: "deltas of blocks that are not open", by: dropped("text-start"), noticedBy: "every delta and end belongs to an open block" },
  { fault: "inputs left open", by: dropped("tool-input-end"), noticedBy: "a tool call follows the end of its input" },
  { fault: "dropped errors", by: dropped("error"), noticedBy: "an error in the middle of a stream is a part: in the service's form" },
  { fault: "dropped sources", by: dropped("source"), noticedBy: "citations are sources, each once" },
  { fault: "dropped raw chunks", by: dropped("raw"), noticedBy: "every chunk is a raw chunk when they are asked for" },
  { fault: "dropped reasoning", by: dropped("reasoning-delta"), noticedBy: "reasoning in reasoning_content is read" },
  { fault: "dropped calls", by: dropped("tool-call"), noticedBy: "calls in indexed deltas are told apart" },
  { fault: "a call of half an input", by: { parts: callAtEveryEnd }, noticedBy: "a call cut by the output limit is no call" },
  { fault: "empty deltas", by: { parts: () => (part) => (part.type === "text-delta" ? [{ ...part, delta: "" }, part] : [part]) }, noticedBy: "no block and no delta is empty" },
  { fault: "one id for every text", by: { parts: () => (part) => (part.type.startsWith("text-") ? [{ ...part, id: "text" } as typeof part] : [part]) }, noticedBy: "an id is not used again by another block" },
  { fault: "one id for every call", by: { parts: () => (part) => (part.type === "tool-call" ? [{ ...part, toolCallId: "call" }] : [part]) }, noticedBy: "ids of tool calls are unique" },
  { fault: "raw chunks that nobody asked for", by: { parts: () => (part) => [{ type: "raw", rawValue: part }, part] }, noticedBy: "raw chunks come only when they are asked for" },
  { fault: "half an answer called whole", by: { parts: alwaysStop }, noticedBy: "a stream that ends without its finish is interrupted" },
  { fault: "errors called a stop", by: { parts: alwaysStop }, noticedBy: "an error part does not end the stream" },
  { fault: "zeros for unknown counts", by: { parts: zeroUsage }, noticedBy: "usage that never came is undefined, not zero" },
  { fault: "changed text", by: { result: (result) => ({ ...result, content: [{ type: "text", text: "Something else." }] }) }, noticedBy: "a whole answer is read" },
  { fault: "swallowed warnings", by: { result: (result) => ({ ...result, warnings: [] }) }, noticedBy: "another service's tool is warned about" },
  { fault: "usage without the service's own", by: { result: (result) => ({ ...result, usage: { inputTokens: result.usage.inputTokens, outputTokens: result.usage.outputTokens } }) }, noticedBy: "usage is kept as the service sent it" },
  { fault: "a dropped option", by: { options: ({ temperature: _temperature, ...options }) => options }, noticedBy: "temperature is sent or warned about" },
  { fault: "a dropped reasoning level", by: { options: ({ reasoning: _reasoning, ...options }) => options }, noticedBy: "the reasoning level high reaches the service or is warned about" },
  { fault: "dropped headers", by: { options: ({ headers: _headers, ...options }) => options }, noticedBy: "the headers of a call reach the service" },
  { fault: "a dropped signal", by: { options: ({ abortSignal: _signal, ...options }) => options }, noticedBy: "a call that is aborted beforehand is never sent" },
  { fault: "changed call options", by: { options: (options) => Object.assign(options, { seed: 1 }) }, noticedBy: "call options are read and never changed" },
  { fault: "an error that shows the prompt", by: { error: (error, { prompt }) => Object.assign(error as Error, { prompt }) }, noticedBy: "a printed error shows no prompt" },
  { fault: "errors of no kind", by: { error: (error) => new Error((error as Error).message) }, noticedBy: "an error status rejects the stream's call" },
  { fault: "every error retryable", by: { error: (error) => Object.assign(error as Error, { isRetryable: true }) }, noticedBy: "failures that stay are not retryable" },
  { fault: "no error retryable", by: { error: (error) => Object.assign(error as Error, { isRetryable: false }) }, noticedBy: "failures that pass are retryable" },
  { fault: "errors without the service's words", by: { error: (error) => withMessage(error, "the call failed") }, noticedBy: "the words of an error object are kept" },
  { fault: "an abort told as a failure", by: { error: (error) => new Error("failed", { cause: error }) }, noticedBy: "a reason that is no error is passed on as it is" },
  { fault: "reading ahead", by: { stream: readAhead }, noticedBy: "a reader that stops reading stops the service" },
  { fault: "settings that are not heeded", by: { settings: (settings) => ({ ...settings, coalesce: false }) }, noticedBy: "deltas that came together leave as one part" },
  { fault: "a key of its own", by: { settings: (settings) => ({ ...settings, apiKey: "test-key-own" }) }, noticedBy: "the key is sent as a bearer token" },
  { fault: "credentials that change nothing", by: { provider: (provider) => ({ withCredentials: () => provider }) }, noticedBy: "the same provider can be used with another key" },
  { fault: "every key good", by: { provider: () => ({ checkCredentials: async () => ({ ok: true }) }) }, noticedBy: "a wrong key checks as not ok, with the error" },
  { fault: "a list in another order", by: { provider: ({ listModels }) => ({ listModels: async (options) => (await listModels(options)).toReversed() }) }, noticedBy: "a model list as an object with data is read" },
  { fault: "vectors in another order", by: { embedding: (result) => ({ ...result, embeddings: result.embeddings.toReversed() }) }, noticedBy: "vectors are put in the order of their values" },
  { fault: "a continuation that is changed", by: { result: (result) => ({ ...result, content: [{ type: "text", text: "Something else." }] }) }, noticedBy: "a text is sent to be continued as it is" },
  { fault: "a completion without an end", by: { result: (result) => ({ ...result, finishReason: { unified: "stop", raw: "stop" } }) }, noticedBy: "the end and the usage of a completion are read" },
  { fault: "half a completion called whole", by: { parts: alwaysStop }, noticedBy: "a completion that breaks off is not called whole" },
  { fault: "zeros for a completion's unknown counts", by: { parts: zeroUsage }, noticedBy: "a usage of zeros is no usage" },
  { fault: "dropped settings of a completion", by: { options: ({ stopSequences: _stop, ...options }) => options }, noticedBy: "settings of a completion are sent" },
  { fault: "dropped tools of a completion", by: { options: ({ tools: _tools, ...options }) => options }, noticedBy: "tools are not dropped in silence by a completion" },
  { fault: "turns lost", by: { options: (options) => ({ ...options, prompt: options.prompt.slice(-1) }) }, noticedBy: "a conversation is sent as one text that holds all of it" },
  { fault: "a picture changed", by: changedKind("imageModel", "doGenerate", { result: (result) => ({ ...result, images: ["AA=="] }) }), noticedBy: "a picture in base64 is read" },
  { fault: "a picture that is not fetched", by: changedKind("imageModel", "doGenerate", { result: (result) => ({ ...result, images: ["http://127.0.0.1/8x8.png"] }) }), noticedBy: "a picture that the service links to is fetched without the key" },
  { fault: "one picture of two", by: changedKind("imageModel", "doGenerate", { options: (options) => ({ ...options, n: 1 }) }), noticedBy: "several pictures are asked for in one request and all are read" },
  { fault: "a dropped seed of a picture", by: changedKind("imageModel", "doGenerate", without("seed")), noticedBy: "the seed of a picture is sent or warned about" },
  { fault: "a dropped size of a picture", by: changedKind("imageModel", "doGenerate", without("size")), noticedBy: "the size of a picture is sent or warned about" },
  { fault: "dropped pictures", by: changedKind("imageModel", "doGenerate", without("files")), noticedBy: "a picture to be changed is not dropped in silence" },
  { fault: "a dropped mask", by: changedKind("imageModel", "doGenerate", without("mask")), noticedBy: "pictures to be changed and a mask are sent as files" },
  { fault: "pictures without usage", by: changedKind("imageModel", "doGenerate", { result: ({ usage: _usage, ...result }) => result }), noticedBy: "the usage of a picture is read" },
  { fault: "silence", by: changedKind("speechModel", "doGenerate", { result: (result) => ({ ...result, audio: new Uint8Array() }) }), noticedBy: "a text is sent to be spoken, and its sound is bytes" },
  { fault: "another voice", by: changedKind("speechModel", "doGenerate", without("voice")), noticedBy: "the voice is sent" },
  { fault: "a dropped language of speech", by: changedKind("speechModel", "doGenerate", without("language")), noticedBy: "the language of speech is sent or warned about" },
  { fault: "speech without a signal", by: changedKind("speechModel", "doGenerate", without("abortSignal")), noticedBy: "speech that is aborted beforehand is never sent" },
  { fault: "a ranking upside down", by: changedKind("rerankingModel", "doRerank", { result: (result) => ({ ...result, ranking: (result["ranking"] as readonly unknown[]).toReversed() }) }), noticedBy: "the most relevant document comes first, whatever the order of the rows" },
  { fault: "more documents than wanted", by: changedKind("rerankingModel", "doRerank", without("topN")), noticedBy: "no more documents come than were asked for" },
  { fault: "a ranking without the words of its error", by: changedKind("rerankingModel", "doRerank", wordless), noticedBy: "an error of a reranking keeps the service's words" },
  { fault: "a ranking without its warnings", by: changedKind("rerankingModel", "doRerank", { result: (result) => ({ ...result, warnings: [] }) }), noticedBy: "the headers of a call cannot replace the key of a reranking" },
  { fault: "every text harmless", by: changedKind("moderationModel", "doModerate", { result: (result) => ({ ...result, results: [{ flagged: false }, { flagged: false }] }) }), noticedBy: "a verdict that does not come is made of the categories" },
  { fault: "verdicts in another order", by: changedKind("moderationModel", "doModerate", { result: (result) => ({ ...result, results: (result["results"] as readonly unknown[]).toReversed() }) }), noticedBy: "texts are judged in one request, in their order" },
  { fault: "a moderation that drops headers", by: changedKind("moderationModel", "doModerate", without("headers")), noticedBy: "the headers of a call reach the service with a moderation" },
  { fault: "a transcription told with its key", by: changedKind("transcriptionModel", "doGenerate", { error: (error) => Object.assign(error as Error, { note: "test-key-canary-0123456789" }) }), noticedBy: "a printed error of a transcription shows neither key nor words" },
  { fault: "a picture with the first key", by: { provider: (provider) => ({ withCredentials: () => provider }) }, noticedBy: "other credentials send a picture with their own key" },
  { fault: "names that mean nothing", by: { settings: ({ models: _models, ...settings }) => settings }, noticedBy: "a name stands for a model's id" },
  { fault: "options lost with the name", by: undefinedKey("options"), noticedBy: "the options of a model's name are sent as if the call had them" },
  { fault: "options that are never looked at", by: undefinedKey("options"), noticedBy: "an option out of its range is refused when the provider is made" },
  { fault: "instructions lost with the name", by: undefinedKey("system"), noticedBy: "the instructions of a model are in front of the prompt" },
  { fault: "facts lost with the name", by: undefinedKey("contextWindow"), noticedBy: "a name can do what its id can, and what the user says of it" },
  { fault: "a definition that beats the call", by: { options: ({ reasoning: _reasoning, ...options }) => options }, noticedBy: "what a call says beats the options of its model, the reasoning level included" },
  { fault: "errors that name no model", by: wordless, noticedBy: "an error names the model as it was called" },
  { fault: "caching that nobody hears of", by: { options: ({ providerOptions: _own, ...options }) => options }, noticedBy: "prompt caching of another shape is refused before anything is sent" },
  { fault: "caching that a call cannot ask for", by: { options: ({ providerOptions: _own, ...options }) => options }, noticedBy: "prompt caching may be a model's default, and be turned off by a call" },
  { fault: "defined models left out of the list", by: { settings: ({ models: _models, ...settings }) => settings }, noticedBy: "models that the user has named are listed with the service's, each once" },
  { fault: "a missing list that is an error", by: { settings: ({ models: _models, ...settings }) => settings }, noticedBy: "a service without a list still has the models that are defined and known" },
  { fault: "every key good without a list", by: { provider: () => ({ checkCredentials: async () => ({ ok: true }) }) }, noticedBy: "a key is checked where nothing can be looked up" },
];

describe("the suite notices", () => {
  it.each(faults)("$fault", async ({ by, noticedBy }) => {
    const [result] = await runConformance(sabotaged(by), { ...referenceOptions, only: [noticedBy] });
    expect(result).toMatchObject({ outcome: "failed" });
  });

  it.each([...new Set(faults.map(({ noticedBy }) => noticedBy))])("nothing where nothing is wrong: %s", async (name) => {
    const [result] = await runConformance(sabotaged({}), { ...referenceOptions, only: [name] });
    expect(result).toMatchObject({ outcome: "passed" });
  });
});

/** Definitions of models that lose one of their keys. */
function undefinedKey(key: keyof ModelDefinition): Sabotage {
  return {
    settings: ({ models = {}, ...settings }) => ({
      ...settings,
      models: Object.fromEntries(Object.entries(models).map(([name, { [key]: _, ...definition }]) => [name, definition])),
    }),
  };
}

function callAtEveryEnd(): ReturnType<NonNullable<Sabotage["parts"]>> {
  let toolName = "";
  return (part) => {
    if (part.type === "tool-input-start") toolName = part.toolName;
    return part.type === "tool-input-end" ? [part, { type: "tool-call", toolCallId: part.id, toolName, input: "{" }] : [part];
  };
}

function alwaysStop(): ReturnType<NonNullable<Sabotage["parts"]>> {
  return (part) => (part.type === "finish" ? [{ ...part, finishReason: { unified: "stop", raw: "stop" } }] : [part]);
}

function zeroUsage(): ReturnType<NonNullable<Sabotage["parts"]>> {
  const inputTokens = { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 };
  return (part) => (part.type === "finish" ? [{ ...part, usage: { inputTokens, outputTokens: { total: 0, text: 0, reasoning: 0 } } }] : [part]);
}

function withMessage(error: unknown, message: string): unknown {
  return APICallError.isInstance(error) ? Object.assign(error, { message }) : error;
}

async function readAhead<Part>(stream: ReadableStream<Part>): Promise<ReadableStream<Part>> {
  const parts = await readAll(stream);
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}
