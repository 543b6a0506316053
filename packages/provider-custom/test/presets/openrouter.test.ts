import type { JSONObject, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import type { OpenRouterOptions } from "../../src/index.ts";
import { failureOf, hello, ofType, usePreset } from "./use-preset.ts";

const sonnet = "anthropic/claude-sonnet-5";
const chunk = (delta: JSONObject, finishReason: string | null = null, more: JSONObject = {}): JSONObject => ({ id: "gen-1", provider: "Anthropic", model: sonnet, object: "chat.completion.chunk", created: 1, choices: [{ index: 0, delta, finish_reason: finishReason, native_finish_reason: finishReason }], ...more });

describe("OpenRouter", () => {
  const test = usePreset("openrouter");

  it.each(["openai/gpt-4o", "meta-llama/llama-3.1-70b-instruct", "google/gemma-2-9b-it:free"])("[S0-1] [S1-10] %s is called by the whole of its id", async (modelId) => {
    const { warnings } = await test.generate(modelId);
    expect([test.sent["model"], warnings]).toEqual([modelId, []]);
  });

  it("says which site and program ask, by settings or the environment", async () => {
    const env = { OPENROUTER_SITE_URL: "https://charts.example", OPENROUTER_SITE_NAME: "Charts" };
    await test.make({ env }).languageModel(sonnet).doGenerate({ prompt: hello });
    expect(test.emulator.lastRequest.headers).toMatchObject({ "http-referer": "https://charts.example", "x-title": "Charts" });
    await test.make({ env, headers: { "x-title": "Mine" } }).languageModel(sonnet).doGenerate({ prompt: hello });
    expect(test.emulator.lastRequest.headers["x-title"]).toBe("Mine");
  });

  it("[S1-20] a key is asked about where keys are, since the model list is public", async () => {
    expect(await test.provider.checkCredentials()).toEqual({ ok: true });
    expect(test.emulator.lastRequest.path).toBe("/api/v1/key");
    expect(await test.make({ apiKey: "test-key-wrong" }).checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
    expect(await test.make({ apiKey: "test-key-wrong" }).listModels()).not.toEqual([]);
  });

  it.each(["none", "minimal", "low", "xhigh", "max"] as const)("the level %s is asked for in the service's own object", async (reasoning) => {
    const { warnings } = await test.generate(sonnet, { reasoning });
    expect([test.sent["reasoning"], test.sent["reasoning_effort"], warnings]).toEqual([{ effort: reasoning }, undefined, []]);
  });

  it("thoughts go back byte for byte and in order, in every turn", async () => {
    const details = [
      { type: "reasoning.text", text: "First, ", format: "anthropic-claude-v1", index: 0 },
      { type: "reasoning.text", text: "salt.", format: "anthropic-claude-v1", index: 0 },
      { type: "reasoning.text", signature: "c2ln+/==", format: "anthropic-claude-v1", index: 0 },
      { type: "reasoning.encrypted", data: "ZW5j", id: "rs_1", format: "openai-responses-v1", index: 1 },
    ];
    test.answer({ kind: "chunks", chunks: [...details.map((detail) => chunk({ content: "", reasoning_details: [detail] })), chunk({ content: "Rivers." }), chunk({}, "stop")] });
    const parts = await test.stream(sonnet);
    expect(ofType(parts, "reasoning-delta").map(({ delta }) => delta).join("")).toBe("First, salt.");
    const [end] = ofType(parts, "reasoning-end");
    const turn: LanguageModelV4CallOptions["prompt"][number] = {
      role: "assistant",
      content: [{ type: "reasoning", text: "First, salt.", providerOptions: end?.providerMetadata as never }, { type: "text", text: "Rivers." }],
    };
    test.emulator.use({});
    await test.generate(sonnet, { prompt: [...hello, turn, ...hello, { role: "assistant", content: [{ type: "text", text: "Yes." }] }, ...hello] });
    const whole = { type: "reasoning.text", text: "First, salt.", signature: "c2ln+/==", format: "anthropic-claude-v1", index: 0 };
    expect((test.sent["messages"] as JSONObject[])[1]).toMatchObject({ content: "Rivers.", reasoning_details: [whole, details[3]] });
  });

  it("what the provider behind it said is told, with its name", async () => {
    const raw = JSON.stringify({ type: "error", error: { type: "invalid_request_error", message: "messages.1: thinking is enabled but no signature came" } });
    test.answer({ kind: "error", error: { status: 400, message: "Provider returned error", extra: { metadata: { raw, provider_name: "Anthropic" } } } });
    const error = await failureOf(test.generate(sonnet));
    expect(error.message).toMatch(/Provider returned error: Anthropic: messages\.1: thinking is enabled/);
    expect(describeError(error).kind).toBe("bad-request");
  });

  it("cost, provider and the ids of the answer are kept", async () => {
    const usage = { prompt_tokens: 10, completion_tokens: 4, total_tokens: 14, cost: 0.00042, is_byok: false, prompt_tokens_details: { cached_tokens: 6, cache_write_tokens: 2 }, cost_details: { upstream_inference_cost: 0.0004 } };
    test.answer({ kind: "chunks", chunks: [chunk({ content: "ok" }), chunk({}, "stop"), chunk({ content: "" }, null, { usage })] });
    const [finish] = ofType(await test.stream(sonnet), "finish");
    expect(finish?.providerMetadata?.["openrouter"]).toMatchObject({
      provider: "Anthropic",
      nativeFinishReason: "stop",
      cost: 0.00042,
      isByok: false,
      costDetails: { upstream_inference_cost: 0.0004 },
      generationId: expect.stringMatching(/^gen-/),
    });
    expect(finish?.usage).toMatchObject({ inputTokens: { total: 10, cacheRead: 6, cacheWrite: 2, noCache: 2 }, raw: usage });
  });

  it("an error on the chunk that ends an answer is an error, and usage is kept", async () => {
    const error = { code: 502, message: "Provider disconnected", metadata: { provider_name: "Anthropic", error_type: "provider_unavailable" } };
    const usage = { prompt_tokens: 10, completion_tokens: 1, total_tokens: 11 };
    test.answer({ kind: "chunks", chunks: [chunk({ content: "Some words" }), chunk({ content: "" }, "error", { error, usage })] });
    const parts = await test.stream(sonnet);
    expect(describeError(ofType(parts, "error")[0]?.error)).toMatchObject({ kind: "server", message: expect.stringContaining("Provider disconnected") });
    expect(ofType(parts, "finish")[0]).toMatchObject({ finishReason: { unified: "error" }, usage: { outputTokens: { total: 1 } } });
  });

  it("an error under status 200 fails the call, whole and streamed", async () => {
    test.answer({ kind: "error", httpStatus: 200, error: { status: 503, message: "No provider is available" } });
    for (const call of [test.generate(sonnet), test.stream(sonnet)]) expect(describeError(await failureOf(call))).toMatchObject({ status: 503, message: expect.stringContaining("No provider") });
  });

  it.each([
    [402, "Insufficient credits", "quota", /settings\/credits/],
    [429, "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day", "rate-limit", /50 a day/],
    [404, "No endpoints found that support the requested parameters.", "model-not-found", /leave out/],
    [404, "No endpoints found matching your data policy (Free model publication).", "permission", /settings\/privacy/],
  ])("%s %s is of the kind %s, and says what to do", async (status, message, kind, hint) => {
    test.answer({ kind: "error", error: { status, message } });
    expect(describeError(await failureOf(test.generate("openai/gpt-oss-20b:free")))).toMatchObject({ kind, hint: expect.stringMatching(hint) });
  });

  it("its own options are typed, and sent as they are", async () => {
    const options = { models: ["z-ai/glm-5.2"], provider: { order: ["z-ai"], max_price: { completion: 5 } }, reasoning: { max_tokens: 2048 }, plugins: [{ id: "web", max_results: 3 }], sessionId: "s1" } satisfies OpenRouterOptions;
    await test.generate(sonnet, { reasoning: "high", providerOptions: { openrouter: options } });
    const { sessionId, ...rest } = options;
    expect(test.sent).toMatchObject({ ...rest, session_id: sessionId });
  });

  it("its own tools go by its own name, with their settings as parameters", async () => {
    const search = { type: "provider", id: "openrouter.web_search", name: "web_search", args: { max_results: 3 } } as const;
    const time = { type: "provider", id: "openrouter.datetime", name: "datetime", args: {} } as const;
    const { warnings } = await test.generate(sonnet, { tools: [search, time, { type: "function", name: "look", inputSchema: { type: "object" } }] });
    expect([warnings, test.sent["tools"]]).toEqual([[], [{ type: "openrouter:web_search", parameters: { max_results: 3 } }, { type: "openrouter:datetime" }, expect.objectContaining({ type: "function" })]]);
  });

  it("prompts are marked for Anthropic's cache, four times at most, and others left to cache by themselves", async () => {
    const marked = { openrouter: { cacheControl: { type: "ephemeral" } } };
    const texts = ["a", "b", "c"].map((text) => ({ type: "text" as const, text, providerOptions: marked }));
    const prompt: LanguageModelV4CallOptions["prompt"] = [{ role: "system", content: "Be brief." }, { role: "user", content: texts }, { role: "user", content: [{ type: "text", text: "d" }] }];
    const count = (): number => JSON.stringify(test.sent).split('"cache_control"').length - 1;
    await test.generate(sonnet, { prompt, providerOptions: { openrouter: { promptCaching: true } } });
    expect([count(), test.sent["messages"]]).toMatchObject([4, [{ content: [{ text: "Be brief.", cache_control: { type: "ephemeral" } }] }, {}, {}]]);
    const result = await test.generate("openai/gpt-5.5", { providerOptions: { openrouter: { promptCaching: true } } });
    expect([count(), result.warnings]).toEqual([0, []]);
  });

  it("a refusal by moderation is told with its reasons", async () => {
    test.answer({ kind: "error", error: { status: 403, message: "Input was flagged", extra: { metadata: { reasons: ["violence"], flagged_input: "…", provider_name: "OpenAI" } } } });
    const error = await failureOf(test.generate(sonnet));
    expect([describeError(error).kind, error.message]).toEqual(["content-filter", expect.stringContaining("violence")]);
  });

  it("its list says what models can do and cost, free ones included", async () => {
    const { provider } = test;
    const rows = await provider.listModels();
    const row = (id: string) => rows.find((candidate) => candidate.id === id);
    expect(row(sonnet)).toMatchObject({ price: { input: 2, output: 10 }, capabilities: { flags: { imageInput: true, tools: true }, limits: { contextWindow: 1_000_000, maxOutputTokens: 64_000 } } });
    expect(row("openai/gpt-oss-20b:free")).toMatchObject({ price: { input: 0, output: 0 } });
    expect(row("openrouter/auto")?.price).toBeUndefined();
    expect(provider.capabilities("openai/gpt-oss-20b:free").flags.jsonSchema).toBe(false);
  });
});
