import assert from "node:assert/strict";
import { casesOf, type ConformanceCase } from "../case.ts";
import { ofType } from "../parts.ts";
import { chunk, completion, finishChunk } from "../wire.ts";

const executed = {
  executed_tools: [
    {
      index: 0,
      type: "web_search",
      arguments: '{"query":"salt"}',
      output: "Title: Salt",
      search_results: { results: [{ title: "Salt", url: "https://example.com/salt", content: "NaCl", score: 0.9 }] },
    },
  ],
};

/** What only Groq's wire form has. Each case stands in the group of what it is about. */
export const groq: readonly ConformanceCase[] = [
  ...casesOf("tools", [
    {
      name: "tools that the service ran are calls and results of the service",
      fact: "Groq's compound systems tell of them in `executed_tools`; unmarked, the AI SDK would run them again.",
      needs: ["groq"],
      async run({ use, stream, generate }) {
        const streamed = [chunk({ role: "assistant", ...executed }), chunk({ content: "Salt is NaCl." }), finishChunk];
        use({ answers: ({ body }) => ({ kind: "chunks", chunks: body?.["stream"] === true ? streamed : [completion({ content: "Salt is NaCl.", ...executed })] }) });
        for (const items of [await stream(), (await generate()).content]) {
          const [call] = ofType<{ readonly type: string }, "tool-call">(items, "tool-call") as readonly { toolCallId?: string; toolName?: string; input?: string; providerExecuted?: boolean }[];
          const [result] = ofType<{ readonly type: string }, "tool-result">(items, "tool-result") as readonly { toolCallId?: string; result?: unknown }[];
          assert.deepEqual([call?.toolName, call?.input, call?.providerExecuted], ["web_search", '{"query":"salt"}', true]);
          assert.equal(result?.toolCallId, call?.toolCallId);
          assert.match(JSON.stringify(result?.result), /Title: Salt/);
        }
      },
    },
  ]),
  ...casesOf("sources", [
    {
      name: "pages that the service's own search found are sources",
      fact: "They stand inside `executed_tools`; published libraries drop them.",
      needs: ["groq"],
      async run({ answer, stream }) {
        answer({ kind: "chunks", chunks: [chunk({ role: "assistant", ...executed }), chunk({ content: "Salt is NaCl." }), finishChunk] });
        const found = ofType(await stream(), "source");
        assert.deepEqual(found.map((source) => [source.sourceType === "url" ? source.url : "", source.title]), [["https://example.com/salt", "Salt"]]);
      },
    },
  ]),
  ...casesOf("options", [
    {
      name: "the output limit is sent as max_completion_tokens",
      fact: "Groq has deprecated `max_tokens`.",
      needs: ["groq"],
      async run({ answer, generate, emulator }) {
        answer({ kind: "model", text: "ok" });
        await generate({ maxOutputTokens: 64 });
        assert.deepEqual([emulator.lastRequest.body?.["max_completion_tokens"], emulator.lastRequest.body?.["max_tokens"]], [64, undefined]);
      },
    },
  ]),
];
