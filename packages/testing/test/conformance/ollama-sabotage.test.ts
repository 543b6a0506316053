import { readFileSync } from "node:fs";
import type { JSONObject, JSONValue, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { Provider } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { isObject, readObject } from "../../src/emulator/json.ts";
import { runConformance } from "../../src/index.ts";
import { plainOptions } from "./ollama-options.ts";
import { createOllamaReference } from "./ollama-reference.ts";
import { sabotaged, type Sabotage } from "./sabotage.ts";

type Message = LanguageModelV4CallOptions["prompt"][number];

const dropped = (type: string): Sabotage => ({ parts: () => (part) => (part.type === type ? [] : [part]) });
const wordless: Sabotage = { error: (error) => Object.assign(error as Error, { message: "the call failed", responseBody: "", data: undefined }) };
const stopped: Sabotage = {
  parts: () => (part) => (part.type === "finish" ? [{ ...part, finishReason: { unified: "stop", raw: "stop" } }] : [part]),
  result: (result) => ({ ...result, finishReason: { unified: "stop", raw: "stop" } }),
};

/** Another body is sent than the provider wrote. */
function sending(change: (body: JSONObject) => JSONObject): Sabotage {
  const changed: typeof fetch = (input, init) =>
    fetch(input, typeof init?.body === "string" ? { ...init, body: JSON.stringify(change(JSON.parse(init.body) as JSONObject)) } : init);
  return { settings: (settings) => ({ ...settings, fetch: changed }) };
}

/** Every message is sent otherwise than the provider wrote it. */
function messagesWith(change: (message: JSONObject) => JSONObject): Sabotage {
  return sending((body) => ({ ...body, messages: Array.isArray(body["messages"]) ? body["messages"].map((message: JSONValue) => (isObject(message) ? change(message) : message)) : [] }));
}

const unnamed = ({ tool_name: _, ...message }: JSONObject): JSONObject => message;

const prompting = (change: (message: Message) => Message): Sabotage => ({ options: (options) => ({ ...options, prompt: options.prompt.map(change) }) });

const textually = (message: Message): Message =>
  message.role === "assistant" ? { ...message, content: message.content.map((part) => (part.type === "reasoning" ? { type: "text", text: part.text } : part)) } : message;

/** A fault, and a case that must notice it. */
const faults: readonly { readonly fault: string; readonly by: Sabotage; readonly noticedBy: string }[] = [
  { fault: "dropped thoughts", by: dropped("reasoning-delta"), noticedBy: "thinking beside empty content is read as reasoning" },
  { fault: "one id for every thought", by: { parts: () => (part) => [part.type.startsWith("reasoning-") ? ({ ...part, id: "thought" } as typeof part) : part] }, noticedBy: "thinking that begins again is a thought of its own" },
  { fault: "text dropped beside calls", by: dropped("text-delta"), noticedBy: "text and a call in one frame are both read" },
  { fault: "one call of several", by: { parts: firstCallOnly }, noticedBy: "calls are told apart without their index and id" },
  { fault: "calls that end in a stop", by: stopped, noticedBy: "calls of one index in several frames are several calls" },
  { fault: "a call made of half of one", by: { parts: () => (part) => (part.type === "text-end" ? [part, { type: "tool-call", toolCallId: "call", toolName: "weather", input: "{}" }] : [part]) }, noticedBy: "a call that the output limit cut stays text" },
  { fault: "an end without a reason taken for a break", by: { parts: () => (part) => (part.type === "finish" ? [{ ...part, finishReason: { unified: "error", raw: undefined } }] : [part]) }, noticedBy: "an end without a reason is an end" },
  { fault: "loading called a stop", by: stopped, noticedBy: "an answer that only loaded or unloaded a model is no stop" },
  { fault: "half an answer called a stop", by: stopped, noticedBy: "a whole answer that is not done is no stop" },
  { fault: "an object that nobody wrote", by: { result: (result) => ({ ...result, content: [{ type: "text", text: '{"city":""}' }] }) }, noticedBy: "a structured answer that is empty stays empty" },
  { fault: "counters that are not kept", by: { result: (result) => ({ ...result, usage: { ...result.usage, raw: {} } }) }, noticedBy: "the counters of an answer are its usage" },
  { fault: "zeros for unknown counts", by: { parts: () => (part) => (part.type === "finish" ? [{ ...part, usage: { ...part.usage, inputTokens: { ...part.usage.inputTokens, total: 0 } } }] : [part]) }, noticedBy: "counters that are missing or no numbers are no usage" },
  { fault: "errors dropped", by: dropped("error"), noticedBy: "an error of Ollama's in the middle of an answer has a kind" },
  { fault: "options of a call dropped", by: { options: ({ providerOptions: _, ...options }) => options }, noticedBy: "Ollama's options of a call beat those of its model, one by one" },
  { fault: "metadata dropped", by: { result: ({ providerMetadata: _, ...result }) => result }, noticedBy: "durations and speed are told with the answer" },
  { fault: "probabilities that are not asked for", by: { options: ({ providerOptions: _, ...options }) => options }, noticedBy: "probabilities of tokens are told when they are asked for" },
  { fault: "no patience", by: { settings: (settings) => ({ ...settings, timeouts: { headersMs: 30 } }) }, noticedBy: "a model that has to be loaded is waited for" },
  { fault: "errors dropped", by: dropped("error"), noticedBy: "an error as the last line is told" },
  { fault: "errors dropped", by: dropped("error"), noticedBy: "an error under another key is told" },
  { fault: "errors dropped", by: dropped("error"), noticedBy: "an error relayed from another server is told" },
  { fault: "errors dropped", by: dropped("error"), noticedBy: "an error as the last line needs no line break" },
  { fault: "errors dropped", by: dropped("error"), noticedBy: "a call that the server cannot parse breaks the stream with an error" },
  { fault: "half an answer called a stop", by: stopped, noticedBy: "a stream without its last frame is no end" },
  { fault: "errors without words", by: wordless, noticedBy: "an error alone under status 200 rejects the call" },
  { fault: "no error retryable", by: { error: (error) => Object.assign(error as Error, { isRetryable: false }) }, noticedBy: "a full queue may be tried again" },
  { fault: "every error retryable", by: { error: (error) => Object.assign(error as Error, { isRetryable: true }) }, noticedBy: "a format that is none is the caller's fault" },
  { fault: "errors without words", by: wordless, noticedBy: "tools for a model without them fail with the capability's name" },
  { fault: "errors without words", by: wordless, noticedBy: "thinking for a model without it fails with the capability's name, or is warned about" },
  { fault: "errors without words", by: wordless, noticedBy: "a model that is not installed is named, and asked for once" },
  { fault: "errors without words", by: wordless, noticedBy: "a host that Ollama does not answer to is explained" },
  { fault: "errors without words", by: wordless, noticedBy: "an address without Ollama's API is told as such" },
  { fault: "errors without words", by: wordless, noticedBy: "where to sign in is told" },
  { fault: "results that do not name their tool", by: messagesWith(unnamed), noticedBy: "a tool's result names its tool and its call" },
  { fault: "inputs as texts", by: messagesWith(textualCalls), noticedBy: "the input of an earlier call is sent as an object, whatever it is" },
  { fault: "warnings swallowed", by: { result: (result) => ({ ...result, warnings: [] }) }, noticedBy: "tools beside a format are warned about" },
  { fault: "content as lists", by: messagesWith((message) => ({ ...message, content: [{ type: "text", text: message["content"] ?? "" }] })), noticedBy: "content is one text, however many parts it has" },
  { fault: "images as data URLs", by: messagesWith((message) => ({ ...message, ...(Array.isArray(message["images"]) ? { images: message["images"].map((image: JSONValue) => `data:image/png;base64,${String(image)}`) } : {}) })), noticedBy: "the picture of a data URL is sent without what is in front of it" },
  { fault: "thinking turned off", by: sending((body) => ({ think: false, ...body })), noticedBy: "whether to think is left to the model unless it is said" },
  { fault: "a level that Ollama does not have", by: sending((body) => ({ ...body, ...(body["think"] === "max" ? { think: "xhigh" } : {}) })), noticedBy: "every level of reasoning is one that Ollama has" },
  { fault: "thoughts sent as text", by: prompting(textually), noticedBy: "thoughts of earlier turns go back as thoughts" },
  { fault: "settings beside the options", by: sending(({ options, ...body }) => ({ ...body, ...(isObject(options) ? options : {}) })), noticedBy: "settings are sent where Ollama reads them" },
  { fault: "links claimed", by: { provider: claimingLinks }, noticedBy: "no link to an image is passed on" },
  { fault: "paths read", by: prompting(withFilesRead), noticedBy: "no file of this machine is read for an image" },
  { fault: "keep-alive dropped", by: sending(({ keep_alive: _, ...body }) => body), noticedBy: "how long a model stays loaded is sent with a unit, or as seconds" },
];

describe("the suite notices over lines of JSON", () => {
  it.each(faults)("$fault: $noticedBy", async ({ by, noticedBy }) => {
    const [result] = await runConformance(sabotaged(by, createOllamaReference), { ...plainOptions, only: [noticedBy] });
    expect(result).toMatchObject({ outcome: "failed" });
  });

  it.each([...new Set(faults.map(({ noticedBy }) => noticedBy))])("nothing where nothing is wrong: %s", async (name) => {
    const [result] = await runConformance(sabotaged({}, createOllamaReference), { ...plainOptions, only: [name] });
    expect(result).toMatchObject({ outcome: "passed" });
  });
});

function claimingLinks(provider: Provider): Partial<Provider> {
  return {
    languageModel(modelId) {
      const model = provider.languageModel(modelId);
      return { specificationVersion: "v4", provider: model.provider, modelId, supportedUrls: { "image/*": [/^https:/] }, doGenerate: (options) => model.doGenerate(options), doStream: (options) => model.doStream(options) };
    },
  };
}

function withFilesRead(message: Message): Message {
  if (message.role !== "user") return message;
  const read = (path: string): string => readFileSync(path).toString("base64");
  return { ...message, content: message.content.map((part) => (part.type === "file" && part.data.type === "data" && typeof part.data.data === "string" ? { ...part, data: { type: "data", data: read(part.data.data) } } : part)) };
}

function textualCalls(message: JSONObject): JSONObject {
  const calls = message["tool_calls"];
  if (!Array.isArray(calls)) return message;
  return { ...message, tool_calls: calls.map((call: JSONValue) => (isObject(call) ? { ...call, function: { ...readObject(call, "function"), arguments: JSON.stringify(readObject(call, "function")?.["arguments"]) } } : call)) };
}

function firstCallOnly(): ReturnType<NonNullable<Sabotage["parts"]>> {
  let seen = 0;
  return (part) => {
    if (part.type !== "tool-call") return [part];
    seen += 1;
    return seen === 1 ? [part] : [];
  };
}
