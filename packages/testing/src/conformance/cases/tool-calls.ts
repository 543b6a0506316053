import assert from "node:assert/strict";
import type { ToolDeltaForm } from "../../emulator/script.ts";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf, ofType } from "../parts.ts";
import { clock, weather } from "../prompts.ts";
import { chunk, completion } from "../wire.ts";

const paris = '{"city":"Paris"}';
const oslo = '{"city":"Oslo"}';
const calls = [
  { id: "call_paris", name: "weather", arguments: paris },
  { id: "call_oslo", name: "clock", arguments: oslo },
];
const tools = [weather, clock];

/** The forms in which calls are streamed; `calls` are the two above unless a form cannot carry two. */
const forms: readonly { readonly form: ToolDeltaForm; readonly name: string; readonly fact: string; readonly inputs?: readonly string[]; readonly inPieces?: true }[] = [
  { form: "indexed", name: "calls in indexed deltas are told apart", fact: "OpenAI's form." },
  { form: "whole", name: "a call may come whole in one delta", fact: "Groq and xAI send each call complete." },
  { form: "without-index", name: "a tool call without index is kept apart by id", fact: "Some servers leave out `index`; pieces without an id belong to the call before." },
  { form: "whole-without-index", name: "whole calls without index are kept apart", fact: "Gemini's compatible endpoint sends calls so." },
  { form: "without-id", name: "a tool call without id is given one", fact: "The AI SDK matches results to calls by id." },
  { form: "without-type", name: "a tool call needs no type", fact: "vLLM leaves out `type` when a tool is named in `tool_choice`.", inPieces: true },
  { form: "interleaved", name: "the pieces of parallel calls may come in turns", fact: "A call is not over because another one's piece came.", inPieces: true },
  { form: "name-split", name: "the name of a tool may come in pieces", fact: "Token by token servers split names.", inPieces: true },
  { form: "same-id", name: "calls that share an id are given different ones", fact: "Some servers repeat an id for every call of an answer." },
  { form: "without-arguments", name: "a call without arguments has an empty object", fact: "Tools without parameters are called without the field; the AI SDK parses the input as JSON.", inputs: ["{}", "{}"] },
  { form: "empty-continuation-id", name: "an empty id continues the call", fact: "DashScope sends `id: \"\"` with every later piece.", inPieces: true },
  { form: "with-finish", name: "calls in the chunk that ends the answer are read", fact: "Gemini's compatible endpoint, and Ollama for some of its models." },
];

const endings: readonly { readonly finishReason: string | null; readonly fact: string }[] = [
  { finishReason: "eos", fact: "Together's word. The AI SDK runs tools only after `stop` or `tool-calls`." },
  { finishReason: "stop", fact: "Ollama and Gemini say so. The AI SDK runs the tools all the same; whoever reads the reason takes the answer for finished." },
  { finishReason: "some_new_reason", fact: "Reasons are added without notice. The AI SDK would not run the tools." },
  { finishReason: null, fact: "Some servers say nothing at all. The AI SDK would not run the tools." },
];

async function expectCalls({ bothWays }: ConformanceContext, names: readonly string[], inputs: readonly string[]): Promise<void> {
  for (const read of await bothWays({ tools }, "tools")) {
    assert.deepEqual(read.toolCalls.map(({ toolName }) => toolName), names, read.how);
    assert.deepEqual(read.toolCalls.map(({ input }) => input), inputs, read.how);
    const ids = read.toolCalls.map(({ toolCallId }) => toolCallId);
    assert.ok(ids.every((id) => typeof id === "string" && id !== "") && new Set(ids).size === ids.length, `${read.how}: ids ${JSON.stringify(ids)}`);
    assert.equal(read.finishReason.unified, "tool-calls", read.how);
  }
}

