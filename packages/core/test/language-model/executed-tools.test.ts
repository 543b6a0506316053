import { describe, expect, it } from "vitest";
import { PartEmitter } from "../../src/language-model/part-emitter.ts";
import { Warnings } from "../../src/language-model/warnings.ts";

const call = { toolCallId: "c1", toolName: "search", input: "{}", providerExecuted: true };
const result = { toolCallId: "c1", toolName: "search", result: "found" };

describe("tools that the service runs itself", () => {
  it("are told of once, however often the service does", () => {
    const emitter = new PartEmitter({ providerId: "test", warnings: new Warnings(), coalesce: true });
    for (let times = 0; times < 2; times++) {
      emitter.toolCall(call);
      emitter.toolResult(result);
    }
    expect(emitter.take().slice(1)).toEqual([
      { type: "tool-call", ...call },
      { type: "tool-result", ...result },
    ]);
  });

  it("may have results that are still changing", () => {
    const emitter = new PartEmitter({ providerId: "test", warnings: new Warnings(), coalesce: true });
    emitter.toolCall(call);
    emitter.toolResult({ ...result, preliminary: true });
    emitter.toolResult(result);
    expect(emitter.take().filter(({ type }) => type === "tool-result")).toHaveLength(2);
  });
});
