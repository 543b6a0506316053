import assert from "node:assert/strict";
import { NoSuchModelError } from "@ai-sdk/provider";
import { casesOf, type ConformanceCase } from "../case.ts";
import { ask, greeting, weather } from "../prompts.ts";
import { rejectionOf } from "../rejection.ts";

const sources = ["rule", "list", "probe", "user"];

export const capabilities: readonly ConformanceCase[] = casesOf("capabilities", [
  {
    name: "every capability is true, false or unknown, and says who said so",
    fact: "A flag without a source is nobody's word.",
    needs: ["portolan"],
    async run({ portolan, models }) {
      const can = portolan().capabilities(models.text);
      for (const [flag, support] of Object.entries(can.flags)) {
        assert.ok([true, false, "unknown"].includes(support), `${flag}: ${String(support)}`);
        assert.equal(support === "unknown", can.sources[flag] === undefined, `${flag} is ${String(support)}, said by ${can.sources[flag]}`);
      }
      for (const [key, source] of Object.entries(can.sources)) assert.ok(sources.includes(source), `${key}: ${source}`);
      for (const [limit, value] of Object.entries(can.limits)) assert.ok(Number.isInteger(value) && value > 0, `${limit}: ${value}`);
    },
  },
  {
    name: "capabilities are told without asking the network",
    fact: "A router asks before each call.",
    needs: ["portolan"],
    async run({ portolan, models, emulator }) {
      portolan().capabilities(models.text);
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "a model nobody knows is unknown, and still called",
    fact: "Ids appear every week; not knowing is no reason to refuse.",
    needs: ["portolan"],
    async run({ portolan, use, wire }) {
      const modelId = "vendor/brand-new-model";
      use({ answers: () => ({ kind: "model", text: "ok" }), models: [wire.row(modelId)] });
      const provider = portolan();
      assert.equal(provider.capabilities(modelId).limits.contextWindow, undefined);
      assert.equal((await provider.languageModel(modelId).doGenerate({ prompt: greeting })).finishReason.unified, "stop");
    },
  },
  {
    name: "what the user says of a model wins",
    fact: "Users know their own servers; `user` is the source.",
    needs: ["portolan"],
    async run({ portolan, models }) {
      const can = portolan({ models: { [models.text]: { tools: false, contextWindow: 4321 } } }).capabilities(models.text);
      assert.deepEqual([can.flags.tools, can.sources["tools"]], [false, "user"]);
      assert.deepEqual([can.limits.contextWindow, can.sources["contextWindow"]], [4321, "user"]);
    },
  },
  {
    name: "unknown never overwrites what is known",
    fact: "A source that does not know is silent.",
    needs: ["portolan"],
    async run({ portolan, models }) {
      const known = portolan().capabilities(models.text);
      const told = portolan({ models: { [models.text]: { tools: "unknown", reasoning: "unknown", jsonSchema: "unknown" } } }).capabilities(models.text);
      assert.deepEqual(told.flags, known.flags);
    },
  },
  {
    name: "what a user says of one model says nothing of the others",
    fact: "Facts are kept by model id.",
    needs: ["portolan"],
    async run({ portolan }) {
      const provider = portolan({ models: { "vendor/mine": { contextWindow: 4321 } } });
      assert.equal(provider.capabilities("vendor/other").limits.contextWindow, undefined);
    },
  },
  {
    name: "a call that needs what a model is known to lack is refused before it is sent",
    fact: "The error names the capability, so that it can be overridden where the knowledge is wrong.",
    needs: ["portolan"],
    async run({ portolan, models, answer, emulator }) {
      answer({ kind: "model", text: "ok" });
      const model = portolan({ models: { [models.text]: { tools: false } } }).languageModel(models.text);
      for (const call of ["doGenerate", "doStream"] as const) {
        const error = await rejectionOf(model[call]({ prompt: greeting, tools: [weather] }));
        assert.match((error as Error).message, /tools/);
        assert.notEqual((error as { isRetryable?: boolean }).isRetryable, true);
      }
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "an image for a model known not to see is refused before it is sent",
    fact: "Servers ignore the image in silence and describe one all the same.",
    needs: ["portolan"],
    async run({ portolan, models, answer, emulator }) {
      answer({ kind: "model", text: "ok" });
      const model = portolan({ models: { [models.text]: { imageInput: false } } }).languageModel(models.text);
      const photo = { type: "file", mediaType: "image/png", data: { type: "data", data: Uint8Array.from([137, 80, 78, 71]) } } as const;
      const error = await rejectionOf(model.doGenerate({ prompt: [...ask("Look"), { role: "user", content: [photo] }] }));
      assert.match((error as Error).message, /image/i);
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "settings that a model is known not to have are left out, with a warning",
    fact: "A seed or a reasoning level would be refused with a 400; left out, the answer is still an answer.",
    needs: ["portolan"],
    async run({ portolan, models, answer, emulator }) {
      answer({ kind: "model", text: "ok" });
      const model = portolan({ models: { [models.text]: { seed: false, reasoning: false } } }).languageModel(models.text);
      const { warnings } = await model.doGenerate({ prompt: greeting, seed: 7, reasoning: "high" });
      assert.deepEqual(warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type)).toSorted(), ["reasoning", "seed"]);
      assert.doesNotMatch(JSON.stringify(emulator.lastRequest.body), /seed|reasoning|"high"/);
    },
  },
  {
    name: "an output limit above the model's own is lowered, with a warning",
    fact: "Services answer 400 to more than the model can write.",
    needs: ["portolan"],
    async run({ portolan, models, answer, emulator, wire }) {
      answer({ kind: "model", text: "ok" });
      const model = portolan({ models: { [models.text]: { maxOutputTokens: 100 } } }).languageModel(models.text);
      const { warnings } = await model.doGenerate({ prompt: greeting, maxOutputTokens: 1000 });
      assert.equal(wire.setting(emulator.lastRequest.body ?? {}, "maxOutputTokens"), 100);
      assert.ok(warnings.some((warning) => "feature" in warning && warning.feature === "maxOutputTokens"), JSON.stringify(warnings));
      const fits = await model.doGenerate({ prompt: greeting, maxOutputTokens: 100 });
      assert.deepEqual(fits.warnings, []);
    },
  },
  {
    name: "a model known to be of another kind is refused",
    fact: "An embedding model answers a chat with a 400 that explains nothing.",
    needs: ["portolan"],
    async run({ portolan, models, emulator }) {
      const provider = portolan({ models: { [models.text]: { kind: "embedding" } } });
      const error = await rejectionOf((async () => provider.languageModel(models.text).doGenerate({ prompt: greeting }))());
      assert.ok(NoSuchModelError.isInstance(error), String(error));
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "what the model list tells feeds the capabilities",
    fact: "Context windows stand in the lists of Groq, OpenRouter, vLLM and others.",
    needs: ["portolan"],
    async run({ portolan, use, wire }) {
      const modelId = "vendor/listed-model";
      use({ models: [wire.row(modelId, 65_432)] });
      const provider = portolan();
      assert.equal(provider.capabilities(modelId).limits.contextWindow, undefined);
      await provider.listModels();
      const can = provider.capabilities(modelId);
      assert.deepEqual([can.limits.contextWindow, can.sources["contextWindow"]], [65_432, "list"]);
    },
  },
  {
    name: "what the user says beats what the list tells",
    fact: "A list may describe the model and not the deployment.",
    needs: ["portolan"],
    async run({ portolan, use, wire }) {
      const modelId = "vendor/listed-model";
      use({ models: [wire.row(modelId, 65_432)] });
      const provider = portolan({ models: { [modelId]: { contextWindow: 2048 } } });
      await provider.listModels();
      assert.equal(provider.capabilities(modelId).limits.contextWindow, 2048);
    },
  },
]);
