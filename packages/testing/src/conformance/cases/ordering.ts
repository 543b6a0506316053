import assert from "node:assert/strict";
import type { JSONObject, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { EmulatorProfile } from "../../emulator/profile.ts";
import type { Answer } from "../../emulator/script.ts";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf, ofType, typesOf } from "../parts.ts";
import { clock, weather } from "../prompts.ts";
import { chunk, finishChunk } from "../wire.ts";
import type { WireForm } from "../wire-form.ts";

type Parts = readonly LanguageModelV4StreamPart[];

const broken = { status: 500, message: "the engine broke down", type: "server_error" };
const calls = [{ name: "weather", arguments: '{"city":"Paris"}' }, { name: "clock", arguments: '{"city":"Oslo"}' }];

function mixed({ silence, reasoning, text, call, end }: WireForm): readonly JSONObject[] {
  return [silence, reasoning("one"), text("two"), reasoning("three"), text(""), text("four"), call({ id: "call_1", name: "weather", input: {} }), text("five"), end("tool_calls")];
}

/** Answers in which the rules of order can be broken. */
const answers = (wire: WireForm): readonly Answer[] => [
  { kind: "model", text: "plain text" },
  { kind: "model", reasoning: "a thought", text: "and a text" },
  { kind: "model", reasoning: "a thought", text: "a text", toolCalls: calls },
  { kind: "model", text: "a text", toolCalls: calls, toolDeltas: "interleaved", deltaSize: 4 },
  { kind: "model", toolCalls: calls, toolDeltas: "whole" },
  { kind: "model", toolCalls: calls, toolDeltas: "same-id" },
  { kind: "chunks", chunks: mixed(wire) },
  { kind: "model", text: "a text that is cut", faults: { noFinish: true, noDone: true } },
  { kind: "model", reasoning: "a thought", text: "", toolCalls: calls, finishReason: "length" },
  { kind: "model", text: "a text that is interrupted by an error", deltaSize: 4, faults: { errorAfterChunks: { chunks: 4, error: broken } } },
  { kind: "model", reasoning: "a thought that is interrupted by an error", deltaSize: 4, faults: { errorAfterChunks: { chunks: 4, error: broken } } },
  { kind: "model", toolCalls: calls, deltaSize: 4, faults: { errorAfterChunks: { chunks: 4, error: broken } } },
];

/** A thought that the service shows, also where it does so only when asked. */
function shown(one: Answer, { reasoningField }: EmulatorProfile): Answer {
  return one.kind === "model" && one.reasoning !== undefined ? { ...one, reasoningField } : one;
}

async function eachStream({ answer, stream, profile, wire }: ConformanceContext, check: (parts: Parts) => void): Promise<void> {
  for (const one of answers(wire)) {
    answer(shown(one, profile));
    check(await stream({ tools: [weather, clock] }, "reasoning"));
  }
}

/** A case that checks one rule on every answer. */
function rule(name: string, fact: string, check: (parts: Parts) => void): Pick<ConformanceCase, "name" | "fact" | "needs" | "run"> {
  return { name, fact, needs: ["tools"], run: (context) => eachStream(context, check) };
}

/** The block a part belongs to, and what it does to it. */
function blockOf(part: LanguageModelV4StreamPart): { readonly key: string; readonly step: string } | undefined {
  const match = /^(text|reasoning|tool-input)-(start|delta|end)$/.exec(part.type);
  return match === null ? undefined : { key: `${match[1]} ${(part as { id: string }).id}`, step: match[2] ?? "" };
}

