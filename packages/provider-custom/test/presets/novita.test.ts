import { describeError } from "@portolan/core";
import { profiles } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { failureOf, hello, usePreset, warnedOf } from "./use-preset.ts";

describe("Novita", () => {
  const test = usePreset("novita");

  it.each(["meta-llama/llama-3.1-8b-instruct", "mistralai/mixtral-8x7b-instruct-v0.1", "microsoft/wizardlm-2-8x22b"])("[S0-6] %s is called at /v3/openai", async (modelId) => {
    await test.generate(modelId);
    expect([test.emulator.lastRequest.path, test.sent["model"]]).toEqual(["/v3/openai/chat/completions", modelId]);
  });

  it("its list has context sizes, and prices in hundredths of a cent", async () => {
    const rows = await test.provider.listModels();
    expect(rows.find(({ id }) => id === "zai-org/glm-5.1")).toMatchObject({ price: { input: 1.4, output: 4.4 }, capabilities: { kind: "language", limits: { contextWindow: 204_800 } } });
  });

  it("models that can think or not are told so", async () => {
    await test.generate("deepseek/deepseek-v3.1", { reasoning: "none" });
    expect(test.sent["enable_thinking"]).toBe(false);
    expect(warnedOf(await test.generate("zai-org/glm-4.5", { reasoning: "low" }))).toEqual(["reasoning"]);
    expect(test.sent["enable_thinking"]).toBe(true);
  });

  it("thoughts in R1's text are taken out of it, and come in their own field where that is asked for", async () => {
    test.answer({ kind: "model", text: "<think>Hm.</think>Yes." });
    const r1 = "deepseek/deepseek-r1-turbo";
    const { content } = await test.generate(r1, { providerOptions: { novita: { separateReasoning: true } } });
    expect(content).toMatchObject([{ type: "reasoning", text: "Hm." }, { type: "text", text: "Yes." }]);
    expect(test.sent["separate_reasoning"]).toBe(true);
    expect(warnedOf(await test.generate(r1, { reasoning: "high" }))).toEqual(["reasoning"]);
  });

  it.each([
    [{ code: 401, reason: "INVALID_API_KEY", message: "invalid api key", metadata: {} }, 401, "auth"],
    [{ code: 403, reason: "NOT_ENOUGH_BALANCE", message: "not enough balance", metadata: {} }, 403, "quota"],
    [{ code: 404, reason: "MODEL_NOT_FOUND", message: "model not found", metadata: {} }, 404, "model-not-found"],
    [{ code: 429, reason: "RATE_LIMIT_EXCEEDED", message: "rate limit exceeded", metadata: {} }, 429, "rate-limit"],
  ])("%j is read", async (body, status, kind) => {
    test.answer({ kind: "raw", status, contentType: "application/json", body: JSON.stringify(body) });
    const error = await failureOf(test.generate("zai-org/glm-5.1"));
    expect([describeError(error).kind, error.message]).toEqual([kind, expect.stringContaining(body.message)]);
  });
});

describe("Novita's newer address", () => {
  const test = usePreset("novita", { ...profiles.novita, basePath: "/openai" });

  it("works by a base URL", async () => {
    await test.provider().doGenerate({ prompt: hello });
    expect(test.emulator.lastRequest.path).toBe("/openai/chat/completions");
  });
});
