import { embed, embedMany, generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { createOllama } from "../../../packages/provider-ollama-native/src/index.ts";
import { steady } from "./local.ts";
import { freshOllama, hasOllama, server } from "./ollama.ts";

const ollama = freshOllama();

describe.skipIf(!hasOllama)("[S3-1] Ollama by its native API: texts to go on with", () => {
  it("are continued, whole and streamed alike", async () => {
    const call = { model: ollama.completionModel(server.models.insert), ...steady, maxOutputTokens: 6, prompt: "The sky is" };
    const { text, usage } = await generateText(call);
    expect(text).not.toBe("");
    expect(usage.outputTokens).toBe(6);
    expect(await streamText(call).text).toBe(text);
  });

  it("have gaps that are filled", async () => {
    const gap = (suffix: string) => ({ model: ollama.completionModel(server.models.insert), ...steady, maxOutputTokens: 12, prompt: "def add(a, b):", providerOptions: { ollama: { suffix } } });
    const [one, other] = [await generateText(gap("return c")), await generateText(gap(" # adds two numbers and their names"))];
    expect(one.text).not.toBe("");
    // What comes after the gap reaches the model.
    expect(other.usage.inputTokens).toBeGreaterThan(one.usage.inputTokens ?? 0);
  });
});

describe.skipIf(!hasOllama)("[S3-1] Ollama by its native API: embeddings", () => {
  it("come in the order of the texts, of one request", async () => {
    const paths: string[] = [];
    const watched = createOllama({
      baseURL: server.origin,
      fetch: (input, init) => {
        paths.push(new URL(input instanceof Request ? input.url : input).pathname);
        return fetch(input, init);
      },
    });
    const values = ["a cat", "a dog", "the price of steel"];
    const { embeddings, usage } = await embedMany({ model: watched.embeddingModel(server.models.text), values, maxRetries: 0 });
    expect(paths).toEqual(["/api/embed"]);
    expect(embeddings.map((vector) => vector.length)).toEqual([576, 576, 576]);
    expect(usage.tokens).toBeGreaterThan(0);
    const [alone] = [await embed({ model: ollama.embeddingModel(server.models.text), value: "a dog", maxRetries: 0 })];
    expect(cosine(alone.embedding, embeddings[1] ?? [])).toBeGreaterThan(0.99);
    for (const vector of embeddings) expect(cosine(vector, vector)).toBeCloseTo(1, 3);
  });

  it("have as many numbers as are asked for", async () => {
    const { embedding } = await embed({ model: ollama.embeddingModel(server.models.text), value: "a cat", maxRetries: 0, providerOptions: { ollama: { dimensions: 64 } } });
    expect(embedding).toHaveLength(64);
  });
});

/** Of vectors that are of length one. */
function cosine(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
}