export const ordering: readonly ConformanceCase[] = casesOf("streaming order", [
  rule("stream-start comes first and once", "It carries the warnings; the AI SDK opens the step with it, also when the call fails later.", (parts) => {
    assert.equal(parts[0]?.type, "stream-start", typesOf(parts));
    assert.equal(ofType(parts, "stream-start").length, 1);
  }),
  rule("finish comes last and once", "Usage and the finish reason close the step, after every block has ended.", (parts) => {
    assert.equal(parts.at(-1)?.type, "finish", typesOf(parts));
    assert.equal(ofType(parts, "finish").length, 1);
  }),
  rule("response-metadata comes at most once and in front of the content", "The id of an answer belongs to all of it.", (parts) => {
    assert.ok(ofType(parts, "response-metadata").length <= 1, typesOf(parts));
    const place = parts.findIndex(({ type }) => type === "response-metadata");
    assert.ok(place <= 1, typesOf(parts));
  }),
  rule("every delta and end belongs to an open block", "The AI SDK answers others with `text part … not found`.", (parts) => {
    const open = new Set<string>();
    for (const part of parts) {
      const block = blockOf(part);
      if (block === undefined) continue;
      if (block.step === "start") {
        assert.ok(!open.has(block.key), `${block.key} was opened twice`);
        open.add(block.key);
      } else assert.ok(open.has(block.key), `${part.type} of ${block.key}, which is not open`);
      if (block.step === "end") open.delete(block.key);
    }
  }),
  rule("every block is closed before the finish", "An open block stays open in the user's interface for good.", (parts) => {
    const steps = parts.flatMap((part) => blockOf(part) ?? []);
    const starts = steps.filter(({ step }) => step === "start").map(({ key }) => key);
    const ends = steps.filter(({ step }) => step === "end").map(({ key }) => key);
    assert.deepEqual(ends.toSorted(), starts.toSorted());
  }),
  rule("text, reasoning and tool input do not overlap", "Interfaces show one block after the other; official libraries leave text open while tools are written.", (parts) => {
    let open: string | undefined;
    for (const part of parts) {
      const block = blockOf(part);
      if (block === undefined || block.key.startsWith("tool-input")) {
        if (block?.step === "start") assert.equal(open, undefined, `tool input starts inside ${open}`);
        continue;
      }
      if (block.step === "start") assert.equal(open, undefined, `${block.key} starts inside ${open}`);
      open = block.step === "end" ? undefined : block.key;
    }
  }),
  rule("no block and no delta is empty", "Services send empty deltas all the time; each costs a render.", (parts) => {
    for (const part of parts) if (part.type === "text-delta" || part.type === "reasoning-delta" || part.type === "tool-input-delta") assert.notEqual(part.delta, "", part.type);
    for (const kind of ["text", "reasoning"] as const) {
      for (const { id } of ofType(parts, `${kind}-start`)) assert.ok(ofType(parts, `${kind}-delta`).some((delta) => delta.id === id), `${kind} block ${id} is empty`);
    }
  }),
  {
    name: "an id is not used again by another block",
    fact: "The AI SDK allows it after an end and a new start; programs that keep blocks by id mix the two up.",
    needs: ["tools", "portolan"],
    run: (context) =>
      eachStream(context, (parts) => {
        const starts = parts.flatMap((part) => blockOf(part) ?? []).filter(({ step }) => step === "start").map(({ key }) => key);
        assert.equal(new Set(starts).size, starts.length, starts.join(", "));
      }),
  },
  rule("a tool call follows the end of its input", "Start, deltas, end, call: in this order, under one id.", (parts) => {
    for (const [place, part] of parts.entries()) {
      if (part.type !== "tool-call") continue;
      const end = parts.findIndex((other) => other.type === "tool-input-end" && other.id === part.toolCallId);
      const start = parts.findIndex((other) => other.type === "tool-input-start" && other.id === part.toolCallId);
      assert.ok(start !== -1 && start < end && end < place, typesOf(parts));
    }
  }),
  rule("ids of tool calls are unique", "Results are matched to calls by id.", (parts) => {
    const ids = ofType(parts, "tool-call").map(({ toolCallId }) => toolCallId);
    assert.equal(new Set(ids).size, ids.length, ids.join(", "));
  }),
  rule("a tool result follows its call", "The AI SDK throws on a result whose call it has not seen.", (parts) => {
    for (const [place, part] of parts.entries()) {
      if (part.type !== "tool-result") continue;
      const call = parts.findIndex((other) => other.type === "tool-call" && other.toolCallId === part.toolCallId);
      assert.ok(call !== -1 && call < place, typesOf(parts));
    }
  }),
  rule("raw chunks come only when they are asked for", "They are the service's own words, for debugging.", (parts) => {
    assert.equal(ofType(parts, "raw").length, 0);
  }),
  {
    name: "a raw chunk comes in front of what it became",
    fact: "Whoever asks for raw chunks wants to see which one caused what.",
    async run({ answer, stream, wire }) {
      answer({ kind: "chunks", chunks: [wire.text("one"), wire.text("two"), wire.end()] });
      const parts = await stream({ includeRawChunks: true });
      const order = parts.flatMap((part) => {
        if (part.type === "raw") return JSON.stringify(part.rawValue).match(/"content":"(one|two)"/)?.[1] ?? [];
        return part.type === "text-delta" ? [`delta ${part.delta}`] : [];
      });
      assert.deepEqual(order, ["one", "delta one", "two", "delta two"]);
    },
  },
  {
    name: "every chunk is a raw chunk when they are asked for",
    fact: "Also the first one, the one with usage, and one that says nothing.",
    async run({ answer, stream, profile, wire }) {
      const later = profile.usage.on === "own-chunk" ? [{ ...chunk({}), choices: [], usage: wire.usage(1, 1) }] : [];
      const chunks = [wire.silence, wire.text("ok"), wire.end(), ...later];
      answer({ kind: "chunks", chunks });
      const raw = ofType(await stream({ includeRawChunks: true }), "raw").map(({ rawValue }) => (typeof rawValue === "string" ? (JSON.parse(rawValue) as unknown) : rawValue));
      assert.deepEqual(raw, chunks);
    },
  },
  {
    name: "usage that follows the finish reason is in the finish",
    fact: "With `stream_options`, usage is a chunk of its own after the last choice.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
      answer({ kind: "chunks", chunks: [chunk({ content: "ok" }), finishChunk, { ...chunk({}), choices: [], usage, x_groq: { usage } }] });
      assert.equal(finishOf(await stream()).usage.outputTokens.total, 7);
    },
  },
  {
    name: "an error part does not end the stream",
    fact: "The finish follows, with the usage known so far and the reason `error`.",
    async run({ answer, stream }) {
      answer({ kind: "model", text: "a text that breaks off", deltaSize: 4, faults: { errorAfterChunks: { chunks: 3, error: broken } } });
      const parts = await stream();
      assert.equal(ofType(parts, "error").length, 1);
      assert.equal(finishOf(parts).finishReason.unified, "error");
    },
  },
]);
