import assert from "node:assert/strict";
import type { JSONObject, LanguageModelV4, LanguageModelV4CallOptions, ProviderV4 } from "@ai-sdk/provider";
import type { Provider } from "@portolan/core";
import { readParts, readResult, type ReadAnswer } from "../answer.ts";
import { casesOfKind, type CaseOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf, ofType, readAll } from "../parts.ts";
import { ask, weather } from "../prompts.ts";
import { callErrorOf } from "../rejection.ts";
import type { ConformanceModels } from "../subject.ts";
import { casesOfAnyKind, type KindOfCall } from "./any-kind.ts";

const once = "Once upon a time";

/** Not part of the AI SDK's provider; published libraries have it under the same name. */
function completionModel(provider: ProviderV4, models: ConformanceModels): LanguageModelV4 {
  const { completionModel: make } = provider as Partial<Pick<Provider, "completionModel">>;
  return make?.(models.completion ?? "") ?? assert.fail("the provider has no completion models");
}

async function bothWays({ provider, models, emulator }: ConformanceContext, options: Partial<LanguageModelV4CallOptions> = {}): Promise<readonly ReadAnswer[]> {
  const model = completionModel(provider, models);
  const call = { prompt: ask(once), ...options };
  const parts = await readAll((await model.doStream(call)).stream);
  const streamed = readParts(parts, emulator.lastRequest.body ?? {});
  return [streamed, readResult(await model.doGenerate(call), emulator.lastRequest.body ?? {})];
}

const piece = (text: string, finishReason: string | null = null): JSONObject => ({
  id: "cmpl-1",
  object: "text_completion",
  created: 1_780_000_000,
  model: "emulated",
  choices: [{ index: 0, text, finish_reason: finishReason }],
});

const cases: readonly CaseOf[] = [
  {
    name: "a text is sent to be continued as it is",
    fact: "The legacy endpoint takes a prompt and no messages; a label in front of the text would be continued too.",
    async run(context) {
      context.answer({ kind: "model", text: ", a ship" });
      for (const { text, body, how } of await bothWays(context)) {
        assert.deepEqual([body["model"], body["prompt"], body["messages"], text], [context.models.completion, once, undefined, ", a ship"], how);
      }
    },
  },
  {
    name: "a conversation is sent as one text that holds all of it",
    fact: "The AI SDK prompts in messages, and no turn may be lost.",
    async run(context) {
      const prompt: LanguageModelV4CallOptions["prompt"] = [
        { role: "system", content: "Be brief." },
        ...ask("first question"),
        { role: "assistant", content: [{ type: "text", text: "first answer" }] },
        ...ask("second question"),
      ];
      context.answer({ kind: "model", text: "ok" });
      const [{ body } = assert.fail("nothing was read")] = await bothWays(context, { prompt });
      // Instructions may have a field of their own.
      assert.match([body["system"], body["prompt"]].join("\n"), /Be brief\.[^]*first question[^]*first answer[^]*second question/);
    },
  },
  {
    name: "the end and the usage of a completion are read",
    fact: "Tokens are paid for here too.",
    async run(context) {
      context.answer({ kind: "model", text: "and on", finishReason: "length", usage: context.wire.usage(4, 2) });
      for (const { finishReason, usage, how } of await bothWays(context)) {
        assert.deepEqual([finishReason.unified, usage.inputTokens.total, usage.outputTokens.total], ["length", 4, 2], how);
      }
    },
  },
  {
    name: "a usage of zeros is no usage",
    fact: "LiteLLM sends it with every chunk of a completion when the server behind it told nothing.",
    needs: ["openai-chat"],
    async run({ answer, provider, models }) {
      const usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
      answer({ kind: "chunks", chunks: [{ ...piece("and on"), usage }, { ...piece("", "stop"), usage }] });
      const finish = finishOf(await readAll((await completionModel(provider, models).doStream({ prompt: ask(once) })).stream));
      assert.deepEqual([finish.usage.inputTokens.total, finish.usage.outputTokens.total], [undefined, undefined]);
    },
  },
  {
    name: "settings of a completion are sent",
    fact: "Temperature, limit and stop sequences have the names they have in chats.",
    async run(context) {
      context.answer({ kind: "model", text: "ok" });
      for (const { body, how } of await bothWays(context, { temperature: 0.5, maxOutputTokens: 9, stopSequences: ["END"] })) {
        const sent = (["temperature", "maxOutputTokens", "stopSequences"] as const).map((name) => context.wire.setting(body, name));
        assert.deepEqual(sent, [0.5, 9, ["END"]], how);
      }
    },
  },
  {
    name: "a suffix is sent with a completion",
    fact: "Editors have the gap between two texts filled.",
    needs: ["portolan"],
    async run(context) {
      const { id } = context.portolan();
      for (const { body, how } of await bothWays(context, { providerOptions: { [id]: { suffix: "The end." } } })) assert.equal(body["suffix"], "The end.", how);
    },
  },
  {
    name: "tools are not dropped in silence by a completion",
    fact: "The endpoint has none; an answer without the tool would look like the model's choice.",
    async run({ answer, provider, models, emulator }) {
      answer({ kind: "model", text: "ok" });
      const call = async () => completionModel(provider, models).doGenerate({ prompt: ask(once), tools: [weather] });
      const outcome = await call().catch(() => undefined);
      if (outcome === undefined) assert.equal(emulator.requests.length, 0);
      else assert.ok(outcome.warnings.length > 0, "neither refused nor warned about");
    },
  },
  {
    name: "a completion that breaks off is not called whole",
    fact: "As with every stream: half a text is no stop.",
    async run({ answer, provider, models }) {
      answer({ kind: "model", text: "half of what was", deltaSize: 4, faults: { noFinish: true, noDone: true } });
      const parts = await readAll((await completionModel(provider, models).doStream({ prompt: ask(once) })).stream);
      assert.notEqual(finishOf(parts).finishReason.unified, "stop");
      assert.equal(ofType(parts, "error").length, 1);
    },
  },
  {
    name: "an error rejects a completion that was to be streamed",
    fact: "Before the first part it can be tried again.",
    async run({ answer, provider, models }) {
      answer({ kind: "error", error: { status: 503, message: "the harbour is closed" } });
      const error = await callErrorOf(completionModel(provider, models).doStream({ prompt: ask(once) }));
      assert.deepEqual([error.statusCode, error.isRetryable, error.message.includes("the harbour is closed")], [503, true, true]);
    },
  },
];

const asAnyKind: KindOfCall = {
  noun: "a completion",
  call: (provider, models, { words = once, ...options }) => completionModel(provider, models).doGenerate({ prompt: ask(words), ...options }),
};

export const completion: readonly ConformanceCase[] = casesOfKind("completion", [...cases, ...casesOfAnyKind(asAnyKind)]);
