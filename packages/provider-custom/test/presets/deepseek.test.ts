import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { profiles } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const said = (text: string, thought?: string): LanguageModelV4CallOptions["prompt"][number] => ({
  role: "assistant",
  content: [...(thought === undefined ? [] : [{ type: "reasoning" as const, text: thought }]), { type: "text", text }],
});

describe("DeepSeek", () => {
  const test = usePreset("deepseek");
  const history: LanguageModelV4CallOptions["prompt"] = [...hello, said("One.", "I think."), ...hello, said("Two."), ...hello];
  const thoughts = (): unknown[] => (test.sent["messages"] as { role: string; reasoning_content?: string }[]).filter(({ role }) => role === "assistant").map(({ reasoning_content: thought }) => thought);

  it.each([
    ["low", "low"],
    ["medium", "high"],
    ["xhigh", "max"],
    ["max", "max"],
  ] as const)("[S1-7] the level %s is asked for as the service takes it: %s", async (reasoning, effort) => {
    expect(warnedOf(await test.generate("deepseek-v4-flash", { reasoning }))).toEqual([]);
    expect(test.sent).toMatchObject({ thinking: { type: "enabled" }, reasoning_effort: effort });
  });

  it("the level none stops the thinking", async () => {
    await test.generate("deepseek-v4-flash", { reasoning: "none" });
    expect([test.sent["thinking"], test.sent["reasoning_effort"]]).toEqual([{ type: "disabled" }, undefined]);
  });

  it("thoughts of every turn go back to V4, an empty one where there was none", async () => {
    for (const modelId of ["deepseek-v4-pro", "deepseek-flash", "deepseek-of-next-year"]) {
      await test.generate(modelId, { prompt: history });
      expect(thoughts()).toEqual(["I think.", ""]);
    }
  });

  it("no thought goes to a model that does not think, or to one of before V4", async () => {
    await test.generate("deepseek-v4-pro", { prompt: history, reasoning: "none" });
    expect(thoughts()[1]).toBeUndefined();
    await test.generate("deepseek-reasoner", { prompt: history });
    expect(thoughts()).toEqual([undefined, undefined]);
  });

  it("sampling is left out while the model thinks, and sent when it does not", async () => {
    expect(warnedOf(await test.generate("deepseek-v4-flash", { temperature: 0.3, topP: 0.9 }))).toEqual(["temperature", "topP"]);
    expect(test.sent).not.toHaveProperty("temperature");
    const result = await test.generate("deepseek-v4-flash", { temperature: 0.3, providerOptions: { deepseek: { thinking: { type: "disabled" } } } });
    expect([result.warnings, test.sent["temperature"]]).toEqual([[], 0.3]);
  });

  it("a schema becomes JSON mode with the schema in the prompt", async () => {
    const result = await test.generate("deepseek-v4-flash", { responseFormat: { type: "json", schema: { type: "object", properties: { canary: { type: "string" } } } } });
    expect(warnedOf(result)).toEqual(["responseFormat"]);
    expect([test.sent["response_format"], test.emulator.requests.length]).toEqual([{ type: "json_object" }, 1]);
    expect(JSON.stringify(test.sent["messages"])).toMatch(/JSON.*canary/);
  });

  it("an answer behind keep-alives is read, whole and streamed, with its cached tokens", async () => {
    test.answer({
      kind: "model",
      text: "Salt.",
      usage: { prompt_tokens: 12, completion_tokens: 2, total_tokens: 14, prompt_cache_hit_tokens: 8, prompt_cache_miss_tokens: 4 },
    });
    const whole = await test.generate("deepseek-v4-flash");
    const parts = await test.stream("deepseek-v4-flash");
    expect(whole.content).toEqual([{ type: "text", text: "Salt." }]);
    expect(ofType(parts, "text-delta").map(({ delta }) => delta).join("")).toBe("Salt.");
    for (const usage of [whole.usage, ofType(parts, "finish")[0]?.usage]) expect(usage?.inputTokens).toMatchObject({ total: 12, cacheRead: 8, noCache: 4 });
  });

  it("an answer that the service had no room to finish is an error", async () => {
    test.answer({ kind: "model", text: "Sal", finishReason: "insufficient_system_resource" });
    expect((await test.generate("deepseek-v4-flash")).finishReason).toEqual({ unified: "error", raw: "insufficient_system_resource" });
  });

  it("an empty account says where to top up", async () => {
    test.answer({ kind: "error", error: { status: 402, message: "Insufficient Balance", type: "unknown_error", code: "invalid_request_error" } });
    expect(describeError(await failureOf(test.generate("deepseek-v4-flash")))).toMatchObject({ kind: "quota", hint: expect.stringMatching(/top_up/) });
  });

  it("a feature of the beta says which base URL has it", async () => {
    test.answer({ kind: "error", error: { status: 400, message: 'completions api is only available when using beta api (set base_url="https://api.deepseek.com/beta")' } });
    expect(describeError(await failureOf(test.generate("deepseek-v4-pro")))).toMatchObject({ kind: "bad-request", hint: expect.stringMatching(/api\.deepseek\.com\/beta/) });
  });

  it.each(["deepseek-chat", "deepseek-coder"])("[S0-4] %s is still sent, and its successor named", async (modelId) => {
    const { warnings } = await test.generate(modelId);
    expect(test.sent["model"]).toBe(modelId);
    expect(warnings).toMatchObject([{ type: "deprecated", message: expect.stringContaining("deepseek-v4-flash") }]);
  });
});

describe("DeepSeek's beta endpoint", () => {
  const { refuse: _, ...profile } = profiles.deepseek;
  const test = usePreset("deepseek", { ...profile, basePath: "/beta" });

  it("fills the gap between a prompt and a suffix", async () => {
    test.answer({ kind: "model", text: "return a" });
    const { content } = await test.provider.completionModel("deepseek-v4-pro").doGenerate({ prompt: hello, providerOptions: { deepseek: { suffix: "}" } } });
    expect(content).toEqual([{ type: "text", text: "return a" }]);
    expect([test.emulator.lastRequest.path, test.sent["prompt"], test.sent["suffix"]]).toEqual(["/beta/completions", "Hello", "}"]);
  });

  it("continues an answer that is marked as a beginning", async () => {
    await test.generate("deepseek-v4-pro", { prompt: [...hello, { ...said("```ts\n"), providerOptions: { deepseek: { prefix: true } } } as LanguageModelV4CallOptions["prompt"][number]] });
    expect((test.sent["messages"] as unknown[]).at(-1)).toMatchObject({ role: "assistant", content: "```ts\n", prefix: true });
  });
});
