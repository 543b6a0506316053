import assert from "node:assert/strict";
import type { SharedV4Warning } from "@ai-sdk/provider";
import { casesOf, type CallOptions, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf, ofType, readAll, textOf } from "../parts.ts";
import { greeting, weather } from "../prompts.ts";
import type { SettingName, WireForm } from "../wire-form.ts";

/** Each with a value of its own. */
const mapped: readonly { readonly option: SettingName; readonly value: unknown; readonly call: CallOptions }[] = [
  { option: "maxOutputTokens", value: 64, call: { maxOutputTokens: 64 } },
  { option: "temperature", value: 0, call: { temperature: 0 } },
  { option: "topP", value: 0.9, call: { topP: 0.9 } },
  { option: "topK", value: 40, call: { topK: 40 } },
  { option: "frequencyPenalty", value: 0.5, call: { frequencyPenalty: 0.5 } },
  { option: "presencePenalty", value: 0.25, call: { presencePenalty: 0.25 } },
  { option: "stopSequences", value: ["END", "STOP"], call: { stopSequences: ["END", "STOP"] } },
  { option: "seed", value: 7, call: { seed: 7 } },
];

function featuresOf(warnings: readonly SharedV4Warning[]): readonly string[] {
  return warnings.flatMap((warning) => ("feature" in warning ? [warning.feature] : []));
}

/** Three deltas in one write. */
const together = ({ framed, text, end }: WireForm): string => framed(text("one "), text("two "), text("three"), end());

async function deltas({ answer, connect, models, wire }: ConformanceContext, settings: { coalesce?: boolean }, options: CallOptions = {}): Promise<readonly string[]> {
  answer({ kind: "raw", body: together(wire) });
  const { stream } = await connect(settings).languageModel(models.text).doStream({ prompt: greeting, ...options });
  return ofType(await readAll(stream), "text-delta").map(({ delta }) => delta);
}

