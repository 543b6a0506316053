import assert from "node:assert/strict";
import type { JSONObject, ProviderV4, RerankingModelV4, RerankingModelV4CallOptions } from "@ai-sdk/provider";
import { casesOfKind, type CaseOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import type { ConformanceModels } from "../subject.ts";
import { casesOfAnyKind, type KindOfCall } from "./any-kind.ts";

const documents: RerankingModelV4CallOptions["documents"] = { type: "text", values: ["bread", "ships", "sails"] };

const row = (index: number, score: number): JSONObject => ({ index, relevance_score: score });
const ranked: JSONObject = { id: "rerank-1", model: "emulated", results: [row(1, 0.9), row(2, 0.5), row(0, 0.1)] };
const inOrder = [1, 2, 0];

function rerankingModel(provider: ProviderV4, models: ConformanceModels): RerankingModelV4 {
  return provider.rerankingModel?.(models.reranking ?? "") ?? assert.fail("the provider has no reranking models");
}

async function rerank({ answer, provider, models }: ConformanceContext, body: JSONObject, options: Partial<RerankingModelV4CallOptions> = {}) {
  answer({ kind: "chunks", chunks: [body] });
  return rerankingModel(provider, models).doRerank({ documents, query: "sea", ...options });
}

const cases: readonly CaseOf[] = [
  {
    name: "documents are ranked in one request",
    fact: "Cohere's and Jina's form: a query and a list.",
    async run(context) {
      const { ranking } = await rerank(context, ranked);
      assert.deepEqual(ranking, [{ index: 1, relevanceScore: 0.9 }, { index: 2, relevanceScore: 0.5 }, { index: 0, relevanceScore: 0.1 }]);
      const { body } = context.emulator.lastRequest;
      assert.deepEqual([body?.["model"], body?.["query"], body?.["documents"]], [context.models.reranking, "sea", documents.values]);
    },
  },
  {
    name: "the most relevant document comes first, whatever the order of the rows",
    fact: "Not every server sorts; the AI SDK takes the order as it is given.",
    async run(context) {
      const { ranking } = await rerank(context, { results: [row(0, 0.1), row(1, 0.9), row(2, 0.5)] });
      assert.deepEqual(ranking.map(({ index }) => index), inOrder);
    },
  },
  {
    name: "results that repeat their documents are read",
    fact: "Jina, Together and vLLM send the texts back.",
    async run(context) {
      const results = inOrder.map((index, place) => ({ ...row(index, 1 - place / 10), document: { text: documents.values[index] ?? "" } }));
      assert.deepEqual((await rerank(context, { results })).ranking.map(({ index }) => index), inOrder);
    },
  },
  {
    name: "results under `data` are read",
    fact: "Fireworks and Voyage name their list as embeddings name theirs.",
    needs: ["portolan"],
    async run(context) {
      const { results, ...rest } = ranked;
      assert.deepEqual((await rerank(context, { ...rest, data: results })).ranking.map(({ index }) => index), inOrder);
    },
  },
  {
    name: "no more documents come than were asked for",
    fact: "Some servers do not know the field, and send all.",
    async run(context) {
      const { ranking } = await rerank(context, ranked, { topN: 2 });
      assert.deepEqual(ranking.map(({ index }) => index), [1, 2]);
      assert.match(JSON.stringify(context.emulator.lastRequest.body), /"top_[nk]":2/);
    },
  },
  {
    name: "documents that are objects reach the service whole",
    fact: "Most services take texts alone.",
    async run(context) {
      const values = [{ title: "Bread" }, { title: "Ships" }, { title: "Sails" }];
      const { ranking } = await rerank(context, ranked, { documents: { type: "object", values } });
      assert.deepEqual(ranking.map(({ index }) => index), inOrder);
      for (const { title } of values) assert.ok(JSON.stringify(context.emulator.lastRequest.body).includes(title), title);
    },
  },
  {
    name: "a result of a document that was not sent is an error",
    fact: "The AI SDK would hand the caller `undefined` as a document.",
    async run(context) {
      await assert.rejects(rerank(context, { results: [row(7, 0.9)] }));
    },
  },
  {
    name: "an answer without a list of results is an error",
    fact: "It would be told as nothing relevant.",
    async run(context) {
      await assert.rejects(rerank(context, { id: "rerank-1" }));
    },
  },
];

const asAnyKind: KindOfCall = {
  noun: "a reranking",
  call: async (provider, models, { words = "sea", ...options }) => rerankingModel(provider, models).doRerank({ documents, query: words, ...options }),
};

export const reranking: readonly ConformanceCase[] = casesOfKind("reranking", [...cases, ...casesOfAnyKind(asAnyKind)]);
