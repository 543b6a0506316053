import { APICallError, type LanguageModelV4CallOptions, type LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { startEmulator, type Emulator, type EmulatorScript, type ModelAnswer } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProvider, describeError, type Provider, type Settings } from "../../src/index.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { brokenRule } from "./legal-order.ts";
import { prompt, readAll, rejection } from "./support.ts";

const weather: NonNullable<LanguageModelV4CallOptions["tools"]> = [
  { type: "function", name: "weather", inputSchema: { type: "object", properties: { city: { type: "string" } } } },
];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("openai");
});
afterAll(() => emulator.close());

const createService = defineProvider({
  id: "service",
  env: { apiKey: ["SERVICE_API_KEY"] },
  language: openaiChat(),
  models: [
    { match: ["no-tools"], can: { tools: false, maxOutputTokens: 100, reasoning: false, seed: false } },
    { match: ["no-stream"], can: { streaming: false } },
    { match: ["old"], retired: { on: "2026-01-01", use: "new" } },
  ],
});

function service(settings: Settings = {}): Provider {
  return createService({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...settings });
}

function say(answer: Omit<ModelAnswer, "kind">): EmulatorScript {
  return { answers: [{ kind: "model", ...answer }] };
}

async function streamed(script: EmulatorScript, options: Partial<LanguageModelV4CallOptions> = {}, settings: Settings = {}): Promise<LanguageModelV4StreamPart[]> {
  emulator.use(script);
  const { stream } = await service(settings)("any").doStream({ prompt, ...options });
  return await readAll(stream);
}

const last = (read: readonly LanguageModelV4StreamPart[]): Extract<LanguageModelV4StreamPart, { type: "finish" }> => {
  const part = read.at(-1);
  if (part?.type !== "finish") throw new Error("no finish part");
  return part;
};

