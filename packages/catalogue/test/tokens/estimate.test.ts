import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { estimateTokens } from "../../src/index.ts";
import { loadEncoding } from "../../src/tokens/encodings.ts";
import { corpus } from "./corpus.ts";

// An encoding is megabytes, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

describe("estimateTokens", () => {
  it.each(Object.entries(corpus))("%s: is not below the largest vocabulary, nor far above the smaller one", async (_, text) => {
    const [large, small] = [(await loadEncoding("o200k_base"))(text), (await loadEncoding("cl100k_base"))(text)];
    const estimate = estimateTokens(text);
    expect(estimate).toBeGreaterThanOrEqual(large * 0.95);
    expect(estimate).toBeLessThanOrEqual(Math.max(small, large) * 1.45);
  });

  it("is between the two vocabularies for the corpus as a whole", async () => {
    const whole = Object.values(corpus).join("\n");
    expect(estimateTokens(whole)).toBeGreaterThan((await loadEncoding("o200k_base"))(whole));
    expect(estimateTokens(whole)).toBeLessThan((await loadEncoding("cl100k_base"))(whole));
  });

  it.each([
    ["", 0],
    ["sea", 1],
    [" the sea", 2],
    ["incomprehensibly", 4],
    ["1300", 2],
    ["海图", 2],
    ["\n\n    ", 1],
    ["⛵", 2],
  ])("%j is about %d", (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it("grows with the text, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const tokens = estimateTokens(text);
        expect(tokens).toBeGreaterThanOrEqual(text === "" ? 0 : 1);
        expect(tokens).toBeLessThanOrEqual(text.length * 2);
        expect(estimateTokens(text + text)).toBeGreaterThanOrEqual(tokens);
      }),
    );
  });

  it("takes time in proportion to the text", () => {
    expect(estimateTokens(" ".repeat(2_000_000))).toBeGreaterThan(0);
    expect(estimateTokens("a".repeat(2_000_000))).toBeGreaterThan(100_000);
    expect(estimateTokens("\u{1f3dd}".repeat(200_000))).toBe(400_000);
  });
});
