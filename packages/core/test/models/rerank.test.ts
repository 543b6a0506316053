import { InvalidArgumentError, InvalidResponseDataError, type JSONObject, type JSONValue, type RerankingModelV4CallOptions } from "@ai-sdk/provider";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openaiRerank } from "../../src/openai-models.ts";
import { fakeConnection } from "./fake-connection.ts";

const documents: RerankingModelV4CallOptions["documents"] = { type: "text", values: ["bread", "ships", "sails"] };
const call: RerankingModelV4CallOptions = { documents, query: "sea" };
const results: JSONObject = { results: [{ index: 2, relevance_score: 0.9 }, { index: 0, relevance_score: 0.1 }] };

async function rerank(body: JSONValue, options: Partial<RerankingModelV4CallOptions> = {}, spec: Parameters<typeof openaiRerank>[0] = {}) {
  const to = fakeConnection(body, { "x-request-id": "1" });
  return { ...(await openaiRerank(spec)(to, "m").doRerank({ ...call, ...options })), sent: to.lastRequest };
}

describe("openaiRerank", () => {
  it("sends the query and the documents, and says all it was told", async () => {
    const { signal } = new AbortController();
    const body = { id: "r-1", model: "served", ...results, usage: { total_tokens: 7 }, meta: { billed_units: { search_units: 1 } } };
    const options = { topN: 2, headers: { "x-trace": "1" }, abortSignal: signal, providerOptions: { test: { maxChunksPerDoc: 3 } } };
    const { sent, ...result } = await rerank(body, options, { fields: { return_documents: false } });
    expect(sent).toEqual({
      method: "POST",
      path: "/rerank",
      body: { model: "m", query: "sea", documents: ["bread", "ships", "sails"], top_n: 2, return_documents: false, max_chunks_per_doc: 3 },
      headers: { "x-trace": "1" },
      signal,
      modelId: "m",
    });
    expect(result).toEqual({
      ranking: [{ index: 2, relevanceScore: 0.9 }, { index: 0, relevanceScore: 0.1 }],
      warnings: [],
      providerMetadata: { test: { usage: { total_tokens: 7 }, billedUnits: { search_units: 1 } } },
      response: { id: "r-1", timestamp: expect.any(Date), modelId: "served", headers: { "x-request-id": "1" }, body },
    });
  });

  it.each<[string, JSONValue]>([
    ["Cohere and LiteLLM", { id: "1", results: [{ index: 1, relevance_score: 0.9 }, { index: 0, relevance_score: 0.2 }], meta: { api_version: { version: "2" } } }],
    ["Jina and vLLM", { model: "served", results: [{ index: 1, relevance_score: 0.9, document: { text: "ships" } }, { index: 0, relevance_score: 0.2, document: { text: "bread" } }] }],
    ["Together", { object: "rerank", results: [{ index: 1, relevance_score: 0.9, document: "ships" }, { index: 0, relevance_score: 0.2, document: "bread" }] }],
    ["llama.cpp", { object: "list", model: "served", usage: { total_tokens: 4 }, results: [{ index: 0, relevance_score: 0.2 }, { index: 1, relevance_score: 0.9 }] }],
    ["Fireworks and Voyage", { object: "list", data: [{ index: 1, relevance_score: 0.9 }, { index: 0, relevance_score: 0.2 }] }],
    ["NVIDIA", { rankings: [{ index: 1, logit: 0.9 }, { index: 0, logit: 0.2 }] }],
    ["text-embeddings-inference", [{ index: 1, score: 0.9 }, { index: 0, score: 0.2 }]],
  ])("reads what %s send", async (_, body) => {
    expect((await rerank(body)).ranking).toEqual([{ index: 1, relevanceScore: 0.9 }, { index: 0, relevanceScore: 0.2 }]);
  });

  it("ranks by score, whatever the order of the rows, and gives no more than were asked for", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.double({ noNaN: true, min: -9, max: 9 }), { minLength: 1, maxLength: 9 }), fc.nat(10), async (scores, topN) => {
        const values = scores.map(String);
        const rows = scores.map((relevance_score, index) => ({ index, relevance_score }));
        const { ranking } = await rerank({ results: rows }, { documents: { type: "text", values }, topN });
        expect(ranking).toHaveLength(Math.min(topN, scores.length));
        expect(ranking.map(({ relevanceScore }) => relevanceScore)).toEqual(scores.toSorted((one, other) => other - one).slice(0, topN));
        for (const { index, relevanceScore } of ranking) expect(scores[index]).toBe(relevanceScore);
      }),
    ));

  it("writes objects as text, with a warning, where the service takes none", async () => {
    const objects = { type: "object" as const, values: [{ title: "a" }] };
    const body = { results: [{ index: 0, relevance_score: 1 }] };
    const written = await rerank(body, { documents: objects });
    expect(written.sent.body).toMatchObject({ documents: ['{"title":"a"}'] });
    expect(written.warnings).toEqual([{ type: "compatibility", feature: "documents", details: expect.any(String) }]);
    const taken = await rerank(body, { documents: objects }, { objects: true });
    expect(taken.sent.body).toMatchObject({ documents: [{ title: "a" }] });
    expect(taken.warnings).toEqual([]);
  });

  it("asks where and as the service wants it", async () => {
    const { sent } = await rerank(results, { topN: 1 }, { path: "/v2/rerank", topN: "top_k" });
    expect(sent).toMatchObject({ path: "/v2/rerank", body: { top_k: 1 } });
  });

  it("refuses more documents than fit before anything is sent", async () => {
    const to = fakeConnection(results);
    const rejection: unknown = await Promise.resolve(openaiRerank({ maxPerCall: 2 })(to, "m").doRerank(call)).catch((error: unknown) => error);
    expect(InvalidArgumentError.isInstance(rejection)).toBe(true);
    expect(rejection).toMatchObject({ message: "test/m: 3 documents in one request, 2 at the most" });
    expect(to.requests).toHaveLength(0);
  });

  it.each<[string, JSONValue, string]>([
    ["no list", { id: "1" }, "the answer holds no list of results"],
    ["a row without a score", { results: [{ index: 0 }] }, "a result has no index or no score"],
    ["a row of no document", { results: [{ index: 3, relevance_score: 1 }] }, "a result is of document 3, and 3 were sent"],
    ["a row twice", { results: [{ index: 1, relevance_score: 1 }, { index: 1, relevance_score: 0 }] }, "document 1 is ranked twice"],
  ])("says what cannot be read: %s", async (_, body, what) => {
    const rejection: unknown = await rerank(body).catch((error: unknown) => error);
    expect(InvalidResponseDataError.isInstance(rejection)).toBe(true);
    expect(rejection).toMatchObject({ message: `test/m: ${what}.` });
  });
});
