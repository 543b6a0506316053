import type { JSONValue } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BodyReader } from "../../src/language-model/body-reader.ts";

type Event = readonly ["value" | "error" | "foreign" | "done", (JSONValue | undefined)?, string?];

interface Given {
  readonly framing?: "sse" | "ndjson";
  readonly streamed?: boolean;
}

function read(pieces: readonly Uint8Array[], { framing = "sse", streamed = true }: Given = {}): { readonly events: readonly Event[]; readonly reader: BodyReader } {
  const events: Event[] = [];
  const reader = new BodyReader(framing, streamed, {
    value: (value) => events.push(["value", value]),
    error: (value) => events.push(["error", value]),
    done: () => events.push(["done"]),
    foreign: ({ what, text }) => events.push(["foreign", what, text]),
  });
  for (const piece of pieces) reader.feed(piece);
  reader.end();
  return { events, reader };
}

const eventsOf = (body: string, given?: Given): readonly Event[] => read([Buffer.from(body)], given).events;

describe("a body", () => {
  it.each<[string, string, Given, readonly Event[]]>([
    ["an event stream", 'data: {"a":1}\n\ndata: [DONE]\n\n', {}, [["value", { a: 1 }], ["done"]]],
    ["an event stream unasked", 'data: {"a":1}\n\n', { streamed: false }, [["value", { a: 1 }]]],
    ["an event stream that begins with a comment", ': hello\n\ndata: {"a":1}\n\n', { streamed: false }, [["value", { a: 1 }]]],
    ["JSON in place of a stream", '{"a":1}', {}, [["value", { a: 1 }], ["done"]]],
    ["JSON behind blank lines", '\n\n \n{"a":1}', { streamed: false }, [["value", { a: 1 }], ["done"]]],
    ["JSON behind a byte order mark", '\uFEFF{"a":1}', { streamed: false }, [["value", { a: 1 }], ["done"]]],
    ["lines of JSON", '{"a":1}\n{"a":2}', { framing: "ndjson" }, [["value", { a: 1 }], ["value", { a: 2 }]]],
    ["one JSON text of several lines, where lines were not asked for", '{\n"a":1}', { framing: "ndjson", streamed: false }, [["value", { a: 1 }], ["done"]]],
    ["lines of JSON in place of events", '{"a":1}\n{"a":2}\n', {}, [["value", { a: 1 }], ["value", { a: 2 }]]],
    ["an error event that is no JSON", "event: error\ndata: no room\n\n", {}, [["error", "no room"]]],
    ["an error field", 'error: {"a":1}\n\n', {}, [["value", { a: 1 }]]],
    ["an error field that is a number", "error: 12\n\n", {}, []],
    ["an event that is no JSON", "data: oops\n\n", {}, [["foreign", "not-json", "oops"]]],
    ["a last event that broke off", 'data: {"a":1}\n\ndata: {"a', {}, [["value", { a: 1 }]]],
    ["JSON that broke off", '{"a', {}, [["foreign", "not-json", '{"a']]],
    ["a web page", "<html>", {}, [["foreign", "web-page", "<html>"]]],
    ["nothing after its end", 'data: [DONE]\n\ndata: {"a":1}\n\ndata: [DONE]\n\n', {}, [["done"]]],
    ["nothing but white space", " \n\n", {}, []],
  ])("is read as what it is: %s", (_, body, given, expected) => {
    expect(eventsOf(body, given)).toEqual(expected.map((event) => (event.length === 1 ? [event[0]] : event)));
  });

  it("is read alike in whatever pieces it comes", () => {
    const body = Buffer.from('\n: Grüße\n\ndata: {"a":"世界 👋"}\r\n\r\nevent: error\ndata: {"b":2}\n\n{"bare":true}\ndata: [DONE]\n\n');
    const whole = read([body]).events;
    expect(whole.map(([what]) => what)).toEqual(["value", "error", "value", "done"]);
    fc.assert(
      fc.property(fc.array(fc.nat(body.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), body.length];
        expect(read(at.slice(1).map((end, index) => body.subarray(at[index], end))).events).toEqual(whole);
      }),
    );
  });

  it("without end is given up, and only its length is told", () => {
    const piece = Buffer.alloc(1024 * 1024, "x");
    const { events } = read([Buffer.from('{"a":"'), ...Array.from({ length: 70 }, () => piece)]);
    expect(events).toEqual([["foreign", "too-long", expect.stringContaining("64 MiB")]]);
  });

  it("tells how it began, and holds itself whole where it was one JSON text", () => {
    expect(read([Buffer.from('  {"a":1}')]).reader).toMatchObject({ hasValues: true, whole: { a: 1 } });
    expect(read([Buffer.from("oops")]).reader).toMatchObject({ beginning: "oops", hasValues: false, whole: undefined });
  });
});
