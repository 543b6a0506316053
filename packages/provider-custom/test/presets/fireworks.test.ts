import type { JSONObject } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const glm = "accounts/fireworks/models/glm-5p2";
const weather = { type: "function", name: "weather", inputSchema: { type: "object" } } as const;

describe("Fireworks", () => {
  const test = usePreset("fireworks");

  it("[S1-9] models and deployments are called by the whole of their ids", async () => {
    for (const modelId of [glm, "accounts/mine/deployments/abc123"]) {
      await test.generate(modelId);
      expect(test.sent["model"]).toBe(modelId);
    }
    await test.provider().doGenerate({ prompt: hello });
    expect(test.sent["model"]).toBe("accounts/fireworks/models/gpt-oss-120b");
  });

  it("the state of the service's work is kept from its headers", async () => {
    const [finish] = ofType(await test.stream(glm), "finish");
    expect(finish?.providerMetadata?.["fireworks"]).toMatchObject({ promptTokens: "12", cachedPromptTokens: "8", timeToFirstToken: "0.051" });
    expect(finish?.usage.outputTokens.total).toBeGreaterThan(0);
  });

  it.each([[glm, "none", "none", []], ["accounts/fireworks/models/gpt-oss-20b", "none", "low", ["reasoning"]], [glm, "max", "high", ["reasoning"]]] as const)("%s is asked for the level %s as %s", async (modelId, reasoning, sent, warned) => {
    const result = await test.generate(modelId, { reasoning });
    expect([test.sent["reasoning_effort"], warnedOf(result)]).toEqual([sent, warned]);
  });

  it("thoughts of every turn go back, as the service's own option says which of them count", async () => {
    await test.generate(glm, {
      prompt: [...hello, { role: "assistant", content: [{ type: "reasoning", text: "I think." }, { type: "text", text: "One." }] }, ...hello],
      providerOptions: { fireworks: { reasoningHistory: "preserved" } },
    });
    expect(test.sent).toMatchObject({ reasoning_history: "preserved", messages: [{}, { reasoning_content: "I think." }, {}] });
  });

  it("thoughts of the current tool round go back", async () => {
    const call = { type: "tool-call", toolCallId: "call_1", toolName: "weather", input: {} } as const;
    const result = { type: "tool-result", toolCallId: "call_1", toolName: "weather", output: { type: "text", value: "sunny" } } as const;
    await test.generate(glm, { prompt: [...hello, { role: "assistant", content: [{ type: "reasoning", text: "I look." }, call] }, { role: "tool", content: [result] }], tools: [weather] });
    expect((test.sent["messages"] as JSONObject[])[1]).toMatchObject({ reasoning_content: "I look." });
  });

  it("takes a schema, topK and its own options", async () => {
    const schema = { type: "object", properties: { a: { type: "string" } } } as const;
    const result = await test.generate(glm, { topK: 40, responseFormat: { type: "json", schema }, providerOptions: { fireworks: { thinking: { type: "enabled", budget_tokens: 2048 }, contextLengthExceededBehavior: "error" } } });
    expect(result.warnings).toEqual([]);
    expect(test.sent).toMatchObject({ top_k: 40, response_format: { type: "json_schema" }, thinking: { type: "enabled", budget_tokens: 2048 }, context_length_exceeded_behavior: "error" });
  });

  it.each<[string, number, JSONObject, string]>([
    ["an object", 404, { error: { message: "Model not found, inaccessible, and/or not deployed", param: "model", code: "NOT_FOUND", type: "error" } }, "model-not-found"],
    ["a text", 500, { error: "internal server error" }, "server"],
    ["a suspended account", 412, { error: { message: "Account is suspended", code: "FAILED_PRECONDITION", type: "error" } }, "quota"],
  ])("an error that is %s is read", async (_, status, body, kind) => {
    test.answer({ kind: "raw", status, contentType: "application/json", body: JSON.stringify(body) });
    expect(describeError(await failureOf(test.generate(glm))).kind).toBe(kind);
  });

  it("embeds and ranks", async () => {
    const { embeddings } = await test.provider.embeddingModel("nomic-ai/nomic-embed-text-v1.5").doEmbed({ values: ["sea"], dimensions: 64 });
    expect(embeddings[0]).toHaveLength(64);
    const { ranking } = await test.provider.rerankingModel("accounts/fireworks/models/qwen3-reranker-8b").doRerank({ query: "salt sea", documents: { type: "text", values: ["dry land", "the salt sea"] } });
    expect(ranking[0]?.index).toBe(1);
  });
});
