import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { generateText, streamText } from "ai";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeError } from "../../../packages/core/src/index.ts";
import { createOllama, type OllamaProvider } from "../../../packages/provider-ollama-native/src/index.ts";
import { startOllama, type OllamaServer } from "../ollama/server.ts";
import { faultOf } from "./faults.ts";
import { steady } from "./local.ts";
import { server as shared } from "./ollama.ts";

let server: OllamaServer;
let ollama: OllamaProvider;
beforeAll(async () => {
  if (shared.own === undefined) return;
  server = await startOllama({ ...shared.own, variables: { OLLAMA_MAX_QUEUE: "1", OLLAMA_NUM_PARALLEL: "1" } });
  ollama = createOllama({ baseURL: server.origin });
});
afterAll(() => server?.close());

const model = shared.models.text;
const short = { ...steady, maxOutputTokens: 2, prompt: "Hello." };
/** The model is held to more numbers than it could write before the end of its case. */
const endless = {
  prompt: [{ role: "user" as const, content: [{ type: "text" as const, text: "Count." }] }],
  responseFormat: { type: "json" as const, schema: { type: "array" as const, items: { type: "integer" as const }, minItems: 2000 } },
};
const ended = (): number => server.ended("/api/chat");

describe.skipIf(shared.own === undefined)("[S3-1] Ollama with more to do than it takes on", () => {
  it("says so at once, and that it may be tried again", async () => {
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => generateText({ model: ollama(model), ...short })));
    const faults = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThan(12);
    for (const fault of faults) {
      expect(fault).toMatchObject({ statusCode: 503, isRetryable: true });
      expect(describeError(fault)).toMatchObject({ kind: "overloaded", hint: expect.stringContaining("OLLAMA_MAX_QUEUE") });
    }
  });
});

describe.skipIf(shared.own === undefined)("[S3-1] an answer nobody wants any more stops at the server", () => {
  it("when its signal fires between two parts", async () => {
    const abort = new AbortController();
    const before = ended();
    const result = streamText({ model: ollama(model), ...steady, prompt: "Count to one hundred.", maxOutputTokens: 2000, abortSignal: abort.signal });
    const types: string[] = [];
    for await (const part of result.stream) {
      types.push(part.type);
      if (types.filter((type) => type === "text-delta").length !== 3 || abort.signal.aborted) continue;
      expect(ended()).toBe(before);
      abort.abort();
    }
    expect(types.at(-1)).toBe("abort");
    await vi.waitUntil(() => ended() === before + 1, { interval: 10, timeout: 10_000 });
    expect(ended()).toBe(before + 1);
  });

  it("when its reader leaves", async () => {
    const before = ended();
    const { stream } = await ollama(model).doStream(endless);
    const reader = stream.getReader();
    await reader.read();
    expect(ended()).toBe(before);
    await reader.cancel();
    await vi.waitUntil(() => ended() === before + 1, { interval: 10, timeout: 10_000 });
    expect(ended()).toBe(before + 1);
  });

  it("when it was to come whole", async () => {
    const abort = new AbortController();
    const before = ended();
    let isBegun = false;
    const watched = createOllama({
      baseURL: server.origin,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        isBegun = true;
        return response;
      },
    });
    const answer = faultOf(watched(model).doGenerate({ ...endless, abortSignal: abort.signal }));
    await vi.waitUntil(() => isBegun, { interval: 10, timeout: 10_000 });
    expect(ended()).toBe(before);
    abort.abort();
    expect(await answer).toMatchObject({ name: "AbortError" });
    await vi.waitUntil(() => ended() === before + 1, { interval: 10, timeout: 10_000 });
    expect(ended()).toBe(before + 1);
  });
});

describe.skipIf(shared.own === undefined)("[S3-1] an Ollama that dies while it answers", () => {
  it("leaves a stream whose blocks are ended, with the fault and without a clean finish", async () => {
    if (shared.own === undefined) return;
    const mortal = await startOllama(shared.own);
    const { stream } = await createOllama({ baseURL: mortal.origin })(model).doStream(endless);
    const parts: LanguageModelV4StreamPart[] = [];
    for await (const part of stream) {
      parts.push(part);
      if (part.type === "text-delta" && parts.length < 6) await mortal.close();
    }
    expect(parts.slice(-3).map(({ type }) => type).toSorted()).toEqual(["error", "finish", "text-end"]);
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: expect.stringMatching(/interrupted|error/) } });
  });
});
