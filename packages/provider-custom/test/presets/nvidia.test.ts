import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset } from "./use-preset.ts";

describe("NVIDIA NIM", () => {
  const test = usePreset("nvidia");

  it("usage grows from chunk to chunk, and the last one counts", async () => {
    const counted = (tokens: number) => ({ usage: { prompt_tokens: 7, completion_tokens: tokens, total_tokens: 7 + tokens } });
    const chunk = (content: string, tokens: number, finish: string | null = null) => ({ id: "1", object: "chat.completion.chunk", model: "m", choices: [{ index: 0, delta: { content }, finish_reason: finish }], ...counted(tokens) });
    test.answer({ kind: "chunks", chunks: [chunk("Sa", 1), chunk("lt", 2), chunk("", 3, "stop")] });
    const [finish] = ofType(await test.stream("openai/gpt-oss-120b"), "finish");
    expect(finish?.usage).toMatchObject({ inputTokens: { total: 7 }, outputTokens: { total: 3 } });
  });

  it("a model that it no longer has is told by a function that is not found", async () => {
    const error = describeError(await failureOf(test.generate("nonexistent-model")));
    expect(error).toMatchObject({ kind: "model-not-found", status: 404, message: expect.stringContaining("Not found for account") as string, hint: expect.stringContaining("listModels") as string });
  });

  it("a model that has reached its end is none", async () => {
    test.answer({ kind: "error", error: { status: 410, message: "The model 'meta/llama3-70b-instruct' has reached its end of life." } });
    expect(describeError(await failureOf(test.generate("meta/llama3-70b-instruct")))).toMatchObject({ kind: "model-not-found", hint: expect.stringContaining("listModels") as string });
  });

  it("a refused key is problem details under 403, and the check finds it without a list", async () => {
    const wrong = test.make({ apiKey: "nvapi-test-key-wrong" });
    expect(describeError(await failureOf(wrong("openai/gpt-oss-120b").doGenerate({ prompt: hello })))).toMatchObject({ kind: "auth", message: "Authorization failed" });
    expect((await wrong.listModels()).length).toBeGreaterThan(0);
    expect(await wrong.checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
    expect(await test.provider.checkCredentials()).toEqual({ ok: true });
  });

  it("an embedding model that tells queries from passages says how to say which", async () => {
    const model = test.provider.embeddingModel("nvidia/nv-embedqa-e5-v5");
    expect(describeError(await failureOf(model.doEmbed({ values: ["sea"] })))).toMatchObject({ hint: expect.stringContaining("inputType") as string });
    const { embeddings } = await model.doEmbed({ values: ["sea"], providerOptions: { nvidia: { inputType: "query" } } });
    expect([embeddings.length, test.sent["input_type"]]).toEqual([1, "query"]);
  });

  it("continues a text, and takes topK", async () => {
    const { content } = await test.provider.completionModel("meta/llama-3.1-8b-instruct").doGenerate({ prompt: hello });
    expect(content[0]).toMatchObject({ type: "text" });
    await test.generate("meta/llama-3.1-8b-instruct", { topK: 4 });
    expect(test.sent).toMatchObject({ top_k: 4 });
  });
});
