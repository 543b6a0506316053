import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it, vi } from "vitest";
import { encodingOf, hasLongRun, loadEncoding, type Encoding } from "../../src/tokens/encodings.ts";

// An encoding is megabytes, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

describe("encodingOf", () => {
  it.each<[Encoding | undefined, readonly string[]]>([
    ["o200k_base", ["gpt-4o", "gpt-4o-mini-2024-07-18", "chatgpt-4o-latest", "gpt-4.1-nano", "gpt-5", "gpt-5.5", "gpt-6-astra", "o1", "o3-mini", "o4-mini", "openai/gpt-oss-120b", "accounts/fireworks/models/gpt-oss-20b"]],
    ["cl100k_base", ["gpt-4", "gpt-4-turbo", "gpt-4-0613", "gpt-3.5-turbo", "text-embedding-3-small", "text-embedding-ada-002", "davinci-002"]],
    ["p50k_base", ["text-davinci-003", "code-davinci-002"]],
    ["r50k_base", ["davinci", "text-curie-001"]],
    [undefined, ["qwen-plus", "llama-3.3-70b", "claude-sonnet-5", "o1js", "my-gpt-4o", "gemini-2.5-pro", "", "adapter"]],
  ])("%s: %j", (encoding, models) => {
    expect(models.map((model) => [model, encodingOf(model)])).toEqual(models.map((model) => [model, encoding]));
  });
});

describe("loadEncoding", () => {
  it("counts by the model's own vocabulary", async () => {
    const text = "Der Steuermann legte sein Lineal zwischen zwei Häfen.";
    const counts: string[] = [];
    for (const encoding of ["o200k_base", "cl100k_base", "p50k_base", "r50k_base"] as const) {
      const count = await loadEncoding(encoding);
      counts.push(`${encoding} ${count(text)} ${count("Name a port.")}`);
    }
    // As js-tiktoken, an implementation of its own, counts them.
    expect(counts).toEqual(["o200k_base 14 4", "cl100k_base 14 4", "p50k_base 21 4", "r50k_base 21 4"]);
  });

  it("takes a text that spells a control token for text", async () => {
    expect((await loadEncoding("o200k_base"))("<|endoftext|>")).toBe(7);
  });

  it.each([
    ["a word without end", "a"],
    ["spaces", " "],
    ["signs", "="],
    ["marks among signs", "\u0301-"],
    ["line ends and slashes", "/\n"],
    ["emoji", "🙂"],
  ])("counts %s in no time", async (_, unit) => {
    const text = unit.repeat(300_000);
    const count = await loadEncoding("o200k_base");
    const startedAt = performance.now();
    expect(count(text)).toBeGreaterThan(1000);
    // In one piece it takes minutes.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(hasLongRun(text)).toBe(true);
  });

  it("is at most two tokens off at each cut, and exact where there is none", async () => {
    const count = await loadEncoding("o200k_base");
    const exactly = (text: string): number => countTokens(text, { disallowedSpecial: new Set() });
    for (const unit of ["unbelievable", "Lineal", "港口", "ä", "=>", "👩🏽‍🚀"]) {
      const text = `Before ${unit.repeat(300)} and after.`;
      const mostCuts = [...text].length / 256;
      expect([unit, hasLongRun(text), Math.abs(count(text) - exactly(text)) <= 2 * mostCuts]).toEqual([unit, true, true]);
    }
    const text = "A port, and another. ".repeat(1000);
    expect([hasLongRun(text), count(text)]).toEqual([false, exactly(text)]);
  });
});
