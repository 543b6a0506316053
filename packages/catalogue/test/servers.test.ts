import type { LanguageModelV4, LanguageModelV4Usage } from "@ai-sdk/provider";
import { createCustom, createPreset } from "@portolan/provider-custom";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { costOf, countTokens, loadPrices } from "../src/index.ts";

const question = "How deep is the harbour of Palma, and who measured it first?";

async function emulated(profile: "llama-cpp" | "vllm" | "openai-compatible" | "openrouter"): Promise<Emulator> {
  const emulator = await startEmulator(profile);
  onTestFinished(() => emulator.close());
  return emulator;
}

async function ask(model: LanguageModelV4): Promise<LanguageModelV4Usage> {
  const { usage } = await model.doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: question }] }] });
  return usage;
}

describe("countTokens", () => {
  it.each(["llama-cpp", "vllm"] as const)("[S1-17] counts what %s then reports, with the provider's key", async (profile) => {
    const { baseURL, apiKey, requests } = await emulated(profile);
    const provider = createPreset(profile, { baseURL, apiKey });
    const model = provider(profile === "vllm" ? "Qwen/Qwen3-8B" : "default");
    const counted = await countTokens(model, question);
    expect(counted).toEqual({ count: (await ask(model)).inputTokens.total, exact: true, method: "server" });
    expect(requests.map(({ path }) => path)).toEqual(profile === "vllm" ? ["/tokenize", "/v1/chat/completions"] : ["/apply-template", "/tokenize", "/v1/chat/completions"]);
  });

  it("holds for another user's key too, and shows none", async () => {
    const { baseURL, apiKey } = await emulated("vllm");
    const provider = createPreset("vllm", { baseURL, apiKey: "test-key-wrong" });
    const refused = await countTokens(provider("Qwen/Qwen3-8B"), question);
    expect(refused).toMatchObject({ exact: false, method: "estimate", note: expect.stringMatching(/did not count: vllm\/Qwen\/Qwen3-8B.*401/) });
    expect(refused.note).not.toContain("test-key-wrong");
    expect((await countTokens(provider.withCredentials({ apiKey })("Qwen/Qwen3-8B"), question)).method).toBe("server");
  });
});

describe("costOf", () => {
  it("[S2-21] is null for an endpoint of the user's own, whose tokens are counted all the same", async () => {
    const { baseURL, apiKey } = await emulated("openai-compatible");
    const usage = await ask(createCustom({ id: "acme", baseURL, apiKey })("test-model"));
    expect(usage.inputTokens.total).toBeGreaterThan(0);
    expect(usage.outputTokens.total).toBeGreaterThan(0);
    expect(await costOf("acme/test-model", usage)).toBeNull();
    const priced = await costOf("acme/test-model", usage, { declared: { acme: { input: 1, output: 0 } } });
    expect(priced?.total).toBe((usage.inputTokens.total ?? 0) / 1e6);
  });

  it("is what OpenRouter reports, and what its list says where it does not", async () => {
    const { baseURL, apiKey } = await emulated("openrouter");
    const openrouter = createPreset("openrouter", { baseURL, apiKey });
    const usage = await ask(openrouter("deepseek/deepseek-v4-flash"));
    const prices = await loadPrices({ listed: { openrouter: await openrouter.listModels() } });
    expect(prices.costOf("openrouter/deepseek/deepseek-v4-flash", usage)).toEqual({ total: 0.00042, source: "reported" });
    const { raw: _, ...unreported } = usage;
    expect(prices.costOf("openrouter/deepseek/deepseek-v4-flash", unreported)).toMatchObject({ source: "list" });
    expect(prices.priceOf("openrouter/deepseek/deepseek-v4-flash")).toMatchObject({ input: 0.14, output: 0.28 });
  });
});
