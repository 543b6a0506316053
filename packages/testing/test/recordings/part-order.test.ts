import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { orderFault } from "./part-order.ts";

const start: LanguageModelV4StreamPart = { type: "stream-start", warnings: [] };
const text = (id: string): LanguageModelV4StreamPart[] => [
  { type: "text-start", id },
  { type: "text-delta", id, delta: "a" },
  { type: "text-end", id },
];
const input: LanguageModelV4StreamPart[] = [
  { type: "tool-input-start", id: "c", toolName: "f" },
  { type: "tool-input-delta", id: "c", delta: "{}" },
  { type: "tool-input-end", id: "c" },
];
const call: LanguageModelV4StreamPart = { type: "tool-call", toolCallId: "c", toolName: "f", input: "{}" };
const finish: LanguageModelV4StreamPart = {
  type: "finish",
  finishReason: { unified: "stop", raw: "stop" },
  usage: { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } },
};

describe("orderFault", () => {
  it("is nothing for a legal answer", () => {
    expect(orderFault([start, ...text("1"), ...input, call, finish])).toBeUndefined();
  });

  it.each([
    ["stream-start is not first and alone", [...text("1"), finish]],
    ["finish is not last and alone", [start, finish, ...text("1")]],
    ["text-delta without a start: 1", [start, ...text("1").slice(1), finish]],
    ["text 2 started inside text 1", [start, ...text("1").slice(0, 2), ...text("2"), finish]],
    ["tool-input c started inside text 1", [start, ...text("1").slice(0, 2), ...input, finish]],
    ["never ended: text 1", [start, ...text("1").slice(0, 2), finish]],
    ["an empty delta of text 1", [start, { type: "text-start", id: "1" }, { type: "text-delta", id: "1", delta: "" }, finish]],
    ["tool-call without input: c", [start, call, finish]],
    ["tool-call before the end of its input: c", [start, ...input.slice(0, 2), call, finish]],
    ["tool-call came twice: c", [start, ...input, call, call, finish]],
    ["tool-call differs from its input: c", [start, ...input, { ...call, input: "{ }" }, finish]],
  ] satisfies [string, LanguageModelV4StreamPart[]][])("says %s", (fault, parts) => {
    expect(orderFault(parts)).toBe(fault);
  });
});
