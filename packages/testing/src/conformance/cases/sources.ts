import assert from "node:assert/strict";
import type { JSONObject } from "@ai-sdk/provider";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { ofType, textOf } from "../parts.ts";
import { callErrorOf } from "../rejection.ts";
import { greeting } from "../prompts.ts";
import { chunk, completion, finishChunk } from "../wire.ts";

const pages = ["https://example.com/one", "https://example.com/two"];

/** Sends the same fields with a stream's chunks and with a whole answer. */
function cite({ use }: ConformanceContext, top: JSONObject, message: JSONObject = {}): void {
  const chunks = [chunk({ content: "As said" }, null, top), chunk({ content: " there.", ...message }, null, top), { ...finishChunk, ...top }];
  use({ answers: ({ body }) => ({ kind: "chunks", chunks: body?.["stream"] === true ? chunks : [completion({ content: "As said there.", ...message }, "stop", top)] }) });
}

async function expectUrls(context: ConformanceContext, titles?: readonly string[]): Promise<void> {
  for (const { sources, how, text } of await context.bothWays()) {
    assert.equal(text, "As said there.", how);
    assert.deepEqual(sources.map((source) => (source.sourceType === "url" ? source.url : source.sourceType)), pages, how);
    if (titles !== undefined) assert.deepEqual(sources.map(({ title }) => title), titles, how);
    const ids = sources.map(({ id }) => id);
    assert.ok(new Set(ids).size === ids.length && ids.every((id) => id !== ""), `${how}: ids ${ids.join(", ")}`);
  }
}

export const sources: readonly ConformanceCase[] = casesOf("sources", [
  {
    name: "citations are sources, each once",
    fact: "Perplexity and xAI repeat a list of links on every chunk.",
    needs: ["openai-chat"],
    async run(context) {
      cite(context, { citations: pages });
      await expectUrls(context);
    },
  },
  {
    name: "search results are sources with titles",
    fact: "Perplexity sends `search_results` with title and date.",
    needs: ["openai-chat"],
    async run(context) {
      cite(context, { search_results: pages.map((url, place) => ({ url, title: `Page ${place}`, date: "2026-01-01" })) });
      await expectUrls(context, ["Page 0", "Page 1"]);
    },
  },
  {
    name: "citations and search results of the same pages are one source each",
    fact: "Perplexity sends both lists.",
    needs: ["openai-chat"],
    async run(context) {
      cite(context, { citations: pages, search_results: pages.map((url, place) => ({ url, title: `Page ${place}` })) });
      await expectUrls(context);
    },
  },
  {
    name: "annotations are sources",
    fact: "OpenAI and OpenRouter annotate the message with `url_citation`.",
    needs: ["openai-chat"],
    async run(context) {
      const annotations = pages.map((url, place) => ({ type: "url_citation", url_citation: { url, title: `Page ${place}`, start_index: 0, end_index: 7 } }));
      cite(context, {}, { annotations });
      await expectUrls(context, ["Page 0", "Page 1"]);
    },
  },
  {
    name: "where in the text a source is used is told with the text",
    fact: "Interfaces put the little numbers there; the AI SDK calls it a citation.",
    needs: ["openai-chat", "portolan"],
    async run({ use, stream, generate }) {
      const annotations = [{ type: "url_citation", url_citation: { url: pages[0] ?? "", title: "Page 0", start_index: 3, end_index: 7 } }];
      const chunks = [chunk({ content: "As said there." }), chunk({ annotations }), finishChunk];
      use({ answers: ({ body }) => ({ kind: "chunks", chunks: body?.["stream"] === true ? chunks : [completion({ content: "As said there.", annotations })] }) });
      const [end] = ofType(await stream(), "text-end");
      const [text] = ofType((await generate()).content, "text");
      for (const citations of [end?.citations, text?.citations]) {
        assert.deepEqual(citations?.map(({ source, startIndex, endIndex }) => [source.sourceType === "url" ? source.url : "", startIndex, endIndex]), [[pages[0], 3, 7]]);
      }
    },
  },
  {
    name: "sources alone are no beginning of an answer",
    fact: "Perplexity sends its links in front of the first word; an error after them can still be retried elsewhere.",
    needs: ["openai-chat"],
    async run({ answer, model }) {
      const error = { error: { message: "the engine broke down", type: "server_error", code: 500 } };
      answer({ kind: "chunks", chunks: [chunk({ role: "assistant" }, null, { citations: pages }), error] });
      const thrown = await callErrorOf(model().doStream({ prompt: greeting }));
      assert.match(thrown.message, /the engine broke down/);
    },
  },
  {
    name: "sources that cannot be read harm nothing",
    fact: "Fields of these names hold other things elsewhere: booleans, texts, objects.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      const odd = { citations: true, search_results: "none", annotations: {} };
      answer({ kind: "chunks", chunks: [chunk({ content: "ok", annotations: "x" }, null, odd), chunk({}, null, { citations: [null, 7, {}] }), finishChunk] });
      const parts = await stream();
      assert.equal(textOf(parts), "ok");
      assert.deepEqual(ofType(parts, "error"), []);
    },
  },
]);
