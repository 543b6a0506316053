import assert from "node:assert/strict";
import type { JSONObject, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { CaseOf, ConformanceCase, ConformanceContext } from "../case.ts";
import { casesOf } from "../case.ts";
import { finishOf, ofType, textOf, typesOf } from "../parts.ts";
import { clock, weather } from "../prompts.ts";
import { frame, lastFrame } from "../wires/ollama.ts";

const tools = [weather, clock];
const called = (name: string, place: JSONObject = {}): JSONObject => ({ function: { ...place, name, arguments: { city: "Paris" } } });

/** Frames to the letter, read as a stream. */
async function read({ answer, stream }: ConformanceContext, ...chunks: readonly JSONObject[]): Promise<readonly LanguageModelV4StreamPart[]> {
  answer({ kind: "chunks", chunks });
  return stream({ tools }, "tools");
}

const ofOllama = (cases: readonly Omit<CaseOf, "needs">[], ...needs: readonly ("portolan" | "tools" | "reasoning")[]): readonly CaseOf[] =>
  cases.map((one) => ({ ...one, needs: ["ollama", ...needs] }));

const thinking: readonly Omit<CaseOf, "needs">[] = [
  {
    name: "thinking beside empty content is read as reasoning",
    fact: "Every frame of a thought carries `content: \"\"`; a library that opens a text for it shows the thought inside the answer.",
    async run({ answer, stream, bothWays }) {
      answer({ kind: "model", reasoning: "Two and two.", text: "4", deltaSize: 3 });
      for (const { reasoning, text, how } of await bothWays({}, "reasoning")) assert.deepEqual([reasoning, text], ["Two and two.", "4"], how);
      const blocks = (await stream({}, "reasoning")).map(({ type }) => type).filter((type) => /^(text|reasoning)-(start|end)$/.test(type));
      assert.deepEqual(blocks, ["reasoning-start", "reasoning-end", "text-start", "text-end"]);
    },
  },
  {
    name: "thinking that begins again is a thought of its own",
    fact: "Models think between calls of tools; two thoughts under one id are shown as one.",
    async run(context) {
      context.answer({ kind: "chunks", chunks: [frame({ thinking: "one" }), frame({ content: "two" }), frame({ thinking: "three" }), frame({ content: "four" }), lastFrame()] });
      const parts = await context.stream({}, "reasoning");
      assert.equal(new Set(ofType(parts, "reasoning-delta").map(({ id }) => id)).size, 2, typesOf(parts));
      assert.equal(textOf(parts), "twofour");
    },
  },
];

const calls: readonly Omit<CaseOf, "needs">[] = [
  {
    name: "text and a call in one frame are both read",
    fact: "Parsers of some models pass on what came before a call together with it.",
    async run(context) {
      const parts = await read(context, frame({ content: "I look.", tool_calls: [{ id: "call_1", ...called("weather", { index: 0 }) }] }), lastFrame());
      assert.deepEqual([textOf(parts), ofType(parts, "tool-call").map(({ toolCallId }) => toolCallId)], ["I look.", ["call_1"]]);
    },
  },
  {
    name: "calls are told apart without their index and id",
    fact: "`index` is set for most models but not all, and old servers give no ids: each entry is a call of its own.",
    async run(context) {
      const parts = await read(context, frame({ tool_calls: [called("weather"), called("clock")] }), frame({ tool_calls: [called("weather")] }), lastFrame());
      const found = ofType(parts, "tool-call");
      assert.deepEqual(found.map(({ toolName }) => toolName), ["weather", "clock", "weather"]);
      assert.ok(new Set(found.map(({ toolCallId }) => toolCallId)).size === 3 && found.every(({ toolCallId }) => toolCallId !== ""));
    },
  },
  {
    name: "calls of one index in several frames are several calls",
    fact: "Some parsers count from 0 in every frame.",
    async run(context) {
      const parts = await read(
        context,
        frame({ tool_calls: [{ id: "call_1", ...called("weather", { index: 0 }) }] }),
        frame({ tool_calls: [{ id: "call_2", ...called("clock", { index: 0 }) }] }),
        lastFrame(),
      );
      assert.deepEqual(ofType(parts, "tool-call").map(({ toolCallId, input }) => [toolCallId, JSON.parse(input)]), [
        ["call_1", { city: "Paris" }],
        ["call_2", { city: "Paris" }],
      ]);
      assert.equal(finishOf(parts).finishReason.unified, "tool-calls");
    },
  },
  {
    name: "a call that the output limit cut stays text",
    fact: "Ollama gives half a call out as text, with `done_reason` `length`.",
    async run({ answer, stream }) {
      answer({ kind: "model", toolCalls: [{ name: "weather", arguments: '{"ci' }], finishReason: "length" });
      const parts = await stream({ tools }, "tools");
      assert.deepEqual([ofType(parts, "tool-call").length, finishOf(parts).finishReason.unified], [0, "length"]);
      assert.match(textOf(parts), /"weather"/);
    },
  },
];

const ends: readonly Omit<CaseOf, "needs">[] = [
  {
    name: "an end without a reason is an end",
    fact: "Old servers leave `done_reason` out or empty: what counts is `done`.",
    async run(context) {
      for (const reason of ["", undefined]) {
        const { done_reason: _, ...bare } = lastFrame();
        const parts = await read(context, frame({ content: "ok" }), { ...bare, ...(reason === undefined ? {} : { done_reason: reason }) });
        assert.equal(ofType(parts, "error").length, 0, typesOf(parts));
        assert.doesNotMatch(finishOf(parts).finishReason.unified, /error|interrupted/);
      }
    },
  },
  {
    name: "an answer that only loaded or unloaded a model is no stop",
    fact: "`done_reason` is `load` or `unload`: nothing was said.",
    async run(context) {
      for (const reason of ["load", "unload"]) {
        const parts = await read(context, frame({ content: "ok" }), lastFrame({}, reason));
        assert.deepEqual(finishOf(parts).finishReason, { unified: "other", raw: reason });
      }
    },
  },
  {
    name: "a whole answer that is not done is no stop",
    fact: "A model that repeats itself is stopped without a word: 200 and `done: false`.",
    async run({ answer, generate }) {
      answer({ kind: "chunks", chunks: [frame({ content: "again again again" })] });
      const unified = await generate().then(({ finishReason }) => finishReason.unified as string, () => "error");
      assert.match(unified, /error|interrupted|other/);
    },
  },
  {
    name: "a structured answer that is empty stays empty",
    fact: "A published library fills the schema with empty texts and zeros, and calls it a stop.",
    async run({ answer, generate, emulator, wire }) {
      const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] } as const;
      answer({ kind: "model", text: "" });
      const content = await generate({ responseFormat: { type: "json", schema: { ...schema, required: ["city"] } } }).then((result) => result.content, () => []);
      assert.doesNotMatch(JSON.stringify(content), /city/);
      assert.equal(emulator.requests.filter(({ path }) => path === wire.chatPath).length, 1, "it was asked more than once");
    },
  },
  {
    name: "the counters of an answer are its usage",
    fact: "`prompt_eval_count` and `eval_count`; the durations stand beside them, and are kept.",
    async run({ answer, bothWays }) {
      answer({ kind: "model", text: "ok", usage: { prompt_eval_count: 16, eval_count: 8, load_duration: 27_000_000 } });
      for (const { usage, how } of await bothWays()) {
        assert.deepEqual([usage.inputTokens.total, usage.outputTokens.total], [16, 8], how);
        assert.equal(usage.raw?.["load_duration"], 27_000_000, how);
      }
    },
  },
];

