import { APICallError, InvalidArgumentError, InvalidResponseDataError, TooManyEmbeddingValuesForCallError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { embedMany } from "ai";
import { describe, expect, it } from "vitest";
import { createOllama } from "../src/index.ts";
import { failureOf, hanging, sent, serve, useEmulator } from "./server.ts";

const two = '{"model":"m","embeddings":[[0.6,0.8],[1,0]],"total_duration":7,"load_duration":5,"prompt_eval_count":4}';

describe("embeddingModel", () => {
  it("embeds many texts in one request, in their order, with what was counted and how long it took", async () => {
    const { ollama, emulator } = await useEmulator();
    const result = await embedMany({ model: ollama.embeddingModel("nomic-embed-text"), values: ["one", "two words", "one"] });
    expect(result.embeddings.map((vector) => vector.length)).toEqual([768, 768, 768]);
    expect(result.embeddings[0]).toEqual(result.embeddings[2]);
    expect(result.embeddings[0]).not.toEqual(result.embeddings[1]);
    expect(result.usage.tokens).toBeGreaterThan(2);
    expect(result.providerMetadata?.["ollama"]).toMatchObject({ totalDurationNs: expect.any(Number), loadDurationNs: expect.any(Number) });
    expect(emulator.requests).toHaveLength(1);
    expect(emulator.lastRequest).toMatchObject({ path: "/api/embed", body: { model: "nomic-embed-text", input: ["one", "two words", "one"] } });
  });

  it("embeds with a model that chats, before and after the server said that it does", async () => {
    const { ollama } = await useEmulator();
    await ollama.listModels();
    expect((await ollama.embeddingModel("llama3.2").doEmbed({ values: ["a"] })).embeddings[0]).toHaveLength(3072);
    expect(() => ollama.languageModel("nomic-embed-text")).toThrow(/of the kind embedding/);
  });

  it("says nothing that was not asked for, truncate included", async () => {
    const { ollama, asked } = await serve(() => two);
    await ollama.embeddingModel("m").doEmbed({ values: ["a", "b"] });
    expect(sent(asked[0])).toEqual({ model: "m", input: ["a", "b"] });
  });

  it("sends dimensions, and a call's own options over the provider's", async () => {
    const { ollama, asked } = await serve(() => two, { keepAlive: "1h", contextWindow: 1024, options: { numBatch: 256, numThread: 2 } });
    const { warnings } = await ollama.embeddingModel("m").doEmbed({
      values: ["a", "b"],
      dimensions: 2,
      headers: { "x-call": "1" },
      providerOptions: { ollama: { truncate: false, keepAlive: 0, contextWindow: 2048, numBatch: 512, options: { num_gpu: 0 }, think: true } },
    });
    expect(sent(asked[0])).toEqual({ model: "m", input: ["a", "b"], dimensions: 2, truncate: false, keep_alive: 0, options: { num_batch: 512, num_thread: 2, num_ctx: 2048, num_gpu: 0 } });
    expect(asked[0]?.headers["x-call"]).toBe("1");
    expect(warnings).toEqual([{ type: "unsupported", feature: "think", details: "embeddings do not take it" }]);
  });

  it.each([
    [{ truncate: "no" }, /truncate/],
    [{ keepAlive: "300" }, /keepAlive.*unit/],
    [{ options: { numCtx: 1.5 } }, /options\.numCtx/],
  ])("refuses %j before anything is sent", async (options, message) => {
    const { ollama, asked } = await serve(() => two);
    const error = await failureOf(() => ollama.embeddingModel("m").doEmbed({ values: ["a"], providerOptions: { ollama: options } }));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toMatch(message);
    expect(asked).toEqual([]);
  });

  it("splits what is more than one request may hold, and refuses it where nobody splits", async () => {
    const { ollama, asked } = await serve(({ body }) => JSON.stringify({ embeddings: (JSON.parse(body.toString()) as { input: string[] }).input.map((text) => [text.length, 1]), prompt_eval_count: 1 }), { maxEmbeddingsPerCall: 2 });
    const { embeddings, usage } = await embedMany({ model: ollama.embeddingModel("m"), values: ["a", "bb", "ccc"] });
    expect(embeddings).toEqual([[1, 1], [2, 1], [3, 1]]);
    expect([asked.length, usage.tokens]).toEqual([2, 2]);
    expect(await failureOf(() => ollama.embeddingModel("m").doEmbed({ values: ["a", "b", "c"] }))).toBeInstanceOf(TooManyEmbeddingValuesForCallError);
    expect(ollama.embeddingModel("m")).toMatchObject({ maxEmbeddingsPerCall: 2, supportsParallelCalls: true });
  });

  it.each([0, 1.5, -1])("refuses %j texts a request when the provider is made", (maxEmbeddingsPerCall) => {
    expect(() => createOllama({ maxEmbeddingsPerCall })).toThrow(/maxEmbeddingsPerCall is a whole number above 0/);
  });

  it("has no usage where nothing was counted", async () => {
    const { ollama } = await serve(() => '{"embeddings":[[1]]}');
    const result = await ollama.embeddingModel("m").doEmbed({ values: ["a"] });
    expect(result).not.toHaveProperty("usage");
    expect(result).not.toHaveProperty("providerMetadata");
  });

  it("fails in the server's words, and says what to do", async () => {
    const { ollama } = await useEmulator();
    const missing = await failureOf(() => ollama.embeddingModel("nope").doEmbed({ values: ["a"] }));
    expect(APICallError.isInstance(missing) && describeError(missing)).toMatchObject({ kind: "model-not-found", status: 404, message: 'model "nope" not found, try pulling it first' });
    const long = await failureOf(() =>
      ollama.embeddingModel("nomic-embed-text").doEmbed({ values: ["word ".repeat(3000)], providerOptions: { ollama: { truncate: false } } }),
    );
    expect(describeError(long)).toMatchObject({ kind: "context-length", status: 400, message: "the input length exceeds the context length" });
  });

  it.each([
    [400, "embedding contains NaN or Inf values"],
    [500, "json: unsupported value: NaN"],
  ])("tells that one text spoiled the batch: %i %s", async (status, words) => {
    const { ollama } = await serve((_, response) => response.writeHead(status).end(JSON.stringify({ error: words })));
    const error = await failureOf(() => ollama.embeddingModel("m").doEmbed({ values: ["a", "b"] }));
    expect(describeError(error)).toMatchObject({ kind: "bad-request", status, message: words, hint: expect.stringContaining("one by one") });
    expect(APICallError.isInstance(error) && error.isRetryable).toBe(false);
  });

  it.each([
    ["no embeddings", "{}", /holds no embeddings/],
    ["one too few", '{"embeddings":[[1]]}', /2 embeddings were asked for, 1 came/],
    ["something else", '{"embeddings":[[1],null]}', /embedding 1 is not a vector/],
  ])("fails for an answer with %s", async (_, body, message) => {
    const { ollama } = await serve(() => body);
    const error = await failureOf(() => ollama.embeddingModel("m").doEmbed({ values: ["a", "b"] }));
    expect(error).toBeInstanceOf(InvalidResponseDataError);
    expect(error.message).toMatch(message);
  });

  it("is stopped by its signal while the model loads", async () => {
    const controller = new AbortController();
    const { ollama, closed } = await hanging(() => controller.abort(new Error("enough")));
    await expect(ollama.embeddingModel("m").doEmbed({ values: ["a"], abortSignal: controller.signal })).rejects.toThrow("enough");
    await closed;
  });
});
