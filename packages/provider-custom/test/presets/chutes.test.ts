import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, usePreset } from "./use-preset.ts";

describe("Chutes", () => {
  const test = usePreset("chutes");

  it("what its list tells of a model is known from then on", async () => {
    const provider = test.make();
    const rows = await provider.listModels();
    expect(rows.find(({ id }) => id === "zai-org/GLM-5.2-TEE")).toMatchObject({ price: { input: 1.25, output: 3.95 } });
    expect(provider.capabilities("zai-org/GLM-5.2-TEE")).toMatchObject({ flags: { tools: true, jsonSchema: true, reasoning: true, imageInput: false }, limits: { contextWindow: 1_048_576, maxOutputTokens: 65_535 }, sources: { tools: "list" } });
  });

  it("the open list proves no key; a refused request does", async () => {
    const wrong = test.make({ apiKey: "cpk_test-key-wrong" });
    expect((await wrong.listModels()).length).toBeGreaterThan(0);
    expect(await wrong.checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth", message: "Invalid token." } });
    expect(await test.provider.checkCredentials()).toEqual({ ok: true });
  });

  it("takes topK, and thoughts of a tool round back", async () => {
    const prompt: LanguageModelV4CallOptions["prompt"] = [...hello, { role: "assistant", content: [{ type: "reasoning", text: "Hm." }, { type: "tool-call", toolCallId: "c1", toolName: "clock", input: {} }] }];
    const { warnings } = await test.generate("moonshotai/Kimi-K2.6-TEE", { prompt, topK: 4 });
    expect(warnings).toEqual([]);
    expect(test.sent).toMatchObject({ top_k: 4, messages: [{}, { role: "assistant", reasoning_content: "Hm." }] });
  });

  it("its refusals are a `detail`", async () => {
    test.answer({ kind: "error", error: { status: 429, message: "Infrastructure is at maximum capacity, try again later" } });
    expect(describeError(await failureOf(test.generate("Qwen/Qwen3-32B-TEE")))).toMatchObject({ status: 429, message: "Infrastructure is at maximum capacity, try again later" });
  });

  it("[S1-45] a key of NVIDIA's is named as one", async () => {
    const error = await failureOf(test.make({ apiKey: "nvapi-test-key-elsewhere" })("Qwen/Qwen3-32B-TEE").doGenerate({ prompt: hello }));
    expect(error.message).toContain("looks like a key of NVIDIA");
  });
});
