import { InvalidResponseDataError, TooManyEmbeddingValuesForCallError } from "@ai-sdk/provider";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openaiEmbedding } from "../../src/models/openai-embedding.ts";
import { fakeConnection } from "./fake-connection.ts";

const rows = (...vectors: readonly (readonly number[])[]) => ({
  data: vectors.map((embedding, index) => ({ object: "embedding", index, embedding: [...embedding] })),
  usage: { prompt_tokens: 7, total_tokens: 7 },
});

const toBase64 = (vector: readonly number[]): string => {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  for (const [position, number] of vector.entries()) view.setFloat32(position * 4, number, true);
  return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
};

describe("openaiEmbedding", () => {
  it("states what the interface asks for", () => {
    const model = openaiEmbedding({ maxPerCall: 10, parallel: false })(fakeConnection({}), "embed-1");
    expect(model).toMatchObject({ specificationVersion: "v4", provider: "test.embedding", modelId: "embed-1", maxEmbeddingsPerCall: 10, supportsParallelCalls: false });
    expect(openaiEmbedding()(fakeConnection({}), "embed-1")).toMatchObject({ maxEmbeddingsPerCall: 2048, supportsParallelCalls: true });
  });

  it("sends values, dimensions, provider options in snake case, headers and the signal", async () => {
    const to = fakeConnection(rows([1], [2]));
    const { signal } = new AbortController();
    await openaiEmbedding()(to, "embed-1").doEmbed({
      values: ["a", "b"],
      dimensions: 256,
      headers: { "x-trace": "1" },
      abortSignal: signal,
      providerOptions: { test: { inputType: "query", user: undefined }, other: { ignored: true } },
    });
    expect(to.lastRequest).toEqual({
      method: "POST",
      path: "/embeddings",
      body: { model: "embed-1", input: ["a", "b"], dimensions: 256, input_type: "query" },
      headers: { "x-trace": "1" },
      signal,
      modelId: "embed-1",
    });
  });

  it("returns vectors, tokens, kept metadata and the response", async () => {
    const body = { ...rows([0.1, 0.2]), model: "embed-1-0613", x: { id: "req_1" } };
    const to = fakeConnection(body, { "x-request-id": "r" });
    const result = await openaiEmbedding({ keep: { requestId: "x.id", absent: "y.z" } })(to, "embed-1").doEmbed({ values: ["a"] });
    expect(result).toEqual({
      embeddings: [[0.1, 0.2]],
      usage: { tokens: 7 },
      providerMetadata: { test: { requestId: "req_1" } },
      response: { headers: { "x-request-id": "r" }, body },
      warnings: [],
    });
  });

  it("leaves usage out where the service tells none", async () => {
    const result = await openaiEmbedding()(fakeConnection({ data: [{ embedding: [1] }] }), "embed-1").doEmbed({ values: ["a"] });
    expect(result).not.toHaveProperty("usage");
    expect(result).not.toHaveProperty("providerMetadata");
  });

  it("warns of dimensions where the service has no field for them", async () => {
    const to = fakeConnection(rows([1]));
    const { warnings } = await openaiEmbedding({ dimensions: false })(to, "embed-1").doEmbed({ values: ["a"], dimensions: 8 });
    expect(warnings).toEqual([{ type: "unsupported", feature: "dimensions" }]);
    expect(to.lastRequest.body).toEqual({ model: "embed-1", input: ["a"] });
  });

  it("spells dimensions as the service does, and a provider option wins", async () => {
    const to = fakeConnection(rows([1]));
    await openaiEmbedding({ dimensions: "output_dimension" })(to, "embed-1").doEmbed({ values: ["a"], dimensions: 8, providerOptions: { test: { outputDimension: 16 } } });
    expect(to.lastRequest.body).toMatchObject({ output_dimension: 16 });
  });

  it("puts rows in the order of the values, whatever order they come in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), async (order) => {
        const data = order.map((index) => ({ index, embedding: [index] }));
        const { embeddings } = await openaiEmbedding()(fakeConnection({ data }), "embed-1").doEmbed({ values: [..."abcdef"] });
        expect(embeddings).toEqual([[0], [1], [2], [3], [4], [5]]);
      }),
    );
  });

  it.each([
    ["the same index", [0, 0, 0]],
    ["none", [undefined, undefined, undefined]],
    ["one out of range", [1, 2, 3]],
    ["a fraction", [0, 0.5, 1]],
  ])("keeps the service's order when indexes are %s", async (_, indexes) => {
    const data = indexes.map((index, position) => (index === undefined ? { embedding: [position] } : { index, embedding: [position] }));
    const { embeddings } = await openaiEmbedding()(fakeConnection({ data }), "embed-1").doEmbed({ values: ["a", "b", "c"] });
    expect(embeddings).toEqual([[0], [1], [2]]);
  });

  it("asks for base64 and reads any floats from it as plain arrays", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 40 }), async (vector) => {
        const to = fakeConnection({ data: [{ index: 0, embedding: toBase64(vector) }] });
        const { embeddings } = await openaiEmbedding({ base64: true })(to, "embed-1").doEmbed({ values: ["a"] });
        expect(embeddings).toEqual([vector]);
        expect(Array.isArray(embeddings[0])).toBe(true);
        expect(to.lastRequest.body).toMatchObject({ encoding_format: "base64" });
      }),
    );
  });

  it("asks for signed bytes where the service has nothing else, and reads any of them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 1 }), async (vector) => {
        const to = fakeConnection({ data: [{ index: 0, embedding: btoa(String.fromCharCode(...Uint8Array.from(vector))) }] });
        const { embeddings } = await openaiEmbedding({ base64: "int8" })(to, "embed-1").doEmbed({ values: ["a"] });
        expect(embeddings).toEqual([vector]);
        expect(to.lastRequest.body).toMatchObject({ encoding_format: "base64_int8" });
      }),
      { numRuns: 50 },
    );
  });

  it("takes plain numbers from a service that ignores the wish for base64", async () => {
    const { embeddings } = await openaiEmbedding({ base64: true })(fakeConnection(rows([0.5])), "embed-1").doEmbed({ values: ["a"] });
    expect(embeddings).toEqual([[0.5]]);
  });

  it("refuses more values than one call may hold, before anything is sent", async () => {
    const to = fakeConnection(rows([1]));
    const call = Promise.resolve(openaiEmbedding({ maxPerCall: 1 })(to, "embed-1").doEmbed({ values: ["a", "b"] }));
    await expect(call).rejects.toSatisfy((error) => TooManyEmbeddingValuesForCallError.isInstance(error) && error.maxEmbeddingsPerCall === 1);
    expect(to.requests).toHaveLength(0);
  });

  it.each([
    ["a row is missing", rows([1]), "test/embed-1: 2 embeddings were asked for, 1 came."],
    ["there are no rows", { object: "list" }, "test/embed-1: 2 embeddings were asked for, 0 came."],
    ["a vector is empty", rows([1], []), "test/embed-1: embedding 1 is not a vector."],
    ["a vector is missing", { data: [{ embedding: [1] }, {}] }, "test/embed-1: embedding 1 is not a vector."],
    ["base64 was cut", { data: [{ embedding: toBase64([1, 2]) }, { embedding: "AACAPwAA" }] }, "test/embed-1: embedding 1 is not a vector."],
  ])("rejects with a typed error when %s", async (_, body, message) => {
    const call = Promise.resolve(openaiEmbedding()(fakeConnection(body), "embed-1").doEmbed({ values: ["a", "b"] }));
    await expect(call).rejects.toSatisfy((error) => InvalidResponseDataError.isInstance(error) && error.message === message);
  });

  it("passes the connection's errors and aborts on as they are", async () => {
    const fault = new Error("fault");
    await expect(Promise.resolve(openaiEmbedding()(fakeConnection(fault), "embed-1").doEmbed({ values: ["a"] }))).rejects.toBe(fault);
    const reason = new Error("stopped");
    const call = Promise.resolve(openaiEmbedding()(fakeConnection(rows([1])), "embed-1").doEmbed({ values: ["a"], abortSignal: AbortSignal.abort(reason) }));
    await expect(call).rejects.toBe(reason);
  });
});
