import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart, SharedV4Warning } from "@ai-sdk/provider";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProvider, describeError, type Provider, type Transport } from "../../src/index.ts";
import { drain } from "../../src/language-model/drain.ts";
import { readRateLimits } from "../../src/language-model/rate-limits.ts";
import { Warnings } from "../../src/language-model/warnings.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { prompt, readAll, rejection } from "./support.ts";

const tools: NonNullable<LanguageModelV4CallOptions["tools"]> = [{ type: "function", name: "weather", inputSchema: { type: "object" } }];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("openai");
});
afterAll(() => emulator.close());

const createService = defineProvider({
  id: "service",
  env: { apiKey: [] },
  language: openaiChat(),
  keepHeaders: { "x-service-region": "region" },
  models: [{ match: ["small"], can: { maxOutputTokens: 100, reasoning: false } }],
});

function service(): Provider {
  return createService({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
}

function answer(message: object, more: object = {}): void {
  emulator.use({ answers: [{ kind: "raw", body: JSON.stringify({ id: "x", model: "m", created: 1_700_000_000, choices: [{ index: 0, message, finish_reason: "stop" }], ...more }) }] });
}

async function parts(options: Partial<LanguageModelV4CallOptions> = {}): Promise<LanguageModelV4StreamPart[]> {
  const { stream } = await service()("any").doStream({ prompt, ...options });
  return await readAll(stream);
}

const featuresOf = (warnings: readonly SharedV4Warning[]): string[] => warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type));

