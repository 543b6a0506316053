import { embed, generateText, Output, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createReference } from "../conformance/reference-provider.ts";
import { useService } from "./service.ts";

const service = useService();

function defined() {
  const { baseURL, apiKey } = service.emulator;
  return createReference({
    baseURL,
    apiKey,
    models: {
      careful: { id: "gpt-4.1-nano", options: { temperature: 0.2, reasoning_effort: "high", max_tokens: 512, stop: "END" }, system: "Think twice." },
      search: { id: "text-embedding-3-small", options: { user: "ours" } },
    },
  });
}

describe("models by names of the user's", () => {
  it("[S2-8] [S2-23] [S1-29] answer generateText with their options, which a call's own beat", async () => {
    service.answers({ kind: "model", text: "Aye." }, { kind: "model", text: "Aye." });
    const { response } = await generateText({ model: defined()("careful"), prompt: "Ready?" });
    expect(service.emulator.lastRequest.body).toEqual({
      model: "gpt-4.1-nano",
      messages: [{ role: "system", content: "Think twice." }, { role: "user", content: "Ready?" }],
      temperature: 0.2,
      reasoning_effort: "high",
      max_tokens: 512,
      stop: ["END"],
    });
    expect(response.modelId).toBe("gpt-4.1-nano");
    await generateText({ model: defined()("careful"), system: "In French.", prompt: "Ready?", temperature: 0, reasoning: "low", maxOutputTokens: 9, topP: 1, stopSequences: ["HALT"] });
    expect(service.emulator.lastRequest.body).toMatchObject({
      messages: [{ role: "system", content: "Think twice.\n\nIn French." }, {}],
      temperature: 0,
      reasoning_effort: "low",
      max_tokens: 9,
      top_p: 1,
      stop: ["HALT"],
    });
  });

  it("[S2-8] [S2-14] answer streamText and structured output", async () => {
    service.answers({ kind: "model", text: '{"port":"Lisbon"}' });
    const result = streamText({ model: defined()("careful"), prompt: "Where?", output: Output.object({ schema: z.object({ port: z.string() }) }) });
    expect(await result.output).toEqual({ port: "Lisbon" });
    expect(service.emulator.lastRequest.body).toMatchObject({ model: "gpt-4.1-nano", temperature: 0.2, stream: true, response_format: { type: "json_schema" } });
  });

  it("[S2-8] [S2-15] make embeddings", async () => {
    const { embedding } = await embed({ model: defined().embeddingModel("search"), value: "ships at sea" });
    expect(embedding).toHaveLength(1536);
    expect(service.emulator.lastRequest.body).toMatchObject({ model: "text-embedding-3-small", user: "ours" });
  });
});
