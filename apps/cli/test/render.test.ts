import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { renderBytes, renderDuration, renderTable, renderTokens, renderUsage, renderWarning, shellWord } from "../src/render.ts";
import { printable } from "../src/terminal.ts";

const usage = (input: number | undefined, output: number | undefined, reasoning?: number, cached?: number): LanguageModelV4Usage => ({
  inputTokens: { total: input, noCache: undefined, cacheRead: cached, cacheWrite: undefined },
  outputTokens: { total: output, text: undefined, reasoning },
});

describe("renderTable", () => {
  it("lines columns up by what is seen of them", () => {
    expect(renderTable([["a", "bb", "c"], ["\u001b[1maaa\u001b[22m", "🌊", ""]])).toBe("a    bb  c\n\u001b[1maaa\u001b[22m  🌊");
  });
});

it.each([["local/qwen3:8b", "local/qwen3:8b"], ["a b", "'a b'"], ["a$(b)'c", "'a$(b)'\\''c'"]])("shellWord(%j) is %s", (text, word) => {
  expect(shellWord(text)).toBe(word);
});

describe("renderUsage", () => {
  it("tells tokens, times and speed", () => {
    expect(renderUsage(usage(12, 101, 20, 8), { firstPartMs: 310, totalMs: 1310 })).toBe(
      "12 tokens in, 101 out · 8 of it cached · 20 of it reasoning · first after 310 ms · 1.3 s in all · 101 tokens/s",
    );
  });

  it("leaves out what is not known, and speeds that mean nothing", () => {
    expect(renderUsage(usage(undefined, undefined), { firstPartMs: undefined, totalMs: 61_000 })).toBe("tokens unknown · 1 min 1 s in all");
    expect(renderUsage(usage(3, 400), { firstPartMs: 5, totalMs: 6 })).toBe("3 tokens in, 400 out · first after 5 ms · 6 ms in all");
  });
});

it.each([[undefined, "?"], [448, "448"], [8192, "8192"], [131_072, "131k"], [999_999, "1M"], [1_048_576, "1M"], [1_500_000, "1.5M"]])("renderTokens(%s) is %s", (count, text) => {
  expect(renderTokens(count)).toBe(text);
});

it.each([[0, "0 B"], [999, "999 B"], [1000, "1.0 kB"], [98_362_432, "98.4 MB"], [99_960_000, "100 MB"], [120_169_728, "120 MB"], [2_019_000_000, "2.0 GB"], [5e15, "5000 TB"]])("renderBytes(%s) is %s", (bytes, text) => {
  expect(renderBytes(bytes)).toBe(text);
});

it.each([[0.4, "0 ms"], [999, "999 ms"], [1000, "1.0 s"], [59_949, "59.9 s"], [59_960, "1 min 0 s"], [125_000, "2 min 5 s"], [299_600, "5 min 0 s"]])("renderDuration(%s) is %s", (ms, text) => {
  expect(renderDuration(ms)).toBe(text);
});

describe("renderWarning", () => {
  it("says what is missing, and why", () => {
    expect(renderWarning({ type: "unsupported", feature: "topK" })).toBe("topK is not supported");
    expect(renderWarning({ type: "unsupported", feature: "topK", details: "Groq has none" })).toBe("topK is not supported: Groq has none");
    expect(renderWarning({ type: "compatibility", feature: "reasoning", details: "sent as low" })).toBe("reasoning: sent as low");
    expect(renderWarning({ type: "deprecated", setting: "model", message: "use another" })).toBe("model is deprecated: use another");
    expect(renderWarning({ type: "other", message: "hm" })).toBe("hm");
  });
});

describe("printable", () => {
  it("keeps text and shows what would steer a terminal", () => {
    expect(printable("a\tb\r\nc\rd")).toBe("a\tb\nc\nd");
    expect(printable("\u001b]52;c;aGk=\u0007\u009b31m\u0000")).toBe("\u{fffd}]52;c;aGk=\u{fffd}\u{fffd}31m\u{fffd}");
    expect(printable("Ünïcödé 🌊")).toBe("Ünïcödé 🌊");
  });
});
