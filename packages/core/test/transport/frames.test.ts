import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestFrame, ndjsonSplitter, sseSplitter, type FrameSink, type FrameSplitter } from "../../src/transport/frames.ts";

type Found = readonly [kind: "frame" | "done" | "stray" | "tooLong", text?: string, event?: string];

function split(make: (sink: FrameSink) => FrameSplitter, pieces: Iterable<string>): readonly Found[] {
  const found: Found[] = [];
  const splitter = make({
    frame: (text, event) => found.push(event === undefined ? ["frame", text] : ["frame", text, event]),
    done: () => found.push(["done"]),
    stray: (line) => found.push(["stray", line]),
    tooLong: () => found.push(["tooLong"]),
  });
  for (const piece of pieces) splitter.feed(piece);
  splitter.end();
  return found;
}

const sse = (...pieces: readonly string[]): readonly Found[] => split(sseSplitter, pieces);
const ndjson = (...pieces: readonly string[]): readonly Found[] => split(ndjsonSplitter, pieces);

function cut(text: string, cuts: readonly number[]): readonly string[] {
  const places = [0, ...cuts.map((place) => place % (text.length + 1)), text.length].toSorted((a, b) => a - b);
  return places.slice(1).map((place, index) => text.slice(places[index], place));
}

/** Lines as services and proxies write them, the odd ones included. */
const line = fc.oneof(
  fc.constantFrom(
    'data: {"a":1}',
    "data:x",
    "data: [DONE]",
    "data:",
    "data",
    "data: ",
    "event: error",
    "event:message",
    "event",
    "id: 1",
    "retry: 10",
    "retry: soon",
    ": keep-alive",
    ":",
    "",
    "",
    "",
    '{"error":{"message":"bare"}}',
    '  {"indented":true}',
    '[{"error":1}]',
    'error: {"code":500}',
    "error:",
    "error",
    "errors: none",
    "e",
    "er",
    " data: indented",
    "date: today",
    "dat",
    "evening: 1",
    "<html>",
    "\uFEFF{}",
    " ",
  ),
  fc.string({ maxLength: 8 }).map((text) => `data: ${text.replaceAll(/[\r\n]/g, "")}`),
);
const stream = fc
  .tuple(fc.constantFrom("", "\uFEFF"), fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n", "\r")), { maxLength: 12 }), line)
  .map(([mark, lines, last]) => mark + lines.map(([text, end]) => text + end).join("") + last);
const cuts = fc.array(fc.nat(200), { maxLength: 12 });

describe("sseSplitter", () => {
  it("any cut of the text gives the same frames and strays", () => {
    fc.assert(
      fc.property(stream, cuts, (text, places) => {
        expect(sse(...cut(text, places))).toEqual(sse(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("text that comes letter by letter gives the same frames and strays", () => {
    fc.assert(
      fc.property(stream, (text) => {
        expect(sse(...text)).toEqual(sse(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["\n", "\r\n", "\r"])("reads events that end in %j", (end) => {
    const lines = ["data: {", "data: }", "", ": comment", "event: error", "id: 7", "data:second", "", "data: [DONE]", "", "data: last"];
    expect(sse(lines.join(end))).toEqual([["frame", "{\n}"], ["frame", "second", "error"], ["done"], ["frame", "last"]]);
  });

  it("takes one space after the colon, and none", () => {
    expect(sse("data:a\n\ndata: b\n\ndata:  c\n\n")).toEqual([["frame", "a"], ["frame", "b"], ["frame", " c"]]);
  });

  it("passes over a byte order mark", () => {
    expect(sse("\uFEFFdata: a\n\n")).toEqual([["frame", "a"]]);
    expect(sse("\uFEFF", '{"a":', "1}\n")).toEqual([["stray", '{"a":1}']]);
  });

  it("knows the end with blanks around it, and no frame in blank data", () => {
    expect(sse("data: [DONE] \n\ndata:  \n\ndata:\n\n")).toEqual([["done"]]);
  });

  it("hands on the last event although the blank line after it is missing, or the line's own end", () => {
    expect(sse("data: a\n")).toEqual([["frame", "a"]]);
    expect(sse("data: a")).toEqual([["frame", "a"]]);
    expect(sse("data: a\r")).toEqual([["frame", "a"]]);
  });

  it.each([
    ['{"error":{"message":"busy"}}', '{"error":{"message":"busy"}}'],
    ['[{"error":{"code":429}}]', '[{"error":{"code":429}}]'],
    ['error: {"code":500}', '{"code":500}'],
    ['error:{"code":500}', '{"code":500}'],
  ])("finds %s between events however it is cut", (written, stray) => {
    const text = `data: a\n\n${written}\ndata: b\n\n`;
    const whole: readonly Found[] = [["frame", "a"], ["stray", stray], ["frame", "b"]];
    for (let place = 0; place <= text.length; place += 1) expect(sse(text.slice(0, place), text.slice(place))).toEqual(whole);
    expect(sse(`data: a\n\n${written}`)).toEqual(whole.slice(0, 2));
  });

  it("is silent about lines that say nothing", () => {
    expect(sse("hello\nfoo: bar\nretry: soon\n<html>\n: comment\n\n")).toEqual([]);
  });
});

describe("ndjsonSplitter", () => {
  it("any cut of the text gives the same frames", () => {
    const lines = fc.array(fc.tuple(fc.constantFrom('{"a":1}', "", " ", '{"b":"\\n"}', "garbage", "\u2028"), fc.constantFrom("\n", "\r\n")), { maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.constantFrom("", '{"last":1}'), cuts, (of, last, places) => {
        const text = of.map(([written, end]) => written + end).join("") + last;
        expect(ndjson(...cut(text, places))).toEqual(ndjson(text));
        expect(ndjson(text)).toEqual([...of.map(([written, end]) => (end === "\r\n" ? `${written}\r` : written)), last].filter((frame) => frame.trim() !== "").map((frame) => ["frame", frame]));
      }),
      { numRuns: 1000 },
    );
  });

  it("hands on a last line without its end", () => {
    expect(ndjson('{"a":1}\n{"b"', ":2}")).toEqual([["frame", '{"a":1}'], ["frame", '{"b":2}']]);
  });
});

describe("frames without end", () => {
  const million = "x".repeat(1024 * 1024);
  const seventeen = Array.from({ length: 17 }, () => million);
  const forms: readonly (readonly [name: string, make: (sink: FrameSink) => FrameSplitter, before: string, start: string, after: string])[] = [
    ["an event's data", sseSplitter, "data: a\n\n", "data: ", "\n\ndata: b\n\n"],
    ["data of many lines", sseSplitter, "data: a\n\n", "data: y\ndata: ", "\ndata: z\n\ndata: b\n\n"],
    ["a bare line", sseSplitter, "data: a\n\n", "{", "\ndata: b\n\n"],
    ["an error line", sseSplitter, "data: a\n\n", "error: ", "\ndata: b\n\n"],
    ["a line of JSON", ndjsonSplitter, "a\n", "", "\nb\n"],
  ];

  it.each(forms)("%s: is told once, however it comes, and nothing follows", (_name, make, before, start, after) => {
    const found: readonly Found[] = [["frame", "a"], ["tooLong"]];
    expect(split(make, [before, start, ...seventeen, after])).toEqual(found);
    expect(split(make, [before + start, ...seventeen, million, million])).toEqual(found);
    expect(split(make, [before + start + seventeen.join("") + after])).toEqual(found);
    expect(split(make, [before + start + seventeen.join("")])).toEqual(found);
  });

  it.each([
    ["an event's data", sseSplitter, "data: ", "\n\n"],
    ["a line of JSON", ndjsonSplitter, "", "\n"],
  ] as const)("%s of just the longest length is a frame", (_name, make, start, end) => {
    const longest = "x".repeat(longestFrame);
    const wanted = (found: readonly Found[]): readonly unknown[] => found.map(([kind, text]) => [kind, text?.length]);
    expect(wanted(split(make, [start + longest + end]))).toEqual([["frame", longestFrame]]);
    expect(wanted(split(make, [start, longest.slice(0, -1), "x", end]))).toEqual([["frame", longestFrame]]);
    expect(wanted(split(make, [`${start + longest}x${end}`]))).toEqual([["tooLong", undefined]]);
    expect(wanted(split(make, [start, longest, "x", end]))).toEqual([["tooLong", undefined]]);
  });

  it.each([
    ["an event's data", sseSplitter, "data: "],
    ["a bare line", sseSplitter, "{"],
    ["a line of JSON", ndjsonSplitter, ""],
  ] as const)("%s: work is proportional to its length", (_name, make, start) => {
    const pieces = Array.from({ length: 64_000 }, () => "x".repeat(256));
    const began = performance.now();
    expect(split(make, [start, ...pieces, "\n\n"])).toHaveLength(1);
    // Work by the square of the length takes minutes.
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
