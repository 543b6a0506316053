import { describe, expect, it } from "vitest";
import type { PartWriter } from "../../../src/dialects/dialect.ts";
import { ReasoningTags } from "../../../src/dialects/openai-chat/reasoning-tags.ts";
import { openaiChat } from "../../../src/openai-chat.ts";
import { callOf } from "./call.ts";
import { decode, delta } from "./said.ts";

describe("reasoning in tags", () => {
  const tags = { reasoningTags: ["<think>", "</think>"] } as const;
  const answer = "<think>\nfirst\nthen\n</think>\n\nSo it is. <think>";

  it.each([1, 2, 3, 5, 8, 100])("is taken out of text that comes %i characters at a time", (size) => {
    const frames = Array.from({ length: Math.ceil(answer.length / size) }, (_, index) => delta({ content: answer.slice(index * size, (index + 1) * size) }));
    expect(decode(frames, tags)).toMatchObject({ reasoning: "first\nthen", text: "So it is. <think>" });
  });

  it.each<[string, string, string]>([
    ["<think>never closed", "never closed", ""],
    ["<th", "", "<th"],
    ["  plain", "", "  plain"],
    ["<think></think>a", "", "a"],
    ["a<think>b</think>", "", "a<think>b</think>"],
  ])("%j has the reasoning %j and the text %j", (content, reasoning, text) => {
    expect(decode([delta({ content })], tags)).toMatchObject({ reasoning, text });
  });

  it.each(["", "<think>a"])("does not hold blank lines without end after %j", (start) => {
    let shown = 0;
    const reader = new ReasoningTags(["<think>", "</think>"], { text: (piece) => void (shown += piece.length), reasoning: (piece) => void (shown += piece.length) });
    reader.feed(start);
    for (let times = 0; times < 500; times++) reader.feed("\n\n\n\n");
    expect(shown).toBeGreaterThan(900);
  });

  it("is told from the beginning of a tag at the end", () => {
    expect(decode([delta({ content: "<think>a </thi" })], tags)).toMatchObject({ reasoning: "a </thi", text: "" });
    expect(decode([delta({ content: "<think>a </thi" }), delta({ content: "nk>b" })], tags)).toMatchObject({ reasoning: "a", text: "b" });
  });

  it("stays in the text without the option", () => {
    expect(decode([delta({ content: "<think>a</think>b" })]).text).toBe("<think>a</think>b");
  });

  it("holds nothing back behind a tool call", () => {
    const order: string[] = [];
    const dialect = openaiChat();
    const out = { text: (text: string) => order.push(text), toolInput: () => order.push("call") } as unknown as PartWriter;
    const decoder = dialect.decoder(callOf({}).call, dialect.wire([tags]), out);
    decoder.frame({ choices: [{ delta: { content: "<t" } }] });
    decoder.frame({ choices: [{ delta: { tool_calls: [{ index: 0, function: { name: "f", arguments: "{}" } }] } }] });
    expect(order).toEqual(["<t", "call"]);
  });

  it("does not begin behind a tool call", () => {
    expect(decode([delta({ content: "<t" }), delta({ tool_calls: [{ index: 0, function: { name: "f" } }] }), delta({ content: "<think>a" })], tags)).toMatchObject({ text: "<t<think>a", reasoning: "" });
  });

  it("holds nothing back when a tool call follows", () => {
    expect(decode([delta({ content: "<t" }), delta({ tool_calls: [{ index: 0, function: { name: "f", arguments: "{}" } }] })], tags)).toMatchObject({ text: "<t" });
  });
});
