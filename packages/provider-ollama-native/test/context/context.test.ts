import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import type { Connection } from "@portolan/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../src/context/estimate.ts";
import { isSuspicious, judgeContext, judgeFiles } from "../../src/context/judge.ts";
import { loadedContext } from "../../src/context/loaded.ts";
import { contextOf } from "../../src/context/window.ts";
import { encodeChat } from "../../src/chat/encode.ts";
import { layWires, type OllamaWire } from "../../src/wire.ts";
import { callOf, type CallParts } from "../calls.ts";

const numCtx = (parts: CallParts, wire: Partial<OllamaWire> = {}): number | undefined => contextOf(callOf(parts).call, layWires([wire])).numCtx;
const picture = { type: "file" as const, mediaType: "image/png", data: { type: "data" as const, data: "QUJD" } };
const words = (count: number): string => "the quick ship sails home again ".repeat(count / 6).trim();

describe("estimateTokens", () => {
  it.each([
    ["prose, at four letters a token", "quiet ship ".repeat(40), 110],
    ["code, where many signs are tokens", "f(x)={y};".repeat(40), 280],
    ["numbers, of which some models take each digit alone", "3.14159265".repeat(40), 400],
    ["a script of which a letter may be a token", "海は塩辛い".repeat(40), 200],
    ["blanks, of which one token may be many", " ".repeat(4000), 40],
  ])("holds %s", (_, text, tokens) => {
    const { least, most } = estimateTokens(callOf({ prompt: text }).call);
    expect(least).toBeLessThanOrEqual(tokens);
    expect(most).toBeGreaterThanOrEqual(tokens);
  });

  it("counts everything that is sent, wherever it stands", () => {
    const long = words(600);
    const none = estimateTokens(callOf({ prompt: "" }).call).most;
    const prompts: LanguageModelV4Prompt[] = [
      [{ role: "system", content: long }],
      [{ role: "user", content: [{ type: "text", text: long }] }],
      [{ role: "user", content: [{ type: "file", mediaType: "text/plain", data: { type: "text", text: long } }] }],
      [{ role: "assistant", content: [{ type: "reasoning", text: long }] }],
      [{ role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "look", input: { at: long } }] }],
      [{ role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "look", output: { type: "json", value: { saw: long } } }] }],
      [{ role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "look", output: { type: "content", value: [{ type: "text", text: long }] } }] }],
    ];
    for (const prompt of prompts) expect(estimateTokens(callOf({ prompt }).call).most - none).toBeGreaterThan(600);
    expect(estimateTokens(callOf({ options: { suffix: long } }).call).most - none).toBeGreaterThan(600);
    const tool = { type: "function" as const, name: "look", description: long, inputSchema: {} };
    expect(estimateTokens(callOf({ tools: [tool] }).call).most - none).toBeGreaterThan(600);
    expect(estimateTokens(callOf({ responseFormat: { type: "json", schema: { description: long } } }).call).most - none).toBeGreaterThan(600);
    expect(estimateTokens(callOf({ prompt: [{ role: "user", content: [picture, picture] }] }).call)).toMatchObject({ files: 2 });
  });

  it("has at least a token for every word that was said, so that a half that is missing is noticed", () => {
    expect(estimateTokens(callOf({ prompt: words(600) }).call).least).toBe(600);
    const lone = estimateTokens(callOf({ prompt: "a b ".repeat(1000) }).call);
    expect([lone.least, lone.most > lone.least]).toEqual([2000, true]);
    // A template may leave these out.
    for (const message of [{ role: "system", content: words(600) }, { role: "assistant", content: [{ type: "reasoning", text: words(600) }] }] as const) {
      expect(estimateTokens(callOf({ prompt: [message] as unknown as LanguageModelV4Prompt }).call).least).toBeLessThan(600);
    }
  });

  it("counts the words of a text file, in whatever form it comes, and no picture", () => {
    const long = words(600);
    const bytes = new TextEncoder().encode(long);
    const base64 = Buffer.from(bytes).toString("base64");
    const forms = [{ type: "text", text: long }, { type: "data", data: bytes }, { type: "data", data: base64 }, { type: "url", url: new URL(`data:text/plain;base64,${base64}`) }] as const;
    for (const data of forms) {
      const { most, files } = estimateTokens(callOf({ prompt: [{ role: "user", content: [{ type: "file", mediaType: "text/plain", data }] }] }).call);
      expect([files, most > 600]).toEqual([0, true]);
    }
  });

  it("takes nothing for missing that was not sent, or that a template may leave out", () => {
    const tool = { type: "function" as const, name: "look", description: words(6000), inputSchema: {} };
    const leastOf = (parts: CallParts): number => estimateTokens(callOf(parts).call).least;
    expect(leastOf({ tools: [tool], toolChoice: { type: "auto" } })).toBeGreaterThan(1000);
    expect(leastOf({ tools: [tool], toolChoice: { type: "none" } })).toBeLessThan(10);
    expect(leastOf({ tools: [tool, { ...tool, name: "see", description: "" }], toolChoice: { type: "tool", toolName: "see" } })).toBeLessThan(50);
    expect(leastOf({ prompt: [{ role: "assistant", content: [{ type: "reasoning", text: words(6000) }] }] })).toBe(0);
  });

  it("never has a least above its most, and grows with the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (first, second) => {
        const one = estimateTokens(callOf({ prompt: first }).call);
        const both = estimateTokens(callOf({ prompt: first + second }).call);
        expect(one.least).toBeLessThanOrEqual(one.most);
        expect(both.most).toBeGreaterThanOrEqual(one.most);
      }),
    );
  });
});

