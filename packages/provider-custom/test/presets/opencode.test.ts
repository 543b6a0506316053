import { NoSuchModelError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, usePreset } from "./use-preset.ts";

describe("[S2-6] OpenCode Zen", () => {
  const test = usePreset("opencode");

  it("[S2-7] big-pickle answers, and the cost comes with the answer", async () => {
    const { content, providerMetadata } = await test.generate("big-pickle");
    expect(content[0]).toMatchObject({ type: "text" });
    expect(providerMetadata?.["opencode"]?.["cost"]).toBe("0.00012");
  });

  it.each([
    ["gpt-5.5", "/responses", "@ai-sdk/openai"],
    ["grok-4.6", "/responses", "@ai-sdk/openai"],
    ["claude-sonnet-5", "/messages", "@ai-sdk/anthropic"],
    ["qwen3.6-plus", "/messages", "@ai-sdk/anthropic"],
    ["gemini-3.5-flash", "/models", "@ai-sdk/google"],
  ])("%s is refused before anything is sent: it is answered at %s", (modelId, path, instead) => {
    const make = () => test.make()(modelId);
    expect(make).toThrow(NoSuchModelError);
    expect(make).toThrow(path);
    expect(make).toThrow(instead);
    expect(test.emulator.requests).toEqual([]);
  });

  it("the user knows better", async () => {
    const model = test.make({ models: { "gpt-5.5": { kind: "language" } } })("gpt-5.5");
    expect(describeError(await failureOf(model.doGenerate({ prompt: hello })))).toMatchObject({ kind: "model-not-found", message: "Model gpt-5.5 is not supported for format oa-compat" });
  });

  it.each([
    ["CreditsError", 401, "No payment method. Add a payment method here: https://opencode.ai/workspace/wrk_1/billing", "quota"],
    ["MonthlyLimitError", 401, "Your workspace has reached its monthly spending limit.", "quota"],
    ["AuthError", 401, "Invalid API key.", "auth"],
    ["ModelError", 401, "Model glm-9 is not supported", "model-not-found"],
    ["FreeUsageLimitError", 429, "Free usage exceeded, add credits https://opencode.ai/zen", "rate-limit"],
  ])("%s under %i means what it says", async (type, status, message, kind) => {
    test.answer({ kind: "error", error: { status, type, message } });
    expect(describeError(await failureOf(test.generate("glm-5.2")))).toMatchObject({ kind, status, message });
  });

  it("a refusal without words says that free models may be OpenCode's own", async () => {
    test.answer({ kind: "raw", status: 403, contentType: "application/json", body: '{"model":"mimo-v2.5-free"}' });
    expect(describeError(await failureOf(test.generate("mimo-v2.5-free")))).toMatchObject({ kind: "permission", hint: expect.stringContaining("OpenCode's own client") as string });
  });

  it("a region without a model is told in the service's words alone", async () => {
    test.answer({ kind: "error", error: { status: 403, type: "RegionError", message: "This model is not available in your region." } });
    const error = describeError(await failureOf(test.generate("glm-5.2")));
    expect(error).toMatchObject({ kind: "permission", message: "This model is not available in your region." });
    expect(error.hint).not.toMatch(/OpenCode's own client/);
  });

  it("DeepSeek's models get a thought with every answer, be it empty", async () => {
    const prompt: LanguageModelV4CallOptions["prompt"] = [...hello, { role: "assistant", content: [{ type: "reasoning", text: "Hm." }, { type: "text", text: "Hi." }] }, ...hello, { role: "assistant", content: [{ type: "text", text: "Ho." }] }, ...hello];
    await test.generate("deepseek-v4-flash", { prompt });
    const thoughts = (test.sent["messages"] as { role: string; reasoning_content?: string }[]).filter(({ role }) => role === "assistant");
    expect(thoughts.map(({ reasoning_content: thought }) => thought)).toEqual(["Hm.", ""]);
  });

  it("nothing free proves a key: the model is looked up before it", async () => {
    expect(await test.provider.checkCredentials()).toMatchObject({ ok: "unknown" });
    expect((await test.provider.listModels()).map(({ id }) => id)).toContain("big-pickle");
  });
});
