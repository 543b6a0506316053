import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, usePreset, warnedOf } from "./use-preset.ts";

const schema = { type: "object", properties: { canary: { type: "string" } } } as const;

describe("Cohere in OpenAI's form", () => {
  const test = usePreset("cohere");

  it("a schema stands beside JSON mode, without a warning", async () => {
    const result = await test.generate("command-a-03-2025", { responseFormat: { type: "json", schema } });
    expect(test.sent["response_format"]).toEqual({ type: "json_object", schema });
    expect(result.warnings).toEqual([]);
  });

  it.each([["low", "high", ["reasoning"]], ["high", "high", []], ["none", "none", []]] as const)("the level %s is asked for as %s: thinking is on or off", async (reasoning, sent, warned) => {
    expect(warnedOf(await test.generate("command-a-reasoning-08-2025", { reasoning }))).toEqual(warned);
    expect(test.sent["reasoning_effort"]).toBe(sent);
  });

  it("penalties outside of 0 to 1 are moved there, with a warning", async () => {
    expect(warnedOf(await test.generate("command-a-03-2025", { frequencyPenalty: -1, presencePenalty: 2 }))).toEqual(["frequencyPenalty", "presencePenalty"]);
    expect(test.sent).toMatchObject({ frequency_penalty: 0, presence_penalty: 1 });
  });

  it("the list and the check of a key are its own API's, above the base URL", async () => {
    const models = await test.provider.listModels();
    expect(test.emulator.lastRequest.path).toBe("/v1/models?page_size=1000");
    expect(models.find(({ id }) => id === "embed-v4.0")?.capabilities.kind).toBe("embedding");
    expect(models.find(({ id }) => id === "rerank-v3.5")?.capabilities.kind).toBe("reranking");
    expect(await test.provider.checkCredentials()).toEqual({ ok: true });
    expect(test.emulator.lastRequest.path).toBe("/v1/models?page_size=1");
    expect(await test.make({ apiKey: "test-key-wrong" }).checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth", message: "invalid api token" } });
  });

  it("embeds without dimensions, which it has no field for", async () => {
    const { embeddings, warnings } = await test.provider.embeddingModel("embed-v4.0").doEmbed({ values: ["sea"], dimensions: 256 });
    expect([embeddings.length, warnings]).toEqual([1, [{ type: "unsupported", feature: "dimensions" }]]);
    expect(test.sent).toMatchObject({ encoding_format: "base64" });
    expect(test.provider.embeddingModel("embed-v4.0").maxEmbeddingsPerCall).toBe(96);
  });

  it("ranks documents by its own API", async () => {
    const result = await test.provider.rerankingModel("rerank-v3.5").doRerank({ documents: { type: "text", values: ["sand", "salt of the sea"] }, query: "salt", topN: 1 });
    expect(result.ranking).toMatchObject([{ index: 1 }]);
    expect(test.sent).toMatchObject({ top_n: 1 });
    expect(test.emulator.lastRequest.path).toBe("/v2/rerank");
  });

  it("a transcription needs a language, and the error says how to give it", async () => {
    const transcribe = (language?: string) =>
      test.provider.transcriptionModel("cohere-transcribe-03-2026").doGenerate({ audio: new Uint8Array([1, 2]), mediaType: "audio/wav", ...(language === undefined ? {} : { providerOptions: { cohere: { language } } }) });
    expect(describeError(await failureOf(transcribe()))).toMatchObject({ kind: "bad-request", hint: expect.stringContaining("cohere: { language:") as string });
    expect((await transcribe("en")).text).not.toBe("");
  });

  it.each([[498, "content-filter"], [499, "aborted"]] as const)("its own status %i is %s", async (status, kind) => {
    test.answer({ kind: "error", error: { status, message: "blocked output: please ensure your input follows the guidelines" } });
    expect(describeError(await failureOf(test.generate("command-a-03-2025"))).kind).toBe(kind);
  });
});
