import { readdirSync } from "node:fs";
import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { describeError, type ErrorKind } from "@portolan/core";
import { readRecording, replay, type Recording } from "@portolan/testing";
import { describe, expect, it } from "vitest";
import type { PresetId } from "../../src/index.ts";
import { failureOf, hello, ofType, usePreset } from "./use-preset.ts";

const servers: Readonly<Record<string, PresetId>> = { "llama-cpp": "llama-cpp", litellm: "litellm", ollama: "ollama-openai" };
const folder = (name: string): URL => new URL(`../../../testing/fixtures/${name}/`, import.meta.url);
const read = async (name: string): Promise<readonly Recording[]> => Promise.all(readdirSync(folder(name)).map((file) => readRecording(new URL(file, folder(name)))));

const tools: LanguageModelV4CallOptions["tools"] = [{ type: "function", name: "get_weather", inputSchema: { type: "object", properties: {} } }];

/** What each refusal means, by its case. */
const kinds: Readonly<Record<string, ErrorKind>> = {
  "body-broken": "bad-request",
  "context-exceeded": "context-length",
  "context-exceeded-stream": "context-length",
  "image-unsupported": "bad-request",
  "json-schema-bad": "bad-request",
  "key-missing": "auth",
  "key-wrong": "auth",
  "messages-missing": "bad-request",
  "model-unknown": "model-not-found",
  "model-unknown-stream": "model-not-found",
  "upstream-down": "server",
  "upstream-down-stream": "server",
  "upstream-key-rejected": "auth",
  "v1-model-missing": "model-not-found",
  "v1-tools-unsupported": "bad-request",
};

/** What a stream said, and where its usage, speeds and thoughts were. */
function heard(parts: readonly LanguageModelV4StreamPart[]): Readonly<Record<string, unknown>> {
  const [finish] = ofType(parts, "finish");
  return {
    text: ofType(parts, "text-delta").map(({ delta }) => delta).join("") !== "",
    reasoning: ofType(parts, "reasoning-delta").length > 0,
    calls: ofType(parts, "tool-call").map(({ toolName, input }) => [toolName, Object.keys(JSON.parse(input) as object)]),
    reason: finish?.finishReason.unified,
    usage: finish?.usage.outputTokens.total !== undefined,
  };
}

const spoke = { text: true, reasoning: false, calls: [], usage: true };
const called = ["get_weather", ["city"]];
const streams: readonly (readonly [server: string, name: string, said: object])[] = [
  ["llama-cpp", "text-stream", { ...spoke, reason: "length" }],
  ["llama-cpp", "text-stream-without-usage", { ...spoke, reason: "length", usage: false }],
  ["llama-cpp", "reasoning-stream", { ...spoke, reasoning: true, reason: "stop" }],
  ["llama-cpp", "tool-call-stream", { ...spoke, text: false, calls: [called], reason: "tool-calls" }],
  ["llama-cpp", "tool-calls-parallel-stream", { ...spoke, text: false, calls: [called, called], reason: "tool-calls" }],
  ["llama-cpp", "tool-call-cut-stream", { ...spoke, text: false, reason: "length" }],
  ["litellm", "text-stream", { ...spoke, reason: "stop" }],
  ["litellm", "reasoning-stream", { ...spoke, reasoning: true, reason: "stop" }],
  ["litellm", "tool-call-stream", { ...spoke, text: false, calls: [called], reason: "tool-calls" }],
  ["litellm", "ollama-stream", { ...spoke, reason: "stop" }],
  ["ollama", "v1-chat-stream", { ...spoke, reason: "length" }],
  ["ollama", "v1-thinking-stream", { ...spoke, text: false, reasoning: true, reason: "stop", usage: false }],
  ["ollama", "v1-thinking-then-text-stream", { ...spoke, reasoning: true, reason: "stop", usage: false }],
  ["ollama", "v1-tool-call-stream", { ...spoke, text: false, calls: [called], reason: "tool-calls", usage: false }],
];

const anyText = expect.any(String) as string;
const kept: Readonly<Record<string, object>> = {
  "llama-cpp": { timings: { predicted_n: expect.any(Number) as number } },
  litellm: { callId: anyText, modelId: anyText, cost: anyText, attemptedRetries: "0", attemptedFallbacks: "0" },
};

describe.each(Object.entries(servers))("what %s sent to others, read by the preset %s", async (name, preset) => {
  const test = usePreset(preset);
  const recordings = await read(name);
  const named = (wanted: string): Recording => recordings.find((recording) => recording.case === wanted) ?? expect.unreachable(`no recording ${wanted}`);
  const refusals = recordings.filter(({ request, response }) => request.path === "/v1/chat/completions" && response.status >= 300);

  it.each(streams.filter(([server]) => server === name).map(([, wanted, said]) => [wanted, said] as const))("%s", async (wanted, said) => {
    test.answer(replay(named(wanted)));
    const parts = await test.stream("m", { tools });
    expect(heard(parts)).toEqual(said);
    expect(ofType(parts, "finish")[0]?.providerMetadata?.[preset] ?? {}).toMatchObject(kept[preset] ?? {});
  });

  it.each(refusals.map((recording) => [recording.case, recording] as const))("the refusal %s", async (wanted, recording) => {
    const isKeyless = wanted === "key-missing";
    const provider = isKeyless ? test.make({ apiKey: undefined }) : test.provider;
    for (const call of ["doGenerate", "doStream"] as const) {
      test.emulator.use({ apiKeys: null, answers: () => replay(recording) });
      const failure = await failureOf(provider("m")[call]({ prompt: hello }));
      expect(describeError(failure)).toMatchObject({ kind: kinds[wanted], status: recording.response.status });
      expect(failure).toMatchObject({ isRetryable: kinds[wanted] === "server" });
    }
  });
});
