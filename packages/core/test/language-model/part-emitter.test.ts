import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ending, PartEmitter } from "../../src/language-model/part-emitter.ts";
import { brokenRule } from "./legal-order.ts";
import { emitter, judge, types, written } from "./written.ts";

describe("PartEmitter", () => {
  const text = fc.string({ maxLength: 3 });
  const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
  const report = fc.oneof(
    fc.record({ do: fc.constant("text" as const), text }),
    fc.record({ do: fc.constant("reasoning" as const), text, signed: fc.boolean() }),
    fc.record({
      do: fc.constant("tool" as const),
      index: maybe(fc.nat(2)),
      id: maybe(fc.constantFrom("", "a", "b")),
      name: maybe(fc.constantFrom("", "get_", "weather")),
      delta: maybe(fc.constantFrom("", "{", '"a":1', "}")),
      position: maybe(fc.nat(1)),
    }),
    fc.record({ do: fc.constant("executed" as const), id: fc.uuid() }),
    fc.record({ do: fc.constant("source" as const), url: fc.constantFrom("https://a.example", "https://b.example"), startIndex: maybe(fc.nat(9)) }),
    fc.record({ do: fc.constant("file" as const) }),
    fc.record({ do: fc.constant("metadata" as const), id: fc.constantFrom("", "x") }),
    fc.record({ do: fc.constant("finish" as const), raw: fc.constantFrom("stop", "length", "tool_calls", "eos", "odd") }),
    fc.record({ do: fc.constant("read" as const) }),
    fc.record({ do: fc.constant("error" as const) }),
  );

  it("writes a legal stream whatever is reported, in whatever order", () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 40 }), fc.constantFrom<Ending>("complete", "cut", "failed"), fc.boolean(), (reports, ending, coalesce) => {
        const out = emitter({ coalesce });
        for (const said of reports) {
          if (said.do === "text") out.text(said.text);
          else if (said.do === "reasoning") out.reasoning(said.text, said.signed ? { signature: "s" } : undefined);
          else if (said.do === "tool") out.toolInput(said);
          else if (said.do === "executed") {
            out.toolCall({ toolCallId: said.id, toolName: "search", input: "{}", providerExecuted: true });
            out.toolResult({ toolCallId: said.id, toolName: "search", result: "found" });
          } else if (said.do === "source") out.source(said);
          else if (said.do === "file") out.file({ mediaType: "image/png", data: { type: "data", data: "" } });
          else if (said.do === "metadata") out.metadata(said);
          else if (said.do === "finish") out.finish(said.raw);
          else if (said.do === "error") out.error(new Error("broken"));
          else out.beginRead();
        }
        out.end(ending, judge);
        expect(brokenRule(out.take())).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("keeps every character of text, merged or not", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.constant(undefined))), fc.boolean(), (pieces, coalesce) => {
        const out = emitter({ coalesce });
        for (const piece of pieces) {
          if (piece === undefined) out.beginRead();
          else out.text(piece);
        }
        out.end("complete", judge);
        const said = out.take().map((part) => (part.type === "text-delta" ? part.delta : ""));
        expect(said.join("")).toBe(pieces.join(""));
      }),
    );
  });

  it("merges deltas of one read, and not of two", () => {
    const out = emitter();
    out.text("a");
    out.text("b");
    out.beginRead();
    out.text("c");
    expect(out.take().filter(({ type }) => type === "text-delta")).toEqual([
      { type: "text-delta", id: "text-0", delta: "ab" },
      { type: "text-delta", id: "text-0", delta: "c" },
    ]);
  });

  it("merges neither what belongs to two calls nor what something stands between", () => {
    const out = emitter();
    out.text("a");
    out.source({ url: "https://a.example" });
    out.text("b");
    for (const [index, delta] of [[0, "{"], [1, "["], [0, "}"], [1, "]"]] as const) out.toolInput({ index, id: `c${index}`, name: "f", delta });
    const deltas = out.take().flatMap((part) => ("delta" in part ? [[part.id, part.delta]] : []));
    expect(deltas).toEqual([["text-0", "a"], ["text-0", "b"], ["c0", "{"], ["c1", "["], ["c0", "}"], ["c1", "]"]]);
  });

  it("does not merge when told not to", () => {
    const out = emitter({ coalesce: false });
    out.text("a");
    out.text("b");
    expect(out.take().filter(({ type }) => type === "text-delta")).toHaveLength(2);
  });

  it("closes reasoning before text, and both before tool input", () => {
    const parts = written((out) => {
      out.reasoning("hm");
      out.text("so");
      out.toolInput({ index: 0, id: "a", name: "f", delta: "{}" });
    });
    expect(types(parts)).toEqual([
      "stream-start",
      "reasoning-start",
      "reasoning-delta",
      "reasoning-end",
      "text-start",
      "text-delta",
      "text-end",
      "tool-input-start",
      "tool-input-delta",
      "tool-input-end",
      "tool-call",
      "finish",
    ]);
  });

  it("puts what reasoning is signed with on its end", () => {
    const parts = written((out) => {
      out.reasoning("a");
      out.reasoning("", { signature: "s" });
      out.text("b");
    });
    expect(parts.find(({ type }) => type === "reasoning-end")).toEqual({ type: "reasoning-end", id: "reasoning-0", providerMetadata: { test: { signature: "s" } } });
  });

  it("names a page once and cites it as often as it is cited", () => {
    const parts = written((out) => {
      out.text("two facts");
      out.source({ url: "https://a.example", title: "A", startIndex: 0, endIndex: 3 });
      out.source({ url: "https://a.example", startIndex: 4, endIndex: 9 });
    });
    expect(parts.filter(({ type }) => type === "source")).toHaveLength(1);
    const end = parts.find((part) => part.type === "text-end");
    expect(end?.type === "text-end" ? end.citations?.map(({ startIndex }) => startIndex) : undefined).toEqual([0, 4]);
  });

  it("commits on content and not on a source or metadata", () => {
    const out = emitter();
    out.metadata({ id: "x" });
    out.source({ url: "https://a.example" });
    out.raw({});
    expect(out.committed).toBe(false);
    out.text("a");
    expect(out.committed).toBe(true);
  });

  it("merges what reasoning is signed with, and each block has its own", () => {
    const parts = written((out) => {
      out.reasoning("a", { signature: "s" });
      out.reasoning("", { format: "x" });
      out.text("b");
      out.reasoning("c");
    });
    expect(parts.filter(({ type }) => type === "reasoning-end")).toEqual([
      { type: "reasoning-end", id: "reasoning-0", providerMetadata: { test: { signature: "s", format: "x" } } },
      { type: "reasoning-end", id: "reasoning-2" },
    ]);
  });

  it("gives citations to the text that they are of, also those that quote and name no place", () => {
    const parts = written((out) => {
      out.text("one");
      out.source({ url: "https://a.example", citedText: "quoted", metadata: { date: "today" } });
      out.reasoning("hm");
      out.text("two");
      out.source({ url: "https://a.example", startIndex: 1, endIndex: 2 });
    });
    const source = { type: "source", sourceType: "url", id: "source-0", url: "https://a.example", providerMetadata: { test: { date: "today" } } };
    expect(parts.filter(({ type }) => type === "text-end")).toEqual([
      { type: "text-end", id: "text-0", citations: [{ source, citedText: "quoted" }] },
      { type: "text-end", id: "text-2", citations: [{ source, startIndex: 1, endIndex: 2 }] },
    ]);
  });

  it.each<[string, (out: PartEmitter) => void]>([
    ["a call of the service's own", (out) => out.toolCall({ toolCallId: "a", toolName: "f", input: "{}", providerExecuted: true })],
    ["a file", (out) => out.file({ mediaType: "image/png", data: { type: "data", data: "" } })],
    ["tool input", (out) => out.toolInput({ index: 0, id: "a", name: "f", delta: "{" })],
  ])("commits on %s", (_, write) => {
    const out = emitter();
    write(out);
    expect(out.committed).toBe(true);
    expect(out.isEmpty).toBe(false);
  });

  it("is not empty once a tool call has begun, though there is nothing to pass on yet", () => {
    const out = emitter();
    out.toolInput({ index: 0, id: "a", name: "f" });
    expect([out.committed, out.isEmpty]).toEqual([false, false]);
  });

  it("gives a tool call another id than one the service took for its own", () => {
    const parts = written((out) => {
      out.toolCall({ toolCallId: "a", toolName: "search", input: "{}", providerExecuted: true });
      out.toolInput({ index: 0, id: "a", name: "f", delta: "{}" });
    });
    const ids = parts.flatMap((part) => (part.type === "tool-call" ? [part.toolCallId] : []));
    expect(new Set(ids).size).toBe(2);
  });

  it("keeps what a tool call has to be sent back with", () => {
    const parts = written((out) => out.toolInput({ index: 0, id: "a", name: "f", delta: "{}", metadata: { signature: "s" } }));
    expect(parts.find(({ type }) => type === "tool-call")).toMatchObject({ providerMetadata: { test: { signature: "s" } } });
  });

  it("tells of the first error alone", () => {
    const out = emitter();
    out.fail("first");
    out.fail("second");
    expect(out.failure).toEqual({ body: "first" });
  });

  it("judges tool calls as something delivered", () => {
    const out = emitter();
    let delivered: boolean | undefined;
    out.toolInput({ index: 0, id: "a", name: "f" });
    out.end("complete", (outcome) => {
      delivered = outcome.delivered;
    });
    expect(delivered).toBe(true);
  });

});