describe("contextOf", () => {
  it("asks for nothing by itself", () => {
    expect(contextOf(callOf().call, layWires([]))).toEqual({ numCtx: undefined, strict: false });
  });

  it("takes the nearest word: the call's, its model definition's, the provider's", () => {
    const wire = { contextWindow: 1000 };
    expect(numCtx({}, wire)).toBe(1000);
    expect(numCtx({}, { options: { num_ctx: 1001 } })).toBe(1001);
    expect(numCtx({ options: { contextWindow: 2000 }, usual: ["contextWindow"] }, wire)).toBe(2000);
    expect(numCtx({ options: { contextWindow: 3000, options: { num_ctx: 2000 } }, usual: ["options"] }, wire)).toBe(3000);
    expect(numCtx({ options: { numCtx: 4000, contextWindow: 2000 }, usual: ["contextWindow"] }, wire)).toBe(4000);
    expect(numCtx({ options: { options: { num_ctx: 5000 } } }, { contextWindow: "fit" })).toBe(5000);
    expect(numCtx({ options: { context_window: 6000 } }, wire)).toBe(6000);
  });

  it("fits prompt and answer, in powers of two from 4096, at most the model's own", () => {
    const fit = { contextWindow: "fit" as const };
    expect(numCtx({ prompt: "hi" }, fit)).toBe(4096);
    expect(numCtx({ prompt: words(3000) }, fit)).toBe(16_384);
    expect(numCtx({ prompt: "hi", maxOutputTokens: 4000 }, fit)).toBe(4096);
    expect(numCtx({ prompt: "hi", maxOutputTokens: 5000 }, fit)).toBe(8192);
    expect(numCtx({ prompt: words(30_000), can: { contextWindow: 40_960 } }, fit)).toBe(40_960);
    expect(numCtx({ prompt: "hi", can: { contextWindow: 2048 } }, fit)).toBe(2048);
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(9000), (length, maxOutputTokens) => {
        const call = { prompt: words(length), maxOutputTokens };
        expect(numCtx(call, fit)).toBeGreaterThanOrEqual(estimateTokens(callOf(call).call).most + maxOutputTokens);
      }),
    );
  });

  it("that is strict makes Ollama refuse what does not fit, unless the call says otherwise", () => {
    const body = (parts: CallParts, wire: Partial<OllamaWire>) => encodeChat(callOf(parts).call, layWires([wire])).body;
    expect(body({}, { strictContext: true })).toMatchObject({ truncate: false, shift: false });
    expect(body({ options: { shift: true } }, { strictContext: true })).toMatchObject({ truncate: false, shift: true });
    expect(body({ options: { strictContext: false } }, { strictContext: true })).not.toHaveProperty("truncate");
    expect(body({ options: { strictContext: true } }, {})).toMatchObject({ truncate: false, shift: false });
  });
});

