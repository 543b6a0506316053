import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, usePreset } from "./use-preset.ts";

describe("LocalAI", () => {
  const test = usePreset("localai");

  it("the thoughts of every turn go back by its own name for them", async () => {
    await test.generate("qwen3-8b", { prompt: [...hello, { role: "assistant", content: [{ type: "reasoning", text: "I think." }, { type: "text", text: "One." }] }, ...hello] });
    expect((test.sent["messages"] as object[])[1]).toMatchObject({ reasoning: "I think.", content: "One." });
  });

  it("the correlation id of an answer is kept", async () => {
    expect((await test.generate("qwen3-8b")).providerMetadata?.["localai"]).toMatchObject({ correlationId: expect.any(String) as string });
  });

  it.each([
    [404, 'model "nope" not found. To see available models, call GET /v1/models', "invalid_request_error", "model-not-found", "local-ai models install"],
    [401, "An authentication key is required", "invalid_request_error", "auth", "LOCALAI_API_KEY"],
    [403, 'model "qwen3-8b" is disabled and cannot be loaded. Enable it via the System page or API to use it.', "model_disabled", "permission", "enable"],
    [500, "could not load model - all backends returned error: rpc error", "", "server", "log"],
  ])("its %i %s is told with what to do", async (status, message, type, kind, hint) => {
    test.answer({ kind: "error", error: { status, message, type } });
    expect(describeError(await failureOf(test.generate("qwen3-8b")))).toMatchObject({ kind, status, hint: expect.stringContaining(hint) as string });
  });

  it("an error without a word says at least its status", async () => {
    test.answer({ kind: "raw", status: 500, contentType: null, body: "" });
    expect((await failureOf(test.generate("qwen3-8b"))).message).toContain("localai/qwen3-8b: 500 server");
  });
});