const counts: readonly Omit<CaseOf, "needs">[] = [
  {
    name: "counters that are missing or no numbers are no usage",
    fact: "A prompt that was in the cache is not counted by old servers; a sum with `null` is NaN.",
    async run(context) {
      const odd = { prompt_eval_count: null, eval_count: "many", eval_duration: null };
      const { prompt_eval_count: _, eval_count: __, ...uncounted } = lastFrame();
      for (const last of [lastFrame({}, "stop", odd), uncounted]) {
        const { inputTokens, outputTokens } = finishOf(await read(context, frame({ content: "ok" }), last)).usage;
        assert.deepEqual([inputTokens.total, outputTokens.total], [undefined, undefined]);
      }
    },
  },
];

const told: readonly Omit<CaseOf, "needs">[] = [
  {
    name: "durations and speed are told with the answer",
    fact: "In nanoseconds: how long loading, reading and writing took is why people choose a model.",
    async run({ answer, bothWays, portolan }) {
      answer({ kind: "model", text: "ok", usage: { load_duration: 27_000_000 } });
      for (const { providerMetadata, how } of await bothWays()) assert.match(JSON.stringify(providerMetadata[portolan().id]), /27000000/, how);
    },
  },
  {
    name: "probabilities of tokens are told when they are asked for",
    fact: "Any frame may carry them.",
    async run({ answer, bothWays, portolan }) {
      const { id } = portolan();
      answer({ kind: "model", text: "one two three", deltaSize: 4 });
      for (const { providerMetadata, how, body } of await bothWays({ providerOptions: { [id]: { logprobs: true, topLogprobs: 2 } } })) {
        assert.deepEqual([body["logprobs"], body["top_logprobs"]], [true, 2], how);
        assert.equal((providerMetadata[id]?.["logprobs"] as readonly unknown[] | undefined)?.length, 4, how);
      }
    },
  },
  {
    name: "a model that has to be loaded is waited for",
    fact: "No header comes before the first token, and a client that gives up stops the loading: there is no limit unless one is set.",
    async run({ use, generate }) {
      use({ loadMs: 120, answers: () => ({ kind: "model", text: "ok" }) });
      assert.equal((await generate()).finishReason.unified, "stop");
    },
  },
];

/** What only Ollama's answers have. Each case stands in the group of what it is about. */
export const ollamaAnswers: readonly ConformanceCase[] = [
  ...casesOf("reasoning", ofOllama(thinking, "reasoning")),
  ...casesOf("tools", ofOllama(calls, "tools")),
  ...casesOf("text", ofOllama(ends)),
  ...casesOf("usage", [...ofOllama(counts), ...ofOllama(told, "portolan")]),
];
