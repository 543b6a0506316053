import { embedMany } from "ai";
import { describe, expect, it } from "vitest";
import { failureOf, useDashScope } from "./calls.ts";

describe("embedding", () => {
  const test = useDashScope();

  it("goes ten texts at a time through the AI SDK", async () => {
    const values = Array.from({ length: 23 }, (_, index) => `port ${index}`);
    const { embeddings, usage } = await embedMany({ model: test.dashscope.embeddingModel("text-embedding-v4"), values });
    expect(embeddings).toHaveLength(23);
    expect(usage.tokens).toBeGreaterThan(0);
    const sizes = test.emulator.requests.map(({ body }) => (Array.isArray(body?.["input"]) ? body["input"].length : 0));
    expect(sizes.toSorted((one, other) => one - other)).toEqual([3, 10, 10]);
    expect(test.paths.every((path) => path === "POST /compatible-mode/v1/embeddings")).toBe(true);
  });

  it("sends the dimensions, of the call before those of the options", async () => {
    const model = test.dashscope.embeddingModel("text-embedding-v4");
    await model.doEmbed({ values: ["rain"], dimensions: 64, providerOptions: { dashscope: { dimension: 128 } } });
    expect(test.sent).toMatchObject({ dimensions: 64 });
    expect(test.sent).not.toHaveProperty("dimension");
    const { embeddings } = await model.doEmbed({ values: ["rain"], providerOptions: { dashscope: { dimension: 128 } } });
    expect(embeddings.map((vector) => vector.length)).toEqual([128]);
  });

  it("of queries asks DashScope's own API, which alone tells them from documents", async () => {
    const model = test.dashscope.embeddingModel("text-embedding-v4");
    const { embeddings, usage } = await model.doEmbed({ values: ["rain", "sun"], dimensions: 64, providerOptions: { dashscope: { textType: "query", instruct: "Find ports." } } });
    expect(test.paths).toEqual(["POST /api/v1/services/embeddings/text-embedding/text-embedding"]);
    expect(test.sent).toEqual({ model: "text-embedding-v4", input: { texts: ["rain", "sun"] }, parameters: { dimension: 64, text_type: "query", instruct: "Find ports." } });
    expect(embeddings.map((vector) => vector.length)).toEqual([64, 64]);
    expect(usage?.tokens).toBeGreaterThan(0);
    const compatible = await model.doEmbed({ values: ["rain", "sun"], dimensions: 64 });
    expect(compatible.embeddings).toEqual(embeddings.map((vector) => vector.map((number) => expect.closeTo(number, 5))));
  });

  it("puts vectors that come in another order into the order of the texts", async () => {
    const rows = [{ text_index: 1, embedding: [2] }, { text_index: 0, embedding: [1] }];
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [{ output: { embeddings: rows } }] }] });
    const { embeddings } = await test.dashscope.embeddingModel("text-embedding-v4").doEmbed({ values: ["a", "b"], providerOptions: { dashscope: { textType: "document" } } });
    expect(embeddings).toEqual([[1], [2]]);
  });

  it.each([[{ output: { embeddings: [{ text_index: 0, embedding: [1] }] } }, /2 embeddings were asked for, 1 came/], [{ output: null }, /holds no output/]])("an answer like %j is an error that says so", async (answer, message) => {
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [answer] }] });
    const { error } = await failureOf(test.dashscope.embeddingModel("text-embedding-v4").doEmbed({ values: ["a", "b"], providerOptions: { dashscope: { textType: "query" } } }));
    expect(error.message).toMatch(message);
  });

  it("refuses wrong options before anything is sent", async () => {
    const { error } = await failureOf(test.dashscope.embeddingModel("text-embedding-v4").doEmbed({ values: ["a"], providerOptions: { dashscope: { instruct: "Find." } } }));
    expect(error.message).toMatch(/instruct: needs textType/);
    expect(test.emulator.requests).toHaveLength(0);
  });
});
