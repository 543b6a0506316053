import { UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const schema = { type: "object" as const, properties: { city: { type: "string" as const } } };
const vicuna = "vicuna-7b-v1.5";

describe("FastChat", () => {
  const test = usePreset("fastchat");

  it("has no tools, which is said before anything is sent", async () => {
    const failure = await failureOf(test.generate(vicuna, { tools: [{ type: "function", name: "weather", inputSchema: schema }] }));
    expect(UnsupportedFunctionalityError.isInstance(failure)).toBe(true);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it("is asked for JSON in words, and warned about what it would ignore", async () => {
    const result = await test.generate(vicuna, { responseFormat: { type: "json", schema }, seed: 7, reasoning: "high", topK: 3 });
    expect([...warnedOf(result)].toSorted()).toEqual(["reasoning", "responseFormat", "seed"]);
    expect(test.sent).toMatchObject({ top_k: 3 });
    for (const field of ["response_format", "seed", "reasoning_effort"]) expect(test.sent).not.toHaveProperty(field);
  });

  it.each([
    [40_301, "Only vicuna-7b-v1.5 allowed now, your model nope", "model-not-found", false],
    [40_303, "This model's maximum context length is 2048 tokens. However, you requested 2560 tokens (2048 in the messages, 512 in the completion).", "context-length", false],
    [40_302, "0 is less than the minimum of 1 - 'max_tokens'", "bad-request", false],
    [42_903, "the engine is busy", "overloaded", true],
    [50_001, "Internal Server Error", "server", true],
    [50_005, "No available worker", "server", true],
  ])("its code %i is told from the status 400 that comes with it", async (code, message, kind, isRetryable) => {
    test.answer({ kind: "raw", status: 400, contentType: "application/json", body: JSON.stringify({ object: "error", message, code }) });
    const failure = await failureOf(test.generate(vicuna));
    expect(describeError(failure)).toMatchObject({ kind, status: 400 });
    expect(failure).toMatchObject({ isRetryable, message: expect.stringContaining(message) as string });
  });

  it("a refused key says nothing, and is told all the same", async () => {
    const { kind, hint } = describeError(await failureOf(test.make({ apiKey: "test-key-wrong" })(vicuna).doGenerate({ prompt: hello })));
    expect([kind, hint]).toEqual(["auth", expect.stringContaining("FASTCHAT_API_KEY")]);
  });

  it("a worker's complaint in the middle of a stream is an error", async () => {
    test.answer({ kind: "model", text: "words that break off", deltaSize: 4, faults: { errorAfterChunks: { chunks: 3, error: { status: 500, message: "CUDA out of memory", code: 50_002 } } } });
    const [error] = ofType(await test.stream(vicuna), "error");
    expect(describeError(error?.error)).toMatchObject({ kind: "server", message: "CUDA out of memory" });
  });
});