describe("rule 1: what goes wrong before content rejects", () => {
  it.each<[string, EmulatorScript, string, number | undefined]>([
    ["a status", { answers: [{ kind: "error", error: { status: 429, message: "slow down" } }] }, "rate-limit", 429],
    ["a JSON error under status 200", { answers: [{ kind: "error", httpStatus: 200, error: { status: 503, message: "overloaded" } }] }, "overloaded", undefined],
    ["an error event first", say({ faults: { errorAfterChunks: { chunks: 0, error: { status: 500, message: "it broke", type: "server_error" } } } }), "server", undefined],
    ["a body that is cut", say({ text: "Hello there", faults: { resetAfterBytes: 20 } }), "network", undefined],
    ["an empty body", { answers: [{ kind: "raw", body: "" }] }, "empty", undefined],
    ["nothing but the end's mark", { answers: [{ kind: "raw", body: "data: [DONE]\n\n" }] }, "empty", undefined],
    ["a web page", { answers: [{ kind: "raw", contentType: "text/html", body: "<html><title>Welcome</title></html>" }] }, "bad-request", undefined],
    ["words that are no stream", { answers: [{ kind: "raw", body: "no healthy upstream" }] }, "server", undefined],
    ["something that is not JSON", { answers: [{ kind: "raw", body: "data: {oops\n\ndata: [DONE]\n\n" }] }, "server", undefined],
    ["an event named error", { answers: [{ kind: "raw", body: 'event: error\ndata: {"message":"no room"}\n\n' }] }, "unknown", undefined],
  ])("%s", async (_, script, kind, status) => {
    emulator.use(script);
    const error = await rejection(service()("any").doStream({ prompt }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(describeError(error)).toMatchObject(status === undefined ? { kind } : { kind, status });
  });

  it("shows what came where it is no stream", async () => {
    emulator.use({ answers: [{ kind: "raw", body: "no healthy upstream" }] });
    expect(String(await rejection(service()("any").doStream({ prompt })))).toContain("no healthy upstream");
  });

  it("a source alone does not commit", async () => {
    emulator.use({
      answers: [{ kind: "chunks", chunks: [{ id: "x", citations: ["https://a.example"], choices: [] }, { error: { message: "it broke", type: "server_error" } }] }],
    });
    expect(describeError(await rejection(service()("any").doStream({ prompt }))).message).toContain("it broke");
  });

  it("more than 64 parts without content are passed on", async () => {
    const citations = Array.from({ length: 80 }, (_, index) => `https://${index}.example`);
    emulator.use({ answers: [{ kind: "chunks", chunks: [{ id: "x", citations, choices: [] }], faults: { hangAfterBytes: 100_000 } }] });
    const { stream } = await service()("any").doStream({ prompt });
    const reader = stream.getReader();
    expect((await reader.read()).value?.type).toBe("stream-start");
    await reader.cancel();
  });

  it("a fault in the same read keeps the text before it", async () => {
    const read = await streamed({ answers: [{ kind: "raw", body: 'data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\ndata: {"error":{"message":"it broke","type":"server_error"}}\n\n' }] });
    expect(read.map(({ type }) => type)).toEqual(["stream-start", "text-start", "text-delta", "text-end", "error", "finish"]);
  });

  it("nothing within firstPartMs is a retryable timeout", async () => {
    emulator.use(say({ text: "late", faults: { hangAfterBytes: 0 } }));
    const error = await rejection(service({ timeouts: { firstPartMs: 30 } })("any").doStream({ prompt }));
    expect(describeError(error).kind).toBe("timeout");
    expect((error as APICallError).isRetryable).toBe(true);
    expect(String(error)).toContain("firstPartMs");
  });

  it("firstPartMs is over with the first part", async () => {
    emulator.use(say({ text: "one two three four", pace: { betweenFramesMs: 150 } }));
    const { stream } = await service({ timeouts: { firstPartMs: 400 } })("any").doStream({ prompt });
    expect(last(await readAll(stream)).finishReason.unified).toBe("stop");
  });
});

describe("rule 2: after content a fault is a part, and finish still comes", () => {
  it("told by the service: error", async () => {
    const read = await streamed(say({ text: "Hello there, all of you", faults: { errorAfterChunks: { chunks: 3, error: { status: 500, message: "it broke" } } } }));
    expect(brokenRule(read)).toBeUndefined();
    expect(read.filter(({ type }) => type === "error")).toHaveLength(1);
    expect(last(read).finishReason.unified).toBe("error");
  });

  it.each<[string, Omit<ModelAnswer, "kind">]>([
    ["reset", { text: "Hello there, all of you", faults: { resetAfterBytes: 700 } }],
    ["closed", { text: "Hello there, all of you", faults: { cutAfterBytes: 700 } }],
    ["ended in order without its finish signal", { text: "Hello there", faults: { noFinish: true } }],
  ])("%s: interrupted", async (_, answer) => {
    const read = await streamed(say(answer));
    expect(brokenRule(read)).toBeUndefined();
    expect(last(read).finishReason.unified).toBe("interrupted");
    const fault = read.find((part) => part.type === "error");
    expect(fault?.type === "error" ? describeError(fault.error).kind : undefined).toBe("network");
  });

  it("doGenerate throws, also after content", async () => {
    emulator.use({ answers: [{ kind: "raw", body: 'data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n' }] });
    expect(describeError(await rejection(service()("any").doGenerate({ prompt }))).kind).toBe("network");
  });

  it("an answer whose last word came is complete without the rest of its body", async () => {
    const read = await streamed({
      answers: [{ kind: "raw", body: 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n: more', faults: { resetAfterBytes: 86 } }],
    });
    expect(last(read).finishReason.unified).toBe("stop");
    expect(read.some(({ type }) => type === "error")).toBe(false);
  });

  it("an abort before content rejects with its reason", async () => {
    emulator.use(say({ faults: { neverAnswer: true } }));
    const abort = new AbortController();
    const reason = new Error("enough");
    const pending = rejection(service()("any").doStream({ prompt, abortSignal: abort.signal }));
    await expect.poll(() => emulator.requests).toHaveLength(1);
    abort.abort(reason);
    expect(await pending).toBe(reason);
  });

  it("an abort after content errors the stream with its reason and says nothing else", async () => {
    emulator.use(say({ text: "Hello there", faults: { hangAfterBytes: 700 } }));
    const abort = new AbortController();
    const { stream } = await service()("any").doStream({ prompt, abortSignal: abort.signal });
    const reader = stream.getReader();
    const reason = new Error("enough");
    const seen: string[] = [];
    const error = await rejection(
      (async () => {
        for (;;) {
          const next = await reader.read();
          seen.push(next.value?.type ?? "end");
          if (next.value?.type === "text-delta") abort.abort(reason);
        }
      })(),
    );
    expect(error).toBe(reason);
    expect(seen).not.toContain("error");
    expect(seen).not.toContain("finish");
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });
});

describe("rule 4: tool input", () => {
  it("cut by length ends without a call", async () => {
    const read = await streamed(say({ toolCalls: [{ name: "weather", arguments: '{"city":"Os' }], finishReason: "length" }), { tools: weather });
    expect(read.some(({ type }) => type === "tool-input-end")).toBe(true);
    expect(read.some(({ type }) => type === "tool-call")).toBe(false);
  });
});

describe("rule 5: stopping reaches the socket", () => {
  it("cancel() while a read hangs", async () => {
    emulator.use(say({ text: "Hello there", faults: { hangAfterBytes: 700 } }));
    const { stream } = await service()("any").doStream({ prompt });
    const reader = stream.getReader();
    for (;;) if ((await reader.read()).value?.type === "text-delta") break;
    const hanging = reader.read();
    await reader.cancel();
    expect((await hanging).done).toBe(true);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });
});

describe("rule 6: backpressure", () => {
  it("a stream that is not read stops its source", async () => {
    emulator.use(say({ text: "x".repeat(60_000_000), deltaSize: 60_000 }));
    const { stream } = await service()("any").doStream({ prompt });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(emulator.bytesWritten).toBeLessThan(30_000_000);
    await stream.cancel();
  });

  it("a frame without end is given up", async () => {
    emulator.use({ answers: [{ kind: "raw", body: `data: ${"x".repeat(17 * 1024 * 1024)}` }] });
    const { stream } = await service()("any").doStream({ prompt });
    const read = await readAll(stream);
    expect(read.map(({ type }) => type)).toEqual(["stream-start", "error", "finish"]);
    expect(read[1]?.type === "error" ? String(read[1].error) : "").toContain("16 MiB");
  });
});

describe("rule 7: what cannot be done", () => {
  it("is refused before anything is sent when silence would change the meaning", async () => {
    emulator.use({});
    const error = await rejection(service()("no-tools").doGenerate({ prompt, tools: weather }));
    expect(String(error)).toContain('models: { "no-tools": { tools: true } }');
    expect(emulator.requests).toHaveLength(0);
  });

  it("is what the user says it is", async () => {
    emulator.use({});
    await service({ models: { "no-tools": { tools: true } } })("no-tools").doGenerate({ prompt, tools: weather });
    expect(emulator.lastRequest.body?.["tools"]).toHaveLength(1);
  });

  it("is a warning by its exact name where only a setting is lost", async () => {
    emulator.use({});
    const { warnings } = await service()("no-tools").doGenerate({ prompt, topK: 3, seed: 1, reasoning: "high", maxOutputTokens: 500 });
    expect(warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type)).toSorted()).toEqual(["maxOutputTokens", "reasoning", "seed", "topK"]);
    expect(emulator.lastRequest.body).toMatchObject({ max_tokens: 100 });
    expect(emulator.lastRequest.body).not.toHaveProperty("seed");
  });

  it("is told with the finish when only the answer shows it", async () => {
    const read = await streamed(say({ text: "no tools today", pace: { betweenFramesMs: 2 } }), { tools: weather, toolChoice: { type: "required" } });
    expect(read[0]).toEqual({ type: "stream-start", warnings: [] });
    expect(last(read).providerMetadata?.["service"]?.["warnings"]).toMatchObject([{ type: "compatibility", feature: "toolChoice" }]);
  });

  it("names tokens that were spent and never passed on", async () => {
    emulator.use(say({ text: "", usage: { prompt_tokens: 1, completion_tokens: 80, total_tokens: 81 } }));
    const { warnings } = await service()("any").doGenerate({ prompt });
    expect(warnings).toEqual([{ type: "other", message: "the model wrote 80 tokens that the service did not pass on" }]);
  });

  it("takes the one token that ends an empty answer for what it is", async () => {
    emulator.use(say({ text: "", usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }));
    expect((await service()("any").doGenerate({ prompt })).warnings).toEqual([]);
  });

  it("a retired id is sent and warned about", async () => {
    emulator.use(say({ text: "still here" }));
    const { warnings } = await service()("old").doGenerate({ prompt });
    expect(warnings).toEqual([{ type: "deprecated", setting: "model", message: "old is retired since 2026-01-01; use new" }]);
  });

  it("a model that cannot stream is asked for a whole answer", async () => {
    emulator.use(say({ text: "all at once" }));
    const { stream } = await service()("no-stream").doStream({ prompt });
    const read = await readAll(stream);
    expect(emulator.lastRequest.body).not.toHaveProperty("stream");
    expect(brokenRule(read)).toBeUndefined();
  });
});

describe("rule 8: merging", () => {
  const body = ["He", "llo"].map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`).join("") + 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
  const deltas = (read: readonly LanguageModelV4StreamPart[]): string[] => read.flatMap((part) => (part.type === "text-delta" ? [part.delta] : []));

  it("deltas of one read leave as one part", async () => {
    expect(deltas(await streamed({ answers: [{ kind: "raw", body }] }))).toEqual(["Hello"]);
  });

  it("coalesce: false and raw chunks turn it off", async () => {
    expect(deltas(await streamed({ answers: [{ kind: "raw", body }] }, {}, { coalesce: false }))).toEqual(["He", "llo"]);
    const raw = await streamed({ answers: [{ kind: "raw", body }] }, { includeRawChunks: true });
    expect(deltas(raw)).toEqual(["He", "llo"]);
    expect(raw.findIndex(({ type }) => type === "raw")).toBeLessThan(raw.findIndex(({ type }) => type === "text-start"));
  });
});
