import { describe, expect, it } from "vitest";
import { loadPrices, type DeclaredPrice, type PriceBookOptions, type Usage } from "../../src/index.ts";

const rates: DeclaredPrice = { input: 2, output: 8, cacheRead: 0.5, cacheWrite: 2.5, reasoning: 10, request: 0.01 };

async function cost(price: DeclaredPrice, usage: Usage, options: PriceBookOptions = {}) {
  return (await loadPrices({ declared: { acme: price }, ...options })).costOf("acme/large", usage);
}

describe("costOf", () => {
  it("bills what was cached, thought and written at its own rate", async () => {
    const usage: Usage = {
      inputTokens: { total: 1000, noCache: 300, cacheRead: 600, cacheWrite: 100 },
      outputTokens: { total: 50, text: 30, reasoning: 20 },
    };
    expect(await cost(rates, usage)).toEqual({ total: 0.01159, input: 0.00115, output: 0.00044, source: "declared" });
  });

  it("bills at the plain rate what has none of its own", async () => {
    const usage: Usage = { inputTokens: { total: 1000, noCache: 300, cacheRead: 600, cacheWrite: 100 }, outputTokens: { total: 50, text: 30, reasoning: 20 } };
    expect(await cost({ input: 2, output: 8 }, usage)).toEqual({ total: 0.0024, input: 0.002, output: 0.0004, source: "declared" });
  });

  it("reads usage in each of the AI SDK's forms", async () => {
    const form = { inputTokens: 1000, inputTokenDetails: { noCacheTokens: 400, cacheReadTokens: 600, cacheWriteTokens: undefined }, outputTokens: 50, outputTokenDetails: { textTokens: 30, reasoningTokens: 20 } };
    expect((await cost(rates, form))?.total).toBe(0.01154);
    expect((await cost({ input: 0.02 }, { tokens: 1_000_000 }))?.total).toBe(0.02);
    const parts: Usage = { inputTokens: { total: undefined, noCache: 100, cacheRead: 100, cacheWrite: undefined }, outputTokens: { total: undefined, text: 10, reasoning: undefined } };
    expect((await cost({ input: 1, output: 1 }, parts))?.total).toBe(0.00021);
  });

  it("takes the rates of the whole request from the length of its input, the cached part included", async () => {
    const price: DeclaredPrice = { input: 1, output: 2, tiers: [{ aboveInputTokens: 2000, input: 4, output: 8 }, { aboveInputTokens: 1000, input: 2, output: 4 }] };
    const usageOf = (input: number, cached: number): Usage => ({ inputTokens: { total: input, noCache: input - cached, cacheRead: cached, cacheWrite: 0 }, outputTokens: { total: 1000, text: 1000, reasoning: 0 } });
    expect((await cost(price, usageOf(1000, 0)))?.total).toBe(0.003);
    expect((await cost(price, usageOf(1001, 500)))?.total).toBe(0.006002);
    expect((await cost(price, usageOf(2001, 2001)))?.total).toBe(0.016004);
  });

  it("[S2-21] is null where no price is known, whatever was counted, and never an error", async () => {
    const prices = await loadPrices();
    const usage: Usage = { inputTokens: 10, outputTokens: 5 };
    const references = ["acme/large", "local/gpt-4o", "constructor/toString", "groq/constructor", "no-slash", "/", "a/", ""];
    expect(references.map((reference) => prices.costOf(reference, usage))).toEqual(references.map(() => null));
    expect(references.map((reference) => prices.priceOf(reference))).toEqual(references.map(() => undefined));
    expect(usage).toEqual({ inputTokens: 10, outputTokens: 5 });
  });

  it("is null where tokens are not known, or not priced", async () => {
    expect(await cost(rates, { inputTokens: undefined, outputTokens: undefined })).toBeNull();
    expect(await cost(rates, { inputTokens: Number.NaN, outputTokens: -1 })).toBeNull();
    expect(await cost({ input: 1 }, { inputTokens: 10, outputTokens: 5 })).toBeNull();
    expect((await cost({ input: 1 }, { inputTokens: 10, outputTokens: 0 }))?.total).toBe(0.00001);
  });

  it("is 0 where the price was declared as 0", async () => {
    expect(await cost({ input: 0, output: 0 }, { inputTokens: 10, outputTokens: 5 })).toEqual({ total: 0, input: 0, output: 0, source: "declared" });
  });

  it("[S2-18] is not computed where it is to be skipped", async () => {
    const usage: Usage = { inputTokens: 10, outputTokens: 5, raw: { cost: 1 } };
    expect(await cost(rates, usage, { skipCost: true })).toBeNull();
    expect(await cost(rates, usage, { skipCost: ["Acme"] })).toBeNull();
    expect(await cost(rates, usage, { skipCost: ["groq"] })).not.toBeNull();
    const prices = await loadPrices({ skipCost: ["alibaba"] });
    expect(prices.costOf("dashscope/qwen-plus", usage)).toBeNull();
    expect(prices.priceOf("dashscope/qwen-plus")).toBeDefined();
  });
});

describe("what the service reports", () => {
  const used = { inputTokens: 10, outputTokens: 5 };
  it.each([
    ["OpenRouter", { cost: 0.0123 }, 0.0123],
    ["OpenRouter, with a key of one's own", { cost: 0.001, is_byok: true, cost_details: { upstream_inference_cost: 0.002 } }, 0.003],
    ["xAI", { cost_in_usd_ticks: 37_756_000 }, 0.0037756],
    ["Perplexity", { cost: { input_tokens_cost: 0.001, total_cost: 0.006 } }, 0.006],
  ])("%s: is what the call cost", async (_, raw, total) => {
    expect((await loadPrices()).costOf("openrouter/openai/gpt-5.5", { ...used, raw })).toEqual({ total, source: "reported" });
  });

  it("is not believed where it is no amount", async () => {
    for (const raw of [{ cost: -1 }, { cost: "1" }, { cost: null }, "1", null, []]) {
      expect((await loadPrices()).costOf("groq/openai/gpt-oss-20b", { ...used, raw })?.source).toBe("catalogue");
    }
  });

  it("comes after what the user declared", async () => {
    expect(await cost({ input: 1, output: 1 }, { ...used, raw: { cost: 5 } })).toMatchObject({ total: 0.000015, source: "declared" });
  });
});
