import { embed, embedMany, generateText, Output, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { modelId, useService } from "./service.ts";

const service = useService();
const forecast = Output.object({ schema: z.object({ city: z.string(), degrees: z.number() }) });
const json = '{"city":"Paris","degrees":20}';

describe("structured output", () => {
  it("is asked for by schema and checked", async () => {
    service.answers({ kind: "model", text: json });
    const { output } = await generateText({ model: service.provider(modelId), output: forecast, prompt: "Paris?" });
    expect(output).toEqual({ city: "Paris", degrees: 20 });
    expect(service.emulator.lastRequest.body).toMatchObject({ response_format: { type: "json_schema", json_schema: { schema: { type: "object", required: ["city", "degrees"] } } } });
  });

  it("grows while it streams", async () => {
    service.answers({ kind: "model", text: json, deltaSize: 6, pace: { betweenFramesMs: 2 } });
    const result = streamText({ model: service.provider(modelId), output: forecast, prompt: "Paris?" });
    const partial: unknown[] = [];
    for await (const value of result.partialOutputStream) partial.push(value);
    expect(partial.length).toBeGreaterThan(1);
    expect(partial.at(-1)).toEqual({ city: "Paris", degrees: 20 });
    expect(await result.output).toEqual({ city: "Paris", degrees: 20 });
  });
});

describe("embeddings", () => {
  const model = () => service.provider.embeddingModel("text-embedding-3-small");

  it("of one value", async () => {
    const { embedding, usage } = await embed({ model: model(), value: "sea" });
    expect(embedding.length).toBeGreaterThan(1);
    expect(usage.tokens).toBeGreaterThan(0);
  });

  it("of many values keep their order", async () => {
    const values = ["sea", "salt", "rock"];
    const { embeddings } = await embedMany({ model: model(), values });
    const alone = await Promise.all(values.map((value) => embed({ model: model(), value })));
    expect(embeddings).toEqual(alone.map(({ embedding }) => embedding));
  });
});