describe("the judgement of an answer's numbers", () => {
  const judged = (count: number, prompt: string, contextWindow: number | undefined): string | undefined => {
    const { call, warnings } = callOf({ prompt });
    judgeContext(call, { count, estimate: estimateTokens(call) }, contextWindow);
    const [warning] = warnings;
    return warning?.type === "other" ? warning.message : undefined;
  };

  it("tells of a prompt that was cut, with the numbers", () => {
    expect(judged(13, words(600), 256)).toMatch(/at least \d{3} tokens, by its characters, and the model read 13: what did not fit the context of 256/);
    expect(judged(512, words(600), 512)).toMatch(/read 512/);
    expect(judged(511, words(450), 512)).toMatch(/up to \d{3,4} tokens, .* read 511/);
    expect(judged(13, words(600), undefined)).toMatch(/the server's context/);
  });

  it("says nothing of prompts that were read whole, or would have fitted", () => {
    expect(judged(620, words(600), 4096)).toBeUndefined();
    expect(judged(13, words(600), 131_072)).toBeUndefined();
    expect(judged(20, "hello", 20)).toMatch(/read 20/);
    expect(judged(1000, words(900), undefined)).toBeUndefined();
  });

  it("looks twice at counts that a full context would have", () => {
    const estimate = { least: 100, most: 5000, mostOfWords: 5000, files: 0 };
    expect([99, 255, 256, 4096, 4095].map((count) => isSuspicious({ count, estimate }))).toEqual([true, true, true, true, true]);
    expect([100, 257, 1000].map((count) => isSuspicious({ count, estimate }))).toEqual([false, false, false]);
  });

  it("tells of pictures that nobody seems to have seen", () => {
    const prompt: LanguageModelV4Prompt = [{ role: "user", content: [{ type: "text", text: "What is this?" }, picture] }];
    const seen = (count: number): number => {
      const { call, warnings } = callOf({ prompt });
      judgeFiles(call, { count, estimate: estimateTokens(call) });
      return warnings.length;
    };
    expect([16, 272].map(seen)).toEqual([1, 0]);
    const { call, warnings } = callOf({ prompt: "What is this?" });
    judgeFiles(call, { count: 16, estimate: estimateTokens(call) });
    expect(warnings).toEqual([]);
  });
});

describe("loadedContext", () => {
  const server = (body: unknown): Connection => ({ json: async ({ path }: { path: string }) => ({ body: path === "/api/ps" ? body : {} }) }) as unknown as Connection;
  const models = [{ name: "Some/Model:latest", model: "Some/Model:latest", context_length: 4096 }, { name: "other:7b", context_length: 8192 }, { name: "old:latest" }];

  it.each([
    ["some/model", 4096],
    ["SOME/MODEL:LATEST", 4096],
    ["registry.ollama.ai/library/other:7b", 8192],
    ["other", undefined],
    ["old", undefined],
  ])("of %s is %s", async (modelId, length) => {
    expect(await loadedContext(server({ models }), modelId, undefined)).toBe(length);
  });

  it("of a server that answers something else is unknown", async () => {
    expect(await loadedContext(server({}), "some/model", undefined)).toBeUndefined();
  });
});
