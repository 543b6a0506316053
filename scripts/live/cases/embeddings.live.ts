import { cosineSimilarity, embed, embedMany } from "ai";
import { describe, expect, it } from "vitest";
import { local, server } from "./local.ts";

const model = local.embeddingModel(server.modelId);

describe("embeddings", () => {
  it("come for many values at once, in their order, with usage", async () => {
    const { embeddings, usage } = await embedMany({ model, values: ["a cat", "the sea", "a cat"], maxRetries: 0 });
    expect(embeddings.map((embedding) => embedding.length)).toEqual([576, 576, 576]);
    expect(embeddings[0]).not.toEqual(embeddings[1]);
    expect(cosineSimilarity(embeddings[0] ?? [], embeddings[2] ?? [])).toBeCloseTo(1, 3);
    expect(usage.tokens).toBeGreaterThan(0);
  });

  it("come for one value as they do among many", async () => {
    const { embedding } = await embed({ model, value: "a cat", maxRetries: 0 });
    const { embeddings } = await embedMany({ model, values: ["a cat", "the sea"], maxRetries: 0 });
    expect(cosineSimilarity(embedding, embeddings[0] ?? [])).toBeCloseTo(1, 3);
  });
});