describe("doGenerate", () => {
  it("answers with everything that a stream would tell", async () => {
    answer({
      reasoning: "hm",
      reasoning_details: [{ type: "reasoning.text", text: "hm", signature: "s" }],
      content: "so",
      annotations: [{ type: "url_citation", url_citation: { url: "https://a.example", title: "A", start_index: 0, end_index: 2 } }],
    });
    const { content, response } = await service()("any").doGenerate({ prompt });
    const source = { type: "source", sourceType: "url", id: "source-0", url: "https://a.example", title: "A" };
    expect(content).toEqual([
      { type: "reasoning", text: "hm", providerMetadata: { service: { reasoning_details: [{ type: "reasoning.text", text: "hm", signature: "s" }] } } },
      { type: "text", text: "so", citations: [{ source, startIndex: 0, endIndex: 2 }] },
      source,
    ]);
    expect(response).toMatchObject({ id: "x", modelId: "m", timestamp: new Date(1_700_000_000_000), body: { id: "x" } });
  });

  it("has no body of an answer that came as a stream", async () => {
    emulator.use({ answers: [{ kind: "raw", body: 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n' }] });
    const { content, response } = await service()("any").doGenerate({ prompt });
    expect(content).toEqual([{ type: "text", text: "Hi" }]);
    expect(response).not.toHaveProperty("body");
  });

  it("reads an answer that is a list of one", async () => {
    emulator.use({ answers: [{ kind: "raw", body: '[{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}]' }] });
    expect((await service()("any").doGenerate({ prompt })).content).toEqual([{ type: "text", text: "Hi" }]);
  });
});

describe("what is asked for", () => {
  it("is an event stream or JSON, as the call is", async () => {
    emulator.use({});
    await parts();
    await service()("any").doGenerate({ prompt });
    expect(emulator.requests.map(({ headers }) => headers["accept"])).toEqual(["text/event-stream", "application/json"]);
  });

  it("carries the headers of its dialect", async () => {
    emulator.use({});
    const dialect = openaiChat();
    const own = defineProvider({
      id: "service",
      env: { apiKey: [] },
      language: { ...dialect, encode: (call, wire) => ({ ...dialect.encode(call, wire), headers: { "x-own": "1" } }) },
    })({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
    await own("any").doGenerate({ prompt, headers: { "x-own": "2" } });
    expect(emulator.lastRequest.headers["x-own"]).toBe("1");
  });

  it("has at least one message", async () => {
    emulator.use({});
    expect(String(await rejection(service()("any").doStream({ prompt: [] })))).toContain("the prompt has no messages");
    expect(emulator.requests).toHaveLength(0);
  });

  it("is not asked for again once the caller has aborted", async () => {
    emulator.use({});
    const reason = new Error("enough");
    expect(await rejection(service()("any").doGenerate({ prompt, abortSignal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(emulator.requests).toHaveLength(0);
  });
});

describe("what is told beside the content", () => {
  it("is the state of the limits, and the headers that a provider keeps", async () => {
    emulator.use({ answers: [{ kind: "model", text: "Hi", headers: { "x-ratelimit-limit-requests": "10", "x-ratelimit-remaining-requests": "9", "x-service-region": "north" } }] });
    const { providerMetadata } = await service()("any").doGenerate({ prompt });
    expect(providerMetadata?.["service"]).toMatchObject({ rateLimit: { requests: { limit: 10, remaining: 9 } }, region: "north" });
  });

  it("is a header of the caller's that was not sent", async () => {
    emulator.use({});
    const { warnings } = await service()("any").doGenerate({ prompt, headers: { authorization: "Bearer test-key-other" } });
    expect(warnings).toMatchObject([{ type: "other" }]);
    expect(JSON.stringify(warnings)).toContain("authorization");
    expect(JSON.stringify(warnings)).not.toContain("test-key-other");
  });

  it("is nothing of a limit that is kept and of reasoning that is not wanted", async () => {
    emulator.use({});
    expect((await service()("small").doGenerate({ prompt, maxOutputTokens: 100, reasoning: "none" })).warnings).toEqual([]);
  });

  it.each<[string, Partial<LanguageModelV4CallOptions>, string, string[]]>([
    ["a named tool that was not called", { tools, toolChoice: { type: "tool", toolName: "weather" } }, "stop", ["toolChoice"]],
    ["a required tool, of an answer that was filtered", { tools, toolChoice: { type: "required" } }, "content_filter", []],
  ])("is %s", async (_, options, finish, expected) => {
    answer({ content: "no" }, { choices: [{ index: 0, message: { content: "no" }, finish_reason: finish }] });
    expect(featuresOf((await service()("any").doGenerate({ prompt, ...options })).warnings)).toEqual(expected);
  });

  it("is what was spent on an answer that was cut and held nothing", async () => {
    answer({}, { choices: [{ index: 0, message: { content: "" }, finish_reason: "length" }], usage: { prompt_tokens: 1, completion_tokens: 80 } });
    expect((await service()("any").doGenerate({ prompt })).warnings).toEqual([{ type: "other", message: "the model wrote 80 tokens that the service did not pass on" }]);
  });

  it("is said once, however often it is found", () => {
    const warnings = new Warnings();
    for (let times = 0; times < 2; times++) warnings.add({ type: "unsupported", feature: "seed" });
    expect(warnings.early).toHaveLength(1);
  });
});

describe("readRateLimits", () => {
  it.each<[Record<string, string>, unknown]>([
    [{ "x-ratelimit-limit-tokens": "6000", "x-ratelimit-reset-tokens": "7.66s" }, { tokens: { limit: 6000, resetMs: 7660 } }],
    [{ "x-ratelimit-remaining-requests": "0" }, { requests: { remaining: 0 } }],
    [{ "x-ratelimit-limit-requests": " ", "x-ratelimit-remaining-requests": "many" }, undefined],
    [{}, undefined],
  ])("of %j is %j", (headers, expected) => {
    expect(readRateLimits(headers)).toEqual(expected);
  });
});

describe("what is held back before the first content", () => {
  it("is 256 KiB at most", async () => {
    const frame = `data: ${JSON.stringify({ choices: [], filler: "x".repeat(1024 * 1024) })}\n\n`;
    emulator.use({ answers: [{ kind: "raw", body: `${frame}: more`, faults: { hangAfterBytes: frame.length } }] });
    const { stream } = await service()("any").doStream({ prompt });
    const reader = stream.getReader();
    expect((await reader.read()).value).toEqual({ type: "stream-start", warnings: [] });
    await reader.cancel();
  });

  it("is told by parts once it has left", async () => {
    const frame = `data: ${JSON.stringify({ choices: [], filler: "x".repeat(1024 * 1024) })}\n\n`;
    emulator.use({ answers: [{ kind: "raw", body: `${frame}data: {"error":{"message":"it broke","type":"server_error"}}\n\n`, faults: { pieceBytes: 64 * 1024 } }] });
    const read = await parts();
    expect(read.map(({ type }) => type)).toEqual(["stream-start", "error", "finish"]);
  });

  it.each([1, 7])("may be nothing but keep-alives, one read of %d bytes after the other", async (pieceBytes) => {
    const text = "Grüße, 世界 👋";
    emulator.use({ answers: [{ kind: "model", text, faults: { comments: "still here", pieceBytes } }] });
    expect((await parts()).map((part) => (part.type === "text-delta" ? part.delta : "")).join("")).toBe(text);
  });
});

describe("a stream", () => {
  it("reads its answer when it is read, and not before", async () => {
    let reads = 0;
    const frame = Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\n');
    const transport: Transport = {
      tellsConnected: false,
      send: () => Promise.resolve({ status: 200, headers: {}, read: () => Promise.resolve((reads += 1) > 9 ? undefined : frame), cancel: () => undefined }),
      close: () => Promise.resolve(),
    };
    const { stream } = await createService({ baseURL: "http://127.0.0.1", apiKey: "test-key-service", transport })("any").doStream({ prompt });
    const reader = stream.getReader();
    const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
    await settled();
    expect(reads).toBe(1);
    for (const type of ["stream-start", "text-start", "text-delta"]) expect((await reader.read()).value?.type).toBe(type);
    await settled();
    expect(reads).toBe(1);
    expect((await reader.read()).value).toEqual({ type: "text-delta", id: "text-0", delta: "a" });
    expect(reads).toBe(2);
    await reader.cancel();
  });

  it("leaves its connection to the next one: what follows its end is read and not cut off", async () => {
    const pieces = ['data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n', ": bye\n\n", undefined];
    let isCancelled = false;
    const read = (): Promise<Uint8Array | undefined> => {
      const piece = pieces.shift();
      return Promise.resolve(piece === undefined ? undefined : Buffer.from(piece));
    };
    const transport: Transport = {
      tellsConnected: false,
      send: () => Promise.resolve({ status: 200, headers: {}, read, cancel: () => (isCancelled = true) }),
      close: () => Promise.resolve(),
    };
    const { stream } = await createService({ baseURL: "http://127.0.0.1", apiKey: "test-key-service", transport })("any").doStream({ prompt });
    for await (const _ of stream);
    await expect.poll(() => pieces).toHaveLength(0);
    expect(isCancelled).toBe(false);
  });
});

describe("a body that is no answer", () => {
  it("is a web page, however long", async () => {
    const page = `<html><title>Sign in</title>${"x".repeat(100_000)}`;
    emulator.use({ answers: [{ kind: "raw", contentType: "text/html", body: `${page}more`, faults: { hangAfterBytes: page.length } }] });
    expect(describeError(await rejection(service()("any").doStream({ prompt }))).kind).toBe("bad-request");
  });

  it("is a stream that ends before it says anything", async () => {
    emulator.use({ answers: [{ kind: "raw", body: 'data: {"choices":[]}\n\n' }] });
    expect(describeError(await rejection(service()("any").doStream({ prompt }))).kind).toBe("empty");
  });

  it("says nothing after its end was marked", async () => {
    emulator.use({ answers: [{ kind: "raw", body: 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\ndata: {"error":{"message":"late"}}\n\n' }] });
    expect((await parts()).map(({ type }) => type)).toEqual(["stream-start", "text-start", "text-delta", "text-end", "finish"]);
  });

  it("says nothing after an error", async () => {
    emulator.use({ answers: [{ kind: "raw", body: 'data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\ndata: {"error":{"message":"first"}}\n\ndata: {"choices":[{"index":0,"delta":{"content":"late"}}]}\n\n' }] });
    const read = await parts();
    expect(JSON.stringify(read)).not.toContain("late");
    expect(read.at(-1)).toMatchObject({ finishReason: { unified: "error" } });
  });
});

describe("drain", () => {
  const response = (read: () => Promise<Uint8Array | undefined>, cancel: () => void): Parameters<typeof drain>[0] => ({ url: "", status: 200, headers: {}, read, cancel });

  it("reads to the end", async () => {
    const pieces = [new Uint8Array(1), new Uint8Array(1), undefined];
    drain(response(() => Promise.resolve(pieces.shift()), () => undefined));
    await expect.poll(() => pieces).toHaveLength(0);
  });

  it("does not wait for a service that holds on", async () => {
    let isCancelled = false;
    drain(response(() => new Promise(() => undefined), () => (isCancelled = true)));
    await expect.poll(() => isCancelled, { timeout: 3000 }).toBe(true);
  });

  it("keeps no program alive by its timer", () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    drain(response(() => new Promise(() => undefined), () => undefined));
    expect(timers()).toBe(before);
  });

  it("takes a body that breaks off for its end", async () => {
    let reads = 0;
    drain(response(() => Promise.reject(new Error(`${(reads += 1)}`)), () => undefined));
    await Promise.resolve();
    expect(reads).toBe(1);
  });
});
