import assert from "node:assert/strict";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf, textOf } from "../parts.ts";
import { chunk, events, finishChunk } from "../wire.ts";

const greetings = "Grüße, 水手! ⚓️ 🧭 — naïve";

/** Streams raw bytes and expects this text, completely finished. */
async function reads({ answer, stream }: ConformanceContext, body: string, expected: string): Promise<void> {
  answer({ kind: "raw", body });
  const parts = await stream();
  assert.equal(textOf(parts), expected);
  assert.equal(finishOf(parts).finishReason.unified, "stop");
}

/** An event stream. */
const hello: string = `${events(chunk({ content: "Hello" }), finishChunk)}data: [DONE]\n\n`;

/** The same in the service's own form. */
const helloOf = ({ wire }: ConformanceContext): string => wire.framed(wire.text("Hello"), wire.end());

/** How the bytes of a stream may come. Part of the group `text`: whatever the framing, the text is the same. */
export const frames: readonly ConformanceCase[] = casesOf("text", [
  {
    name: "characters split between reads are put together",
    fact: "A socket read may end inside a UTF-8 sequence; every split must give the same text.",
    async run({ answer, stream }) {
      answer({ kind: "model", text: greetings, deltaSize: 100, faults: { pieceBytes: 1 } });
      assert.equal(textOf(await stream()), greetings);
    },
  },
  {
    name: "a whole answer split between reads is put together",
    fact: "JSON bodies arrive in pieces too.",
    async run({ answer, generate }) {
      answer({ kind: "model", text: greetings, faults: { pieceBytes: 1 } });
      const { content } = await generate();
      assert.deepEqual(content.map((part) => (part.type === "text" ? part.text : part.type)), [greetings]);
    },
  },
  {
    name: "a stream that trickles in is read",
    fact: "Proxies pass on a few bytes at a time.",
    async run({ answer, stream }) {
      answer({ kind: "model", text: "slowly", deltaSize: 3, faults: { pieceBytes: 29, pieceEveryMs: 1 } });
      assert.equal(textOf(await stream()), "slowly");
    },
  },
  {
    name: "lines may end in CR LF",
    fact: "The event stream format allows LF, CR LF and CR.",
    async run({ answer, stream }) {
      answer({ kind: "model", text: "Hello", deltaSize: 2, faults: { lineEnding: "\r\n" } });
      assert.equal(textOf(await stream()), "Hello");
    },
  },
  {
    name: "lines may end in CR LF that is split between reads",
    fact: "A read can end between CR and LF; an empty line seen there would end the event early.",
    async run({ answer, stream }) {
      answer({ kind: "model", text: "Hello", deltaSize: 2, faults: { lineEnding: "\r\n", pieceBytes: 1 } });
      assert.equal(textOf(await stream()), "Hello");
    },
  },
  {
    name: "comments are passed over",
    fact: "OpenRouter and DeepSeek keep connections alive with lines such as `: OPENROUTER PROCESSING`.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      answer({ kind: "model", text: "Hello", deltaSize: 1, faults: { comments: "PROCESSING" } });
      assert.equal(textOf(await stream()), "Hello");
    },
  },
  {
    name: "a finished stream needs no [DONE]",
    fact: "Several services end the body after the last chunk.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      answer({ kind: "model", text: "Hello", faults: { noDone: true } });
      assert.equal(finishOf(await stream()).finishReason.unified, "stop");
    },
  },
  {
    name: "a last event without its line break counts",
    fact: "Servers written by hand forget the closing newline.",
    async run(context) {
      await reads(context, helloOf(context).trimEnd(), "Hello");
    },
  },
  {
    name: "data needs no blank after its colon",
    fact: "The blank is optional in the event stream format.",
    needs: ["openai-chat"],
    async run(context) {
      await reads(context, hello.replaceAll("data: ", "data:"), "Hello");
    },
  },
  {
    name: "event names, ids and retry fields are passed over",
    fact: "Gateways add `event: message`, `id:` and `retry:` lines.",
    needs: ["openai-chat"],
    async run(context) {
      await reads(context, hello.replaceAll("data: {", "event: message\nid: 7\nretry: 1000\ndata: {"), "Hello");
    },
  },
  {
    name: "an event may spread over several data lines",
    fact: "Data lines of one event are joined by newlines, which JSON allows between its tokens.",
    needs: ["openai-chat"],
    async run(context) {
      await reads(context, hello.replaceAll('"choices"', '\ndata: "choices"'), "Hello");
    },
  },
  {
    name: "a byte order mark in front of the stream is skipped",
    fact: "The event stream format says so.",
    needs: ["openai-chat"],
    async run(context) {
      await reads(context, `\uFEFF${hello}`, "Hello");
    },
  },
  {
    name: "blank lines in front of a whole answer are skipped",
    fact: "DeepSeek keeps calls that are not streamed alive with empty lines.",
    async run({ answer, generate }) {
      answer({ kind: "model", text: "Hello", faults: { leadingBlankLines: 5 } });
      const { content } = await generate();
      assert.deepEqual(content.map((part) => (part.type === "text" ? part.text : part.type)), ["Hello"]);
    },
  },
  {
    name: "a stream under another content type is read",
    fact: "Proxies label event streams as plain text, or not at all.",
    async run(context) {
      context.answer({ kind: "raw", body: helloOf(context), contentType: "text/plain" });
      assert.equal(textOf(await context.stream()), "Hello");
    },
  },
  {
    name: "a whole answer to a streamed call is read",
    fact: "Proxies and simple servers ignore `stream: true` and answer with one JSON body.",
    async run({ answer, stream, wire }) {
      answer({ kind: "raw", body: JSON.stringify(wire.whole("Hello")), contentType: "application/json" });
      const parts = await stream();
      assert.equal(textOf(parts), "Hello");
      assert.equal(finishOf(parts).finishReason.unified, "stop");
    },
  },
  {
    name: "a stream in answer to a whole call is read",
    fact: "Some servers stream whatever they are asked.",
    async run(context) {
      context.answer({ kind: "raw", body: helloOf(context) });
      const { content, finishReason } = await context.generate();
      assert.deepEqual(content.map((part) => (part.type === "text" ? part.text : part.type)), ["Hello"]);
      assert.equal(finishReason.unified, "stop");
    },
  },
  {
    name: "a chunk that names __proto__ changes no prototype",
    fact: "What a server sends must not reach `Object.prototype`.",
    async run(context) {
      const evil = context.wire.framed({ evil: true }).replace('{"evil":true}', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
      context.answer({ kind: "raw", body: evil + helloOf(context) });
      await context.stream().catch(() => undefined);
      assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
    },
  },
]);