export const options: readonly ConformanceCase[] = casesOf("options", [
  ...mapped.map(({ option, value, call }) => ({
    name: `${option} is sent or warned about`,
    fact: "What a service cannot do is said by the option's own name; nothing is dropped in silence.",
    async run({ answer, generate, emulator, wire }: ConformanceContext) {
      answer({ kind: "model", text: "ok" });
      const { warnings } = await generate(call);
      const sent = wire.setting(emulator.lastRequest.body ?? {}, option);
      if (sent !== undefined) assert.deepEqual(sent, value);
      else assert.ok(featuresOf(warnings).includes(option), `neither sent nor warned about: ${JSON.stringify(warnings)}`);
    },
  })),
  {
    name: "what was not asked for is not sent",
    fact: "A service's own defaults apply; `null` and stray fields are refused by strict servers.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      const unset = { maxOutputTokens: undefined, temperature: undefined, tools: undefined, seed: undefined, stopSequences: undefined };
      // A program in plain JavaScript passes undefined where the types ask it to leave the option out.
      await generate(unset as unknown as CallOptions);
      const sent = Object.keys(emulator.lastRequest.body ?? {}).filter((field) => field !== "stream");
      assert.deepEqual(sent.toSorted(), ["messages", "model"]);
    },
  },
  {
    name: "a plain call has no warnings",
    fact: "Warnings that always come are read by nobody.",
    async run({ answer, bothWays }) {
      answer({ kind: "model", text: "ok" });
      for (const { warnings, how } of await bothWays()) assert.deepEqual(warnings, [], how);
    },
  },
  {
    name: "a stream warns as a whole answer does",
    fact: "`stream-start` carries what is known before the first word.",
    async run({ answer, bothWays }) {
      answer({ kind: "model", text: "ok" });
      const [streamed, whole] = await bothWays({ topK: 40, seed: 7, reasoning: "high", frequencyPenalty: 0.5 });
      assert.deepEqual(streamed.warnings, whole.warnings);
    },
  },
  {
    name: "the headers of a call reach the service",
    fact: "Tracing ids and sessions; a value that is undefined is left out.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      await generate({ headers: { "X-Trace-Id": "trace-1", "x-nothing": undefined } });
      const { headers } = emulator.lastRequest;
      assert.equal(headers["x-trace-id"], "trace-1");
      assert.equal(headers["x-nothing"], undefined);
    },
  },
  {
    name: "the headers of the provider's settings reach the service",
    fact: "A call's own header of the same name wins.",
    async run({ answer, connect, models, emulator }) {
      answer({ kind: "model", text: "ok" });
      const model = connect({ headers: { "x-team": "charts", "x-both": "settings" } }).languageModel(models.text);
      await model.doGenerate({ prompt: greeting, headers: { "x-both": "call" } });
      const { headers } = emulator.lastRequest;
      assert.deepEqual([headers["x-team"], headers["x-both"]], ["charts", "call"]);
    },
  },
  {
    name: "requests say who sends them",
    fact: "Services ask for a user agent; a program's own goes along.",
    async run({ answer, connect, models, emulator }) {
      answer({ kind: "model", text: "ok" });
      await connect({ headers: { "user-agent": "my-program/1.0" } }).languageModel(models.text).doGenerate({ prompt: greeting });
      assert.match(emulator.lastRequest.headers["user-agent"] ?? "", /my-program\/1\.0/);
    },
  },
  {
    name: "a fetch of the user's own carries the requests",
    fact: "Proxies, tests and runtimes without sockets bring their own.",
    async run({ answer, connect, models }) {
      answer({ kind: "model", text: "ok" });
      let calls = 0;
      const own: typeof fetch = (input, init) => {
        calls += 1;
        return fetch(input, init);
      };
      const model = connect({ fetch: own }).languageModel(models.text);
      await model.doGenerate({ prompt: greeting });
      const { stream } = await model.doStream({ prompt: greeting });
      assert.equal(textOf(await readAll(stream)), "ok");
      assert.equal(calls, 2);
    },
  },
  {
    name: "provider options reach the service",
    fact: "What only one service knows is passed under its own id.",
    needs: ["providerOptions"],
    async run({ answer, generate, emulator, subject, provider, models }) {
      answer({ kind: "model", text: "ok" });
      const [id = ""] = provider.languageModel(models.text).provider.split(".");
      await generate({ providerOptions: { [id]: subject.providerOptions?.given ?? {} } });
      const body = emulator.lastRequest.body ?? {};
      for (const [field, value] of Object.entries(subject.providerOptions?.sent ?? {})) assert.deepEqual(body[field], value, field);
    },
  },
  {
    name: "the options of another provider are not sent",
    fact: "One call may carry options for several.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      await generate({ providerOptions: { elsewhere: { canary: "stray-option" } } });
      assert.doesNotMatch(JSON.stringify(emulator.lastRequest.body), /stray-option/);
    },
  },
  {
    name: "a retired model is warned about and still sent",
    fact: "The warning names the successor before the service closes the door.",
    needs: ["portolan", "retiredModel"],
    async run({ answer, bothWays, emulator, models }) {
      answer({ kind: "model", text: "ok" });
      for (const { warnings, how } of await bothWays({}, "retired")) {
        assert.ok(warnings.some(({ type }) => type === "deprecated"), `${how}: ${JSON.stringify(warnings)}`);
        assert.equal(emulator.lastRequest.body?.["model"], models.retired);
      }
    },
  },
  {
    name: "the state of the service's limits is told with the answer",
    fact: "OpenAI, Groq, Cerebras and Together send it in headers; whoever reads it need not run into the limit.",
    needs: ["portolan"],
    async run({ answer, bothWays, provider, models }) {
      answer({ kind: "model", text: "ok", headers: { "x-ratelimit-limit-tokens": "18000", "x-ratelimit-remaining-tokens": "17000", "x-ratelimit-reset-tokens": "7.66s" } });
      const [id = ""] = provider.languageModel(models.text).provider.split(".");
      for (const { providerMetadata, how } of await bothWays()) {
        const limits = providerMetadata[id]?.["rateLimit"] as { tokens?: unknown } | undefined;
        assert.deepEqual(limits?.tokens, { limit: 18_000, remaining: 17_000, resetMs: 7660 }, how);
      }
    },
  },
  {
    name: "tokens that were written and not delivered are warned about",
    fact: "Ollama counts tokens of a call it could not parse, and delivers nothing.",
    needs: ["portolan"],
    async run({ answer, bothWays, provider, models, wire }) {
      answer({ kind: "model", text: "", finishReason: "length", usage: wire.usage(3, 80), usageOn: "finish-chunk" });
      const [id = ""] = provider.languageModel(models.text).provider.split(".");
      for (const { warnings, providerMetadata, how } of await bothWays()) {
        assert.match(JSON.stringify([warnings, providerMetadata[id]?.["warnings"]]), /80 tokens/, how);
      }
    },
  },
  {
    name: "what is learned too late for the start is told at the finish",
    fact: "A demand for a tool was ignored: the warning stands in the finish's metadata, and among a whole answer's warnings.",
    needs: ["portolan", "tools", "forcedToolChoice"],
    async run({ answer, bothWays, provider, models }) {
      answer({ kind: "model", text: "I would rather talk.", deltaSize: 4, pace: { betweenFramesMs: 2 } });
      const [id = ""] = provider.languageModel(models.text).provider.split(".");
      const [streamed, whole] = await bothWays({ tools: [weather], toolChoice: { type: "required" } }, "tools");
      assert.match(JSON.stringify(streamed.providerMetadata[id]?.["warnings"] ?? []), /toolChoice/);
      assert.ok(featuresOf(whole.warnings).includes("toolChoice"), JSON.stringify(whole.warnings));
    },
  },
  {
    name: "deltas that came together leave as one part",
    fact: "Each part costs the program a render and a write; a read of the socket often holds several.",
    needs: ["portolan"],
    async run(context) {
      assert.deepEqual(await deltas(context, {}), ["one two three"]);
    },
  },
  {
    name: "deltas are left alone when the settings say so",
    fact: "`coalesce: false` shows every delta as the service cut it.",
    needs: ["portolan"],
    async run(context) {
      assert.deepEqual(await deltas(context, { coalesce: false }), ["one ", "two ", "three"]);
    },
  },
  {
    name: "deltas are left alone when raw chunks are asked for",
    fact: "Each raw chunk stands in front of its own delta.",
    needs: ["portolan"],
    async run(context) {
      assert.deepEqual(await deltas(context, {}, { includeRawChunks: true }), ["one ", "two ", "three"]);
    },
  },
  {
    name: "an answer without usage still finishes",
    fact: "Numbers are a courtesy of the service.",
    async run({ answer, stream }) {
      answer({ kind: "model", text: "ok", usage: null });
      assert.equal(finishOf(await stream()).finishReason.unified, "stop");
    },
  },
]);
