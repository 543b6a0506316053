import { createRegistry } from "@portolan/core";
import { createDashScope, dashscope } from "@portolan/provider-dashscope";
import { describe, expect, it } from "vitest";
import { ask, useDashScope } from "./calls.ts";

const warningsFor = async (modelId: string, test: ReturnType<typeof useDashScope>) => (await test.dashscope(modelId).doGenerate({ prompt: ask() })).warnings;

describe("models", () => {
  const test = useDashScope();

  it.each([
    ["qwen-turbo", "qwen-flash"],
    ["qwen-max-longcontext", "qwen-plus"],
    ["qwen-72b-chat", "qwen-plus"],
    ["qwen1.5-7b-chat", "qwen-plus"],
  ])("[S0-5] the retired %s is still sent, with a warning that names %s", async (modelId, successor) => {
    expect(await warningsFor(modelId, test)).toEqual([{ type: "deprecated", setting: "model", message: `${modelId} is retired; use ${successor}` }]);
    expect(test.sent).toMatchObject({ model: modelId });
  });

  it.each(["qwen-plus", "qwen-max", "some-new-model"])("[S0-5] %s is called without a word", async (modelId) => {
    expect(await warningsFor(modelId, test)).toEqual([]);
  });

  it("[S1-43] there is a default one, which is alive", async () => {
    await test.dashscope().doGenerate({ prompt: ask() });
    expect(test.sent).toMatchObject({ model: "qwen-plus" });
    expect(dashscope.knownModels).toContain(dashscope.defaultModel);
    expect(dashscope.aliases).toEqual(["alibaba"]);
  });

  it.each<[string, object, object]>([
    ["qwen-plus", { tools: true, jsonObject: true, jsonSchema: false, reasoning: true, imageInput: false }, { contextWindow: 1_000_000, maxOutputTokens: 32_768 }],
    ["qwen3.7-plus-2026-05-26", { jsonSchema: true, reasoning: true }, {}],
    ["qwen3.8-max", { jsonSchema: true, imageInput: true }, {}],
    ["qwen3-next-80b-a3b-instruct", { reasoning: false }, {}],
    ["qwen3-next-80b-a3b-thinking", { reasoning: true, jsonObject: false }, {}],
    ["qwq-plus", { reasoning: true, jsonObject: false, jsonSchema: false }, {}],
    ["qwen-vl-max", { tools: false }, {}],
    ["qwen-mt-plus", { tools: false, streaming: false }, { contextWindow: 16_384 }],
    ["deepseek-v3.2", { reasoning: "unknown", jsonSchema: "unknown" }, {}],
  ])("what %s can is known", (modelId, flags, limits) => {
    expect(dashscope.capabilities(modelId)).toMatchObject({ flags, limits });
  });

  it.each<[string, string]>([
    ["text-embedding-v4", "embedding"],
    ["gte-rerank-v2", "reranking"],
    ["qwen3-vl-rerank", "reranking"],
    ["qwen-image-edit-plus", "image"],
    ["wan2.5-t2i-preview", "image"],
    ["qwen3-tts-flash-2025-11-27", "speech"],
    ["qwen3-asr-flash", "transcription"],
  ])("%s is of the kind %s, and refused as a language model", (modelId, kind) => {
    expect(dashscope.capabilities(modelId).kind).toBe(kind);
    expect(() => dashscope(modelId)).toThrow(new RegExp(`is of the kind ${kind}, not language`));
  });

  it.each([["wan2.7-t2v", /videos/], ["qwen3-omni-flash-realtime", /web socket/], ["paraformer-v2", /tasks/], ["qwen3-asr-flash-filetrans", /tasks/], ["qwen-audio-3.1-tts-flash", /qwen3-tts-flash/]])(
    "%s is refused with where it is",
    (modelId, where) => {
      expect(() => dashscope(modelId)).toThrow(where);
    },
  );

  it("are found under either name of the service", async () => {
    const registry = createRegistry({ dashscope: test.dashscope });
    for (const reference of ["dashscope/qwen-plus", "alibaba/qwen-plus", "alibaba"]) {
      await registry.languageModel(reference as "dashscope/qwen-plus").doGenerate({ prompt: ask() });
      expect(test.sent).toMatchObject({ model: "qwen-plus" });
    }
  });

  it("are listed by the service", async () => {
    const rows = await test.dashscope.listModels();
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["qwen-plus", "text-embedding-v4"]));
  });

  it("are the user's to know better", () => {
    const provider = createDashScope({ apiKey: "test-key-dashscope", models: { "qwen-plus": { jsonSchema: true } } });
    expect(provider.capabilities("qwen-plus")).toMatchObject({ flags: { jsonSchema: true }, sources: { jsonSchema: "user" } });
  });
});
