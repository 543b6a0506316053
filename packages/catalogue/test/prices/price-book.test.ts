import { InvalidArgumentError } from "@ai-sdk/provider";
import { resolveCapabilities, type ListedModel } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { costOf, loadPrices, priceOf } from "../../src/index.ts";

const listed = (id: string, price?: ListedModel["price"]): ListedModel => ({ id, source: "listed", capabilities: resolveCapabilities([]), ...(price === undefined ? {} : { price }) });

describe("priceOf", () => {
  it("knows the services' prices", async () => {
    const prices = await loadPrices();
    expect(prices.priceOf("groq/openai/gpt-oss-20b")).toEqual({ input: 0.075, output: 0.3, cacheRead: 0.0375, source: "catalogue" });
    expect(prices.priceOf("dashscope/qwen-flash")).toMatchObject({ input: 0.05, output: 0.4, cacheRead: 0.01, tiers: [{ aboveInputTokens: 256_000, input: 0.25, output: 2 }] });
    expect(prices.priceOf("openai/gpt-5.5")?.tiers?.[0]).toMatchObject({ aboveInputTokens: 271_999, input: 10, output: 45, cacheRead: 1 });
    expect(prices.priceOf("fireworks/accounts/fireworks/models/gpt-oss-20b")?.input).toBe(0.07);
    expect(prices.priceOf("xai/grok-4.6")?.input).toBe(2);
    expect(prices.priceOf("openai/text-embedding-3-small")).toEqual({ input: 0.02, source: "catalogue" });
    expect(prices.priceOf("perplexity/sonar")).toMatchObject({ input: 1, output: 1, request: 0.012 });
  });

  it("knows a provider by its other names", async () => {
    const prices = await loadPrices();
    expect(prices.priceOf("alibaba/qwen-plus")).toEqual(prices.priceOf("dashscope/qwen-plus"));
    expect(prices.priceOf("GEMINI/gemini-2.5-pro")).toEqual(prices.priceOf("google/gemini-2.5-pro"));
  });

  it("knows dated spellings, and does not price one model like another whose name it begins with", async () => {
    const prices = await loadPrices();
    expect(prices.priceOf("openai/gpt-4o-2024-08-06")?.input).toBe(2.5);
    expect(prices.priceOf("anthropic/claude-haiku-4-5-20251001")?.input).toBe(1);
    expect(prices.priceOf("anthropic/claude-sonnet-5.5")).toBeUndefined();
    expect(prices.priceOf("groq/openai/gpt-oss-safeguard-20b")?.output).toBe(0.3);
  });

  it("takes OpenRouter's free models for free, and nobody else's", async () => {
    const prices = await loadPrices();
    expect(prices.priceOf("openrouter/meta-llama/llama-3.3-70b-instruct:free")).toEqual({ input: 0, output: 0, source: "catalogue" });
    expect(prices.priceOf("openrouter/somebody/never-heard-of:free")).toEqual({ input: 0, output: 0, source: "catalogue" });
    expect(prices.priceOf("together/somebody/model:free")).toBeUndefined();
    expect(prices.priceOf("openrouter/openai/gpt-5.5:nitro")).toBeUndefined();
  });

  it("says nothing of models that are not billed by tokens", async () => {
    expect((await loadPrices()).priceOf("groq/whisper-large-v3")).toBeUndefined();
  });

  it("follows prices that depend on the day and the hour", async () => {
    const prices = await loadPrices();
    const at = (time: string) => prices.priceOf("deepseek/deepseek-v4-flash", { at: new Date(time) })?.input;
    expect(at("2026-08-01T12:00:00Z")).toBe(0.14);
    expect(at("2026-11-01T12:00:00Z")).toBe(0.22);
    expect(at("2026-11-01T02:00:00Z")).toBe(0.44);
  });
});

describe("who is believed", () => {
  const free = { input: 0, output: 0 };

  it("the user before the service's list, the list before the catalogue", async () => {
    const live = { groq: [listed("openai/gpt-oss-20b", { input: 1, output: 2 }), listed("openai/gpt-oss-120b")] };
    const prices = await loadPrices({ declared: { "groq/openai/gpt-oss-120b": free }, listed: live });
    expect(prices.priceOf("groq/openai/gpt-oss-20b")).toEqual({ input: 1, output: 2, source: "list" });
    expect(prices.priceOf("groq/openai/gpt-oss-120b")).toEqual({ ...free, source: "declared" });
    expect((await loadPrices({ listed: live })).priceOf("groq/openai/gpt-oss-120b")?.source).toBe("catalogue");
  });

  it("does not call free what a list bills by other things than tokens", async () => {
    const drawing = { ...listed("painter", { input: 0, output: 0 }), capabilities: { ...resolveCapabilities([]), kind: "image" } } as const;
    const prices = await loadPrices({ listed: { acme: [drawing, { ...drawing, id: "billed", price: { input: 1, output: 2 } }, listed("gift", { input: 0, output: 0 })] } });
    expect([prices.priceOf("acme/painter"), prices.priceOf("acme/billed")?.output, prices.priceOf("acme/gift")?.output]).toEqual([undefined, 2, 0]);
  });

  it("a list that agrees with the catalogue leaves what the catalogue knows beside", async () => {
    const prices = await loadPrices({ listed: { groq: [listed("openai/gpt-oss-20b", { input: 0.075, output: 0.3 })] } });
    expect(prices.priceOf("groq/openai/gpt-oss-20b")).toEqual({ input: 0.075, output: 0.3, cacheRead: 0.0375, source: "list" });
  });

  it("a price of one model before that of its provider", async () => {
    const prices = await loadPrices({ declared: { My_LLM: free, "my-llm/large": { input: 1, output: 1 } } });
    expect(prices.priceOf("my-llm/small")).toEqual({ ...free, source: "declared" });
    expect(prices.priceOf("my-llm/large")?.input).toBe(1);
  });

  it.each([
    [{ input: -1, output: 1 }, /acme has input: -1/],
    [{ input: 1, output: Number.NaN }, /acme has output/],
    [{ input: "1" as unknown as number }, /acme has input: "1"/],
    [{ output: 1 } as unknown as { input: number }, /acme has no input/],
    [{ input: 1, tiers: [{ aboveInputTokens: 10, input: -2 }] }, /acme has input: -2/],
  ])("refuses %j", async (price, message) => {
    const loading = loadPrices({ declared: { acme: price } });
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toSatisfy(InvalidArgumentError.isInstance);
  });
});

describe("limitsOf", () => {
  it("knows windows and longest answers, as far as anybody says", async () => {
    const prices = await loadPrices();
    expect(prices.limitsOf("groq/openai/gpt-oss-20b")).toEqual({ contextWindow: 131_072, maxOutputTokens: 65_536 });
    expect(prices.limitsOf("openai/gpt-4")).toEqual({ contextWindow: 8192 });
    expect(prices.limitsOf("acme/large")).toEqual({});
    expect(prices.limitsOf("nothing")).toEqual({});
  });
});

it("one question is asked in one line", async () => {
  expect((await priceOf("acme/large", { declared: { acme: { input: 3 } } }))?.input).toBe(3);
  expect((await costOf("groq/openai/gpt-oss-20b", { inputTokens: 1000, outputTokens: 58 }))?.total).toBe(0.0000924);
  expect(await costOf("acme/large", { inputTokens: 1, outputTokens: 1 })).toBeNull();
});
