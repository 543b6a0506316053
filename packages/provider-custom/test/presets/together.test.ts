import { createRegistry } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const weather = { type: "function", name: "weather", inputSchema: { type: "object" } } as const;

describe("Together", () => {
  const test = usePreset("together");

  it("[S4-6] a reference has three segments: together, the maker and the model", async () => {
    const registry = createRegistry({ together: test.provider });
    await registry.languageModel("together/meta-llama/Llama-3.3-70B-Instruct-Turbo").doGenerate({ prompt: hello });
    expect(test.sent["model"]).toBe("meta-llama/Llama-3.3-70B-Instruct-Turbo");
  });

  it("[S0-2] its list is a bare array with kinds and prices", async () => {
    const rows = await test.provider.listModels();
    expect(rows.filter(({ source }) => source === "listed").map(({ id, capabilities, price }) => [id, capabilities.kind, price])).toEqual(
      expect.arrayContaining([
        ["openai/gpt-oss-120b", "language", { input: 0.15, output: 0.6 }],
        ["intfloat/multilingual-e5-large-instruct", "embedding", { input: 0.02, output: 0 }],
        ["Salesforce/Llama-Rank-V1", "reranking", { input: 0.1, output: 0.1 }],
      ]),
    );
  });

  it("a tool called by an answer that ends with eos is run", async () => {
    test.answer({ kind: "model", toolCalls: [{ name: "weather", arguments: "{}" }], finishReason: "eos" });
    const [finish] = ofType(await test.stream("openai/gpt-oss-120b", { tools: [weather] }), "finish");
    expect(finish?.finishReason).toEqual({ unified: "tool-calls", raw: "eos" });
  });

  it("usage is asked for, and cached tokens are read at its top", async () => {
    test.answer({ kind: "model", text: "ok", usage: { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13, cached_tokens: 8 } });
    const [finish] = ofType(await test.stream("openai/gpt-oss-120b"), "finish");
    expect(test.sent["stream_options"]).toEqual({ include_usage: true });
    expect(finish?.usage.inputTokens).toMatchObject({ total: 12, cacheRead: 8 });
  });

  it("takes a schema and topK", async () => {
    const schema = { type: "object", properties: { a: { type: "string" } } } as const;
    const result = await test.generate("Qwen/Qwen3.5-397B-A17B", { topK: 40, responseFormat: { type: "json", schema } });
    expect(result.warnings).toEqual([]);
    expect(test.sent).toMatchObject({ top_k: 40, response_format: { type: "json_schema", json_schema: { schema } } });
  });

  it("models that can think or not are told so, gpt-oss how hard", async () => {
    await test.generate("deepseek-ai/DeepSeek-V4-Pro", { reasoning: "none" });
    expect(test.sent["reasoning"]).toEqual({ enabled: false });
    expect(warnedOf(await test.generate("zai-org/GLM-5.2", { reasoning: "low" }))).toEqual(["reasoning"]);
    expect(test.sent["reasoning"]).toEqual({ enabled: true });
    await test.generate("openai/gpt-oss-120b", { reasoning: "low" });
    expect(test.sent["reasoning_effort"]).toBe("low");
  });

  it("thoughts of the current tool round go back", async () => {
    const turn = { role: "assistant", content: [{ type: "reasoning", text: "I look." }, { type: "tool-call", toolCallId: "call_1", toolName: "weather", input: {} }] } as const;
    const result = { role: "tool", content: [{ type: "tool-result", toolCallId: "call_1", toolName: "weather", output: { type: "text", value: "sunny" } }] } as const;
    await test.generate("openai/gpt-oss-120b", { prompt: [...hello, { ...turn, content: [...turn.content] }, { ...result, content: [...result.content] }], tools: [weather] });
    expect(test.sent).toHaveProperty("messages.1.reasoning", "I look.");
  });

  it.each([
    "meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo",
    "mistralai/Mixtral-8x7B-Instruct-v0.1",
    "NousResearch/Nous-Hermes-2-Mixtral-8x7B-DPO",
    "meta-llama/Llama-3-70b-chat-hf",
    "meta-llama/Llama-3-8b-chat-hf",
    "deepseek-ai/DeepSeek-V3",
    "Qwen/Qwen2.5-Coder-32B-Instruct",
  ])("[S0-2] [S1-2] [S4-1] [S4-10] %s is still sent, and its successor named", async (modelId) => {
    const { warnings } = await test.generate(modelId);
    const [warning] = warnings;
    expect([test.sent["model"], warning?.type]).toEqual([modelId, "deprecated"]);
    const successor = /use (\S+)/.exec(warning?.type === "deprecated" ? warning.message : "")?.[1] ?? "";
    expect(test.provider.knownModels).toContain(successor);
  });

  it("ranks documents and draws in pixels", async () => {
    const { ranking } = await test.provider.rerankingModel("Salesforce/Llama-Rank-V1").doRerank({ query: "salt sea", documents: { type: "text", values: ["dry land", "the salt sea"] }, topN: 1 });
    expect(ranking[0]?.index).toBe(1);
    await test.provider.imageModel("black-forest-labs/FLUX.1-schnell").doGenerate({ prompt: "a ship", n: 1, size: "1024x768", aspectRatio: undefined, seed: 7, files: undefined, mask: undefined, providerOptions: { together: { steps: 4 } } });
    expect(test.sent).toMatchObject({ width: 1024, height: 768, seed: 7, steps: 4, response_format: "base64" });
  });
});
