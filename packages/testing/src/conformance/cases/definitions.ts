import assert from "node:assert/strict";
import { APICallError, InvalidArgumentError, type JSONObject, type SharedV4Warning } from "@ai-sdk/provider";
import type { ModelDefinition } from "@portolan/core";
import { casesOf, type CallOptions, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { greeting } from "../prompts.ts";
import { callErrorOf } from "../rejection.ts";

/** Names may hold what ids hold. */
const name = "team/careful.1";

interface Sent {
  readonly body: JSONObject;
  readonly warnings: readonly SharedV4Warning[];
}

async function sentBy({ connect, answer, models, emulator }: ConformanceContext, definition: ModelDefinition | undefined, options: CallOptions = {}): Promise<Sent> {
  answer({ kind: "model", text: "ok" });
  const defined = definition === undefined ? {} : { models: { [name]: { id: models.text, ...definition } } };
  const model = connect(defined).languageModel(definition === undefined ? models.text : name);
  try {
    const { warnings } = await model.doGenerate({ prompt: greeting, ...options });
    return { body: emulator.lastRequest.body ?? {}, warnings };
  } catch (error) {
    // A strict service may refuse an option; what was sent is known all the same.
    if (!APICallError.isInstance(error)) throw error;
    return { body: emulator.lastRequest.body ?? {}, warnings: [] };
  }
}

/** What a definition says is sent as if the call had said it: in the service's own spelling, and with the same warnings. */
async function assertSameAs(context: ConformanceContext, definition: ModelDefinition, said: CallOptions, options: CallOptions = {}): Promise<void> {
  assert.deepEqual(await sentBy(context, definition, options), await sentBy(context, undefined, said));
}

const settings = {
  written: { max_tokens: 2048, temperature: 0.5, top_p: 0.9, frequency_penalty: 0.5, presence_penalty: 0.25, stop: "END", seed: 7, reasoning_effort: "low" },
  read: { maxOutputTokens: 2048, temperature: 0.5, topP: 0.9, frequencyPenalty: 0.5, presencePenalty: 0.25, stopSequences: ["END"], seed: 7, reasoning: "low" },
  others: { maxOutputTokens: 1024, temperature: 0.25, topP: 0.8, frequencyPenalty: 0.25, presencePenalty: 0.5, stopSequences: ["HALT"], seed: 8, reasoning: "high" },
} satisfies { written: JSONObject; read: CallOptions; others: CallOptions };

export const definitions: readonly ConformanceCase[] = casesOf("definitions", [
  {
    name: "a name stands for a model's id",
    fact: "Programs use names of their own; the service gets its id.",
    needs: ["portolan"],
    async run(context) {
      const model = context.connect({ models: { [name]: { id: context.models.text } } }).languageModel(name);
      assert.equal(model.modelId, name);
      await assertSameAs(context, {}, {});
    },
  },
  {
    name: "the options of a model's name are sent as if the call had them",
    fact: "They are looked up by the name that is called, before it becomes an id.",
    needs: ["portolan"],
    run: async (context) => assertSameAs(context, { options: settings.written }, settings.read),
  },
  {
    name: "what a call says beats the options of its model, the reasoning level included",
    fact: "A default is what holds where nothing is said.",
    needs: ["portolan"],
    run: async (context) => assertSameAs(context, { options: settings.written }, settings.others, settings.others),
  },
  {
    name: "provider options may be a model's own",
    fact: "What only one service knows belongs to a model as often as to a call.",
    needs: ["portolan", "providerOptions"],
    async run(context) {
      const given = context.subject.providerOptions?.given ?? {};
      await assertSameAs(context, { options: given }, { providerOptions: { [context.portolan().id]: given } });
    },
  },
  {
    name: "the provider options of a call beat those of its model, one by one",
    fact: "A call that says one of them keeps the others.",
    needs: ["openai-chat", "portolan", "providerOptions"],
    async run(context) {
      const { id } = context.portolan();
      const given = context.subject.providerOptions?.given ?? {};
      const call = { providerOptions: { [id]: { parallelToolCalls: false } } };
      const definition = { options: { parallel_tool_calls: true, ...given } };
      await assertSameAs(context, definition, { providerOptions: { [id]: { ...given, parallelToolCalls: false } } }, call);
    },
  },
  {
    name: "the instructions of a model are in front of the prompt",
    fact: "One system message, since many chat templates take no second.",
    needs: ["portolan"],
    async run(context) {
      const systemOf = (content: string): CallOptions => ({ prompt: [{ role: "system", content }, ...greeting] });
      await assertSameAs(context, { system: "Be brief." }, systemOf("Be brief."));
      await assertSameAs(context, { system: "Be brief." }, systemOf("Be brief.\n\nSpeak French."), systemOf("Speak French."));
    },
  },
  {
    name: "an error names the model as it was called",
    fact: "The id may stand behind several names.",
    needs: ["portolan"],
    async run({ portolan, models, use }) {
      const provider = portolan({ models: { [name]: { id: models.text } } });
      use({ failNext: [{ kind: "error", error: { status: 400, message: "no" } }] });
      const error = await callErrorOf(provider.languageModel(name).doGenerate({ prompt: greeting }));
      assert.ok(error.message.includes(`${provider.id}/${name}`), error.message);
    },
  },
  {
    name: "a name can do what its id can, and what the user says of it",
    fact: "What is known of an id is not lost with another name.",
    needs: ["portolan"],
    async run({ portolan, models }) {
      const provider = portolan({ models: { [name]: { id: models.text, contextWindow: 4321 } } });
      const { limits, flags } = provider.capabilities(name);
      const known = provider.capabilities(models.text);
      assert.deepEqual({ limits, flags }, { limits: { ...known.limits, contextWindow: 4321 }, flags: known.flags });
    },
  },
  {
    name: "a retired id behind a name is warned about",
    fact: "The warning speaks of the id, which the service will close.",
    needs: ["portolan", "retiredModel"],
    async run(context) {
      const { warnings } = await sentBy(context, { id: context.models.retired ?? "" });
      assert.ok(warnings.some(({ type }) => type === "deprecated"), JSON.stringify(warnings));
    },
  },
  {
    name: "an option out of its range is refused when the provider is made",
    fact: "A wrong definition is found at the start of a program, and not by its first user.",
    needs: ["portolan"],
    async run({ connect, emulator }) {
      for (const option of [{ temperature: 2.5 }, { top_p: 1.5 }, { max_tokens: 0 }, { presence_penalty: -3 }]) {
        const [setting = ""] = Object.keys(option);
        assert.throws(() => connect({ models: { [name]: { options: option } } }), (error) => InvalidArgumentError.isInstance(error) && error.message.includes(name) && error.message.includes(setting));
      }
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "other credentials keep the models' names",
    fact: "Names are the program's, keys are its users'.",
    needs: ["portolan"],
    async run({ portolan, models, answer, emulator }) {
      answer({ kind: "model", text: "ok" });
      const theirs = portolan({ models: { [name]: { id: models.text } } }).withCredentials({ apiKey: emulator.apiKey });
      await theirs.languageModel(name).doGenerate({ prompt: greeting });
      assert.notEqual(emulator.lastRequest.body?.["model"], name);
    },
  },
  {
    name: "an embedding model may have a name and options",
    fact: "Names are for models of every kind.",
    needs: ["openai-chat", "portolan", "embeddings"],
    async run({ portolan, models, emulator }) {
      const id = models.embedding ?? "";
      const provider = portolan({ models: { [name]: { id, options: { user: "ours" } } } });
      const model = provider.embeddingModel(name);
      await model.doEmbed({ values: ["a"] });
      const named = emulator.lastRequest.body;
      await provider.embeddingModel(id).doEmbed({ values: ["a"], providerOptions: { [provider.id]: { user: "ours" } } });
      assert.deepEqual([model.modelId, named], [name, emulator.lastRequest.body]);
    },
  },
]);
