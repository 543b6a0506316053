import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { createRegistry, describeError } from "@portolan/core";
import { rateLimitError } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { createPreset } from "../../src/index.ts";
import { failureOf, hello, ofType, usePreset } from "./use-preset.ts";

const refusal = (status: number, message: string, type?: string) => ({ kind: "error" as const, error: { status, message, ...(type === undefined ? {} : { type }) } });

const weather = { type: "function" as const, name: "weather", inputSchema: { type: "object" as const, properties: {} } };
type Turn = Extract<LanguageModelV4CallOptions["prompt"][number], { role: "assistant" }>["content"];

/** A turn with thoughts and a call, and what came of the call. */
const inRound = (thoughts: Turn): LanguageModelV4CallOptions["prompt"] => [
  ...hello,
  { role: "assistant", content: [...thoughts, { type: "tool-call", toolCallId: "c1", toolName: "weather", input: {} }] },
  { role: "tool", content: [{ type: "tool-result", toolCallId: "c1", toolName: "weather", output: { type: "text", value: "18 C" } }] },
];

describe("LiteLLM", () => {
  const test = usePreset("litellm");
  const keyless = () => test.make({ apiKey: undefined });

  it("keeps the ids, the cost and the attempts of a call", async () => {
    const kept = { callId: expect.any(String) as string, modelId: expect.any(String) as string, cost: "0.000012", attemptedRetries: "0", attemptedFallbacks: "0" };
    expect((await test.generate("local-chat")).providerMetadata?.["litellm"]).toMatchObject(kept);
    expect(ofType(await test.stream("local-chat"), "finish")[0]?.providerMetadata?.["litellm"]).toMatchObject(kept);
  });

  it("a breakdown without a key is a missing key, with the variable to set", async () => {
    const failure = await failureOf(keyless()("local-chat").doGenerate({ prompt: hello }));
    expect(describeError(failure)).toMatchObject({ kind: "auth", status: 500, hint: expect.stringContaining("LITELLM_API_KEY") as string });
    expect(failure).toMatchObject({ isRetryable: false });
    expect(await keyless().checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
  });

  it("a breakdown with a key is one", async () => {
    test.answer({ kind: "raw", status: 500, contentType: "text/plain", body: "Internal Server Error" });
    const failure = await failureOf(test.generate("local-chat"));
    expect(describeError(failure).kind).toBe("server");
    expect(failure).toMatchObject({ isRetryable: true });
  });

  it("a wrong key is one, although it is called a bad request", async () => {
    const failure = await failureOf(test.make({ apiKey: "test-key-wrong" })("local-chat").doGenerate({ prompt: hello }));
    expect(describeError(failure)).toMatchObject({ kind: "auth", status: 400, hint: expect.stringContaining("LITELLM_MASTER_KEY") as string });
  });

  it("a cool-down says how long, in the text alone too", async () => {
    const error = rateLimitError("litellm", "local-chat", 5);
    test.answer({ kind: "error", error });
    const failure = await failureOf(test.generate("local-chat"));
    expect(describeError(failure)).toMatchObject({ kind: "rate-limit", status: 429, retryAfter: { ms: 5000, source: "text" } });
    expect(failure).toMatchObject({ isRetryable: true });
  });

  it.each([
    [400, "litellm.ContextWindowExceededError: litellm.BadRequestError: request (6010 tokens) is too much", "invalid_request_error", "context-length", false],
    [400, "litellm.BadRequestError: ContentPolicyViolationError: no", "invalid_request_error", "content-filter", false],
    [401, "litellm.AuthenticationError: AuthenticationError: OpenAIException - Invalid API Key", "authentication_error", "auth", false],
    [500, "litellm.InternalServerError: OpenAIException - Connection error.", "internal_server_error", "server", true],
    [500, "litellm.InternalServerError: OpenAIException - image input is not supported", "internal_server_error", "bad-request", false],
  ])("its %i of %s", async (status, message, type, kind, isRetryable) => {
    test.answer(refusal(status, message, type));
    const failure = await failureOf(test.generate("local-chat"));
    expect(describeError(failure)).toMatchObject({ kind, status });
    expect(failure).toMatchObject({ isRetryable });
  });

  it("names of its configuration are asked for where there is none", async () => {
    const { kind, hint } = describeError(await failureOf(test.generate("nonexistent-model")));
    expect([kind, hint]).toEqual(["model-not-found", "models go by the names of the proxy's model_list"]);
  });

  it("Claude's thoughts go back as the signed blocks they came in, streamed or whole", async () => {
    const streamed = [{ thinking: "I ", signature: null }, { thinking: "look.", signature: null }, { thinking: "", signature: "signed" }].map((block) => ({
      choices: [{ index: 0, delta: { reasoning_content: block.thinking, thinking_blocks: [{ type: "thinking", ...block }] } }],
    }));
    const end = { choices: [{ index: 0, delta: { content: "One." }, finish_reason: "stop" }] };
    const blocks = [{ type: "thinking", thinking: "I look.", signature: "signed" }, { type: "redacted_thinking", data: "sealed" }];
    const whole = { choices: [{ index: 0, message: { role: "assistant", content: "One.", reasoning_content: "I look.", thinking_blocks: blocks }, finish_reason: "stop" }] };
    test.answer({ kind: "chunks", chunks: [...streamed, end] });
    const parts = await test.stream("claude-sonnet-5");
    expect(ofType(parts, "reasoning-delta").map(({ delta }) => delta).join("")).toBe("I look.");
    const ended = ofType(parts, "reasoning-end").map(({ providerMetadata }) => ({ type: "reasoning" as const, text: "I look.", providerOptions: providerMetadata ?? {} }));
    test.answer({ kind: "chunks", chunks: [whole] });
    const { content } = await test.generate("claude-sonnet-5");
    const thoughts = content.filter((part) => part.type === "reasoning").map(({ text, providerMetadata }) => ({ type: "reasoning" as const, text, providerOptions: providerMetadata ?? {} }));
    for (const [turn, sent] of [[ended, blocks.slice(0, 1)], [thoughts, blocks]] as const) {
      await test.generate("claude-sonnet-5", { prompt: inRound(turn), tools: [weather] });
      expect((test.sent["messages"] as object[])[1]).toMatchObject({ thinking_blocks: sent });
    }
  });

  it("thoughts of other models go back as text", async () => {
    await test.generate("local-chat", { prompt: inRound([{ type: "reasoning", text: "I look." }]), tools: [weather] });
    const [, turn] = test.sent["messages"] as object[];
    expect(turn).toMatchObject({ reasoning_content: "I look." });
    expect(turn).not.toHaveProperty("reasoning");
  });

  it("prompts are marked for caching where Claude is behind it, and nowhere else", async () => {
    const call = { prompt: [{ role: "system" as const, content: "Be brief." }, ...hello], providerOptions: { litellm: { promptCaching: true } } };
    await test.generate("claude-sonnet-5", call);
    expect(JSON.stringify(test.sent["messages"])).toContain("cache_control");
    const { warnings } = await test.generate("local-chat", call);
    expect(JSON.stringify(test.sent)).not.toContain("cache_control");
    expect(warnings).toEqual([]);
  });

  it("[S0-8] is any OpenAI-compatible endpoint too: any key, and Ollama's models by LiteLLM's names", async () => {
    const endpoint = createPreset("openai_compatible", { baseURL: test.emulator.baseURL, apiKey: "any-key", env: {} });
    test.emulator.use({ apiKeys: ["any-key"] });
    const model = createRegistry({ openai_compatible: endpoint }).languageModel("openai_compatible/ollama/llama3.2");
    const { finishReason } = await model.doGenerate({ prompt: hello });
    expect(finishReason.unified).toBe("stop");
    expect(test.sent["model"]).toBe("ollama/llama3.2");
    expect(test.emulator.lastRequest.headers["authorization"]).toBe("Bearer any-key");
  });
});
