import assert from "node:assert/strict";
import type { JSONObject, ProviderV4 } from "@ai-sdk/provider";
import type { ModerationModel, Provider } from "@portolan/core";
import { casesOfKind, type CaseOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import type { ConformanceModels } from "../subject.ts";
import { casesOfAnyKind, type KindOfCall } from "./any-kind.ts";

const values = ["I hate you", "A quiet harbour"];

const verdict = (hate: boolean, score: number): JSONObject => ({ flagged: hate, categories: { hate, "self-harm/intent": false }, category_scores: { hate: score, "self-harm/intent": 0.01 } });
const judged: JSONObject = { id: "modr-1", model: "emulated", results: [verdict(true, 0.9), verdict(false, 0.1)] };

/** Not part of the AI SDK's provider. */
function moderationModel(provider: ProviderV4, models: ConformanceModels): ModerationModel {
  const { moderationModel: make } = provider as Partial<Pick<Provider, "moderationModel">>;
  return make?.(models.moderation ?? "") ?? assert.fail("the provider has no moderation models");
}

async function moderate({ answer, provider, models }: ConformanceContext, body: JSONObject) {
  answer({ kind: "chunks", chunks: [body] });
  return moderationModel(provider, models).doModerate({ values });
}

const cases: readonly CaseOf[] = [
  {
    name: "texts are judged in one request, in their order",
    fact: "OpenAI's form: `input` is a list, and results have no index.",
    async run(context) {
      const { results } = await moderate(context, judged);
      assert.deepEqual(results.map(({ flagged }) => flagged), [true, false]);
      const { body } = context.emulator.lastRequest;
      assert.deepEqual([body?.["model"], body?.["input"]], [context.models.moderation, values]);
    },
  },
  {
    name: "categories and scores keep the service's names",
    fact: "`self-harm/intent` is what its documentation calls it.",
    async run(context) {
      const { results } = await moderate(context, judged);
      assert.deepEqual(results[0], { flagged: true, categories: { hate: true, "self-harm/intent": false }, scores: { hate: 0.9, "self-harm/intent": 0.01 } });
    },
  },
  {
    name: "a verdict that does not come is made of the categories",
    fact: "Mistral sends categories and scores alone; a missing verdict must not read as harmless.",
    async run(context) {
      const rows = (judged["results"] as readonly JSONObject[]).map(({ flagged: _, ...row }) => row);
      assert.deepEqual((await moderate(context, { ...judged, results: rows })).results.map(({ flagged }) => flagged), [true, false]);
    },
  },
  {
    name: "fewer results than texts are an error",
    fact: "They are paired by place: a text would pass for another.",
    async run(context) {
      await assert.rejects(moderate(context, { ...judged, results: [verdict(false, 0)] }));
    },
  },
  {
    name: "a result without categories is an error",
    fact: "It must not read as harmless.",
    async run(context) {
      await assert.rejects(moderate(context, { ...judged, results: [{}, {}] }));
    },
  },
];

const asAnyKind: KindOfCall = {
  noun: "a moderation",
  call: async (provider, models, { words = "A quiet harbour", ...options }) => moderationModel(provider, models).doModerate({ values: [words], ...options }),
};

export const moderation: readonly ConformanceCase[] = casesOfKind("moderation", [...cases, ...casesOfAnyKind(asAnyKind)]);
