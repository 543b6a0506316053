import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { PartEmitter, type Ending } from "../../src/language-model/part-emitter.ts";
import { Warnings } from "../../src/language-model/warnings.ts";
import { finishOf, types, written } from "./written.ts";

describe("the end of an answer", () => {
  describe("the finish reason", () => {
    const call = (out: PartEmitter): void => out.toolInput({ index: 0, id: "a", name: "f", delta: '{"a":1}' });

    it.each([
      ["stop", "stop"],
      ["eos", "stop"],
      ["STOP", "stop"],
      ["length", "length"],
      ["model_length", "length"],
      ["content_filter", "content-filter"],
      ["function_call", "tool-calls"],
      ["constructor", "other"],
      ["something-new", "other"],
    ])("%s is %s", (raw, unified) => {
      const parts = written((out) => {
        out.text("a");
        out.finish(raw);
      });
      expect(finishOf(parts).finishReason).toEqual({ unified, raw });
    });

    it.each([["stop"], ["eos"], ["unheard-of"], [undefined]])("complete tool calls and %s make tool-calls", (raw) => {
      const parts = written((out) => {
        call(out);
        if (raw !== undefined) out.finish(raw);
      });
      expect(finishOf(parts).finishReason).toEqual({ unified: "tool-calls", raw });
    });

    it.each([[true, "tool-calls"], [false, "length"]])("complete tool calls before a limit, of a service whose calls are never halves (%s), make %s", (wholeCalls, unified) => {
      const parts = written((out) => {
        call(out);
        out.finish("length", { wholeCalls });
      });
      expect(finishOf(parts).finishReason).toEqual({ unified, raw: "length" });
    });

    it("is the limit where it left no call", () => {
      expect(finishOf(written((out) => out.finish("length", { wholeCalls: true }))).finishReason.unified).toBe("length");
    });

    it("is interrupted when the answer was cut, and error when the service said so", () => {
      expect(finishOf(written((out) => out.text("a"), "cut")).finishReason.unified).toBe("interrupted");
      expect(finishOf(written((out) => out.text("a"), "failed")).finishReason.unified).toBe("error");
    });

    it("is what the service said, also of an answer that was cut after it", () => {
      const parts = written((out) => {
        out.text("a");
        out.finish("stop");
      }, "cut");
      expect(finishOf(parts).finishReason).toEqual({ unified: "stop", raw: "stop" });
    });

    it("is other, never stop, when the service marked the end without a reason", () => {
      expect(finishOf(written((out) => out.text("a"))).finishReason).toEqual({ unified: "other", raw: undefined });
    });
  });

  it.each<[Ending, string | undefined]>([
    ["cut", undefined],
    ["failed", undefined],
    ["complete", "length"],
  ])("input cut by %s %s ends without a call", (ending, raw) => {
    const parts = written((out) => {
      out.toolInput({ index: 0, id: "a", name: "f", delta: '{"a":' });
      if (raw !== undefined) out.finish(raw);
    }, ending);
    expect(types(parts)).toContain("tool-input-end");
    expect(types(parts)).not.toContain("tool-call");
  });

  it.each(["tool_calls", "stop", "unheard-of"])("passes malformed input on at a clean finish: %s", (raw) => {
    const parts = written((out) => {
      out.toolInput({ index: 0, id: "a", name: "f", delta: "{oops" });
      out.finish(raw);
    });
    expect(parts.find((part) => part.type === "tool-call")).toMatchObject({ input: "{oops" });
  });

  it("tells of usage, what was kept and late warnings with the finish", () => {
    const warnings = new Warnings();
    const out = new PartEmitter({ providerId: "test", warnings, coalesce: true });
    warnings.add({ type: "other", message: "early" });
    warnings.start();
    const usage: LanguageModelV4Usage = {
      inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: 2, text: 2, reasoning: undefined },
    };
    out.text("a");
    out.usage(usage);
    out.keep("requestId", "r");
    out.keep("nothing", undefined);
    out.end("complete", () => warnings.add({ type: "other", message: "late" }));
    const parts = out.take();
    expect(parts[0]).toEqual({ type: "stream-start", warnings: [{ type: "other", message: "early" }] });
    expect(finishOf(parts)).toMatchObject({ usage, providerMetadata: { test: { requestId: "r", warnings: [{ type: "other", message: "late" }] } } });
  });
});
