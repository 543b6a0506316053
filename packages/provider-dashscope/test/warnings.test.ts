import { describe, expect, it } from "vitest";
import { useDashScope } from "./calls.ts";

const bare = { n: 1, size: undefined, aspectRatio: undefined, seed: undefined, files: undefined, mask: undefined, providerOptions: {} } as const;
const headers = { authorization: "Bearer test-key-other" };
const wav = Uint8Array.of(1, 2, 3);

describe("a header that was not sent is told by a model of the kind", () => {
  const test = useDashScope();

  it.each([
    ["embedding", async () => await test.dashscope.embeddingModel("text-embedding-v4").doEmbed({ values: ["a"], headers })],
    ["embedding of queries", async () => await test.dashscope.embeddingModel("text-embedding-v4").doEmbed({ values: ["a"], headers, providerOptions: { dashscope: { textType: "query" } } })],
    ["reranking", async () => await test.dashscope.rerankingModel("qwen3-rerank").doRerank({ query: "a", documents: { type: "text", values: ["a"] }, headers })],
    ["image", async () => await test.dashscope.imageModel("qwen-image-2.0").doGenerate({ ...bare, prompt: "A port.", headers })],
    ["image, as a task", async () => await test.dashscope.imageModel("qwen-image-plus").doGenerate({ ...bare, prompt: "A port.", headers })],
    ["speech", async () => await test.dashscope.speechModel("qwen3-tts-flash").doGenerate({ text: "Ahoy", headers })],
    ["transcription", async () => await test.dashscope.transcriptionModel("qwen3-asr-flash").doGenerate({ audio: wav, mediaType: "audio/wav", headers })],
  ])("%s", async (_, call) => {
    const { warnings } = await call();
    expect(warnings).toEqual([{ type: "other", message: expect.stringContaining("authorization") }]);
    expect(test.emulator.requests[0]?.headers["authorization"]).toBe(`Bearer ${test.emulator.apiKey}`);
  });
});