export const toolCalls: readonly ConformanceCase[] = casesOf("tools", [
  ...forms.map(({ form, name, fact, inputs, inPieces }) => ({
    name,
    fact,
    needs: inPieces === true ? (["openai-chat", "tools"] as const) : (["tools"] as const),
    async run(context: ConformanceContext) {
      context.answer({ kind: "model", toolCalls: calls, toolDeltas: form, deltaSize: 5 });
      await expectCalls(context, ["weather", "clock"], inputs ?? [paris, oslo]);
    },
  })),
  ...([null, ""] as const).map((id) => ({
    name: `an id that is ${id === null ? "null" : "empty"} is replaced`,
    fact: "Results without an id cannot be matched, and an empty one is refused when it is sent back.",
    needs: ["tools"] as const,
    async run(context: ConformanceContext) {
      context.answer({ kind: "model", toolCalls: calls.map((call) => ({ ...call, id })) });
      await expectCalls(context, ["weather", "clock"], [paris, oslo]);
    },
  })),
  {
    name: "the service's own ids are kept",
    fact: "Services check that results name the ids they gave.",
    needs: ["tools"],
    async run({ answer, bothWays }) {
      answer({ kind: "model", toolCalls: calls });
      for (const read of await bothWays({ tools }, "tools")) assert.deepEqual(read.toolCalls.map(({ toolCallId }) => toolCallId), ["call_paris", "call_oslo"], read.how);
    },
  },
  {
    name: "the pieces of an input add up to the call's input",
    fact: "Interfaces show arguments as they are written.",
    needs: ["tools"],
    async run({ answer, stream }) {
      answer({ kind: "model", toolCalls: calls, deltaSize: 4 });
      const parts = await stream({ tools }, "tools");
      for (const call of ofType(parts, "tool-call")) {
        const pieces = ofType(parts, "tool-input-delta").filter(({ id }) => id === call.toolCallId);
        assert.equal(pieces.map(({ delta }) => delta).join(""), call.input);
      }
    },
  },
  {
    name: "arguments are not taken as complete because they parse",
    fact: "A prefix of JSON may be JSON: `1` of `12`. Only the finish reason or the end completes a call.",
    needs: ["openai-chat", "tools"],
    async run({ answer, stream }) {
      const piece = (text: string) => chunk({ tool_calls: [{ index: 0, function: { arguments: text } }] });
      const start = chunk({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "weather", arguments: "1" } }] });
      answer({ kind: "chunks", chunks: [start, piece("2"), piece("3"), chunk({}, "tool_calls")] });
      assert.deepEqual(ofType(await stream({ tools }, "tools"), "tool-call").map(({ input }) => input), ["123"]);
    },
  },
  {
    name: "arguments given as an object become JSON",
    fact: "Servers modelled on Ollama send the object itself instead of its text.",
    needs: ["openai-chat", "tools"],
    async run({ use, bothWays }) {
      const called = { tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "weather", arguments: { city: "Paris" } } }] };
      use({
        answers: ({ body }) => ({ kind: "chunks", chunks: body?.["stream"] === true ? [chunk(called), chunk({}, "tool_calls")] : [completion({ content: null, ...called }, "tool_calls")] }),
      });
      for (const read of await bothWays({ tools }, "tools")) assert.deepEqual(read.toolCalls.map(({ input }) => JSON.parse(input) as unknown), [{ city: "Paris" }], read.how);
    },
  },
  {
    name: "malformed arguments of a finished call are passed on",
    fact: "The AI SDK marks such a call as invalid, shows it to the model and can repair it; a thrown error ends the program.",
    needs: ["openai-chat", "tools"],
    async run({ answer, bothWays }) {
      answer({ kind: "model", toolCalls: [{ name: "weather", arguments: '{"city": Paris' }] });
      for (const read of await bothWays({ tools }, "tools")) assert.deepEqual(read.toolCalls.map(({ input }) => input), ['{"city": Paris'], read.how);
    },
  },
  {
    name: "a call of a tool nobody offered is passed on",
    fact: "The AI SDK answers it with an error the model can read.",
    needs: ["tools"],
    async run({ answer, bothWays }) {
      answer({ kind: "model", toolCalls: [{ name: "made_up", arguments: "{}" }] });
      for (const read of await bothWays({ tools }, "tools")) assert.deepEqual(read.toolCalls.map(({ toolName }) => toolName), ["made_up"], read.how);
    },
  },
  {
    name: "text in front of a tool call is kept",
    fact: "Models announce what they are about to do.",
    needs: ["tools"],
    async run({ answer, bothWays }) {
      answer({ kind: "model", text: "I look it up.", toolCalls: calls });
      for (const read of await bothWays({ tools }, "tools")) {
        assert.equal(read.text, "I look it up.", read.how);
        assert.equal(read.toolCalls.length, 2, read.how);
      }
    },
  },
  ...endings.map(({ finishReason, fact }) => ({
    name: `tool calls that end with ${finishReason ?? "no finish reason"} finish as tool-calls`,
    fact,
    needs: ["tools"] as const,
    async run({ answer, bothWays }: ConformanceContext) {
      answer({ kind: "model", toolCalls: calls, finishReason });
      for (const read of await bothWays({ tools }, "tools")) {
        assert.equal(read.toolCalls.length, 2, read.how);
        assert.equal(read.finishReason.unified, "tool-calls", read.how);
      }
    },
  })),
  {
    name: "a call cut by the output limit is no call",
    fact: "Half an input must not reach a tool; the input's block is closed all the same.",
    needs: ["tools"],
    async run({ answer, stream }) {
      answer({ kind: "model", toolCalls: [{ name: "weather", arguments: '{"city":"Par' }], finishReason: "length" });
      const parts = await stream({ tools }, "tools");
      assert.equal(ofType(parts, "tool-call").length, 0);
      assert.equal(ofType(parts, "tool-input-end").length, ofType(parts, "tool-input-start").length);
      assert.equal(finishOf(parts).finishReason.unified, "length");
    },
  },
  {
    name: "a call cut by the end of the stream is no call",
    fact: "Published libraries hand on broken JSON here; the tool then runs, or the program throws.",
    needs: ["openai-chat", "tools"],
    async run({ answer, stream }) {
      const start = chunk({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Par' } }] });
      answer({ kind: "chunks", chunks: [start], faults: { noDone: true } });
      const parts = await stream({ tools }, "tools");
      assert.equal(ofType(parts, "tool-call").length, 0);
      assert.deepEqual(ofType(parts, "tool-input-end").length, ofType(parts, "tool-input-start").length);
      assert.equal(finishOf(parts).finishReason.unified, "interrupted");
    },
  },
  {
    name: "a call cut by an error is no call",
    fact: "Groq checks calls while they are written, and breaks off with `tool_use_failed`.",
    needs: ["openai-chat", "tools"],
    async run({ answer, stream }) {
      const start = chunk({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Par' } }] });
      answer({ kind: "chunks", chunks: [start, { error: { message: "the call failed", code: "tool_use_failed", failed_generation: "<function>" } }] });
      const parts = await stream({ tools }, "tools");
      assert.equal(ofType(parts, "tool-call").length, 0);
      assert.equal(ofType(parts, "tool-input-end").length, ofType(parts, "tool-input-start").length);
      assert.equal(finishOf(parts).finishReason.unified, "error");
    },
  },
  {
    name: "a long input in many pieces arrives whole",
    fact: "200 kB of arguments in thousands of pieces: a file written by a tool.",
    needs: ["tools"],
    async run({ answer, stream }) {
      const input = JSON.stringify({ city: "x".repeat(200_000) });
      answer({ kind: "model", toolCalls: [{ name: "weather", arguments: input }], deltaSize: 20 });
      assert.equal(ofType(await stream({ tools }, "tools"), "tool-call")[0]?.input, input);
    },
  },
]);
