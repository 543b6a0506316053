import { createDashScope } from "@portolan/provider-dashscope";
import { rerank } from "ai";
import { describe, expect, it } from "vitest";
import { failureOf, useDashScope } from "./calls.ts";

const documents = ["a cat", "a port at the sea", "the sea"];
const query = "a port at the sea";

describe("reranking", () => {
  const test = useDashScope();

  it("ranks texts through the AI SDK, in DashScope's own API on the same host", async () => {
    const { ranking, rerankedDocuments } = await rerank({ model: test.dashscope.rerankingModel("qwen3-rerank"), documents, query, topN: 2 });
    expect(rerankedDocuments).toEqual(["a port at the sea", "the sea"]);
    expect(ranking[0]).toMatchObject({ originalIndex: 1, document: "a port at the sea" });
    expect(test.paths).toEqual(["POST /api/v1/services/rerank/text-rerank/text-rerank"]);
    expect(test.sent).toEqual({ model: "qwen3-rerank", input: { query, documents }, parameters: { top_n: 2, return_documents: false } });
    expect(test.emulator.lastRequest.headers["authorization"]).toBe(`Bearer ${test.emulator.apiKey}`);
  });

  it("ranks objects as JSON, with a warning, and passes on what makes one relevant", async () => {
    const result = await test.dashscope.rerankingModel("qwen3-rerank").doRerank({
      query,
      documents: { type: "object", values: [{ name: "port" }, { name: "cat" }] },
      providerOptions: { dashscope: { instruct: "Retrieve semantically similar text." } },
    });
    expect(test.sent).toMatchObject({ input: { documents: ['{"name":"port"}', '{"name":"cat"}'] }, parameters: { instruct: "Retrieve semantically similar text." } });
    expect(result.warnings).toMatchObject([{ type: "compatibility", feature: "object documents" }]);
    expect(result.ranking.map(({ index }) => index)).toEqual([0, 1]);
    expect(result.providerMetadata?.["dashscope"]).toMatchObject({ usage: { total_tokens: expect.any(Number) } });
  });

  it("goes to the host of the region, and of a base URL of the user's", async () => {
    const addresses: string[] = [];
    const answer = JSON.stringify({ output: { results: [] }, request_id: "1" });
    const recording = (async (input) => {
      addresses.push(input instanceof Request ? input.url : String(input));
      return new Response(answer);
    }) satisfies typeof fetch;
    const call = { query, documents: { type: "text" as const, values: documents } };
    for (const settings of [{ region: "beijing" }, { region: "tokyo", workspaceId: "llm-1" }, { baseURL: "https://proxy.test/team/compatible-mode/v1" }] as const) {
      await createDashScope({ ...settings, apiKey: "test-key-dashscope", fetch: recording }).rerankingModel("qwen3-rerank").doRerank(call);
    }
    const path = "/api/v1/services/rerank/text-rerank/text-rerank";
    expect(addresses).toEqual([`https://dashscope.aliyuncs.com${path}`, `https://llm-1.ap-northeast-1.maas.aliyuncs.com${path}`, `https://proxy.test/team${path}`]);
  });

  it("says where the own API is looked for when the base URL does not tell", async () => {
    const provider = createDashScope({ baseURL: "https://gateway.test/v1", apiKey: "test-key-dashscope" });
    const { error } = await failureOf(provider.rerankingModel("qwen3-rerank").doRerank({ query, documents: { type: "text", values: documents } }));
    expect(error.message).toMatch(/base URL that ends in \/compatible-mode\/v1.*https:\/\/gateway\.test\/v1/);
  });

  it("tells the service's errors in its words", async () => {
    const { info } = await failureOf(test.dashscope.withCredentials({ apiKey: "test-key-other" }).rerankingModel("qwen3-rerank").doRerank({ query, documents: { type: "text", values: documents } }));
    expect(info).toMatchObject({ kind: "auth", code: "InvalidApiKey", message: "Invalid API-key provided.", hint: expect.stringContaining("Keys belong to one region") });
  });

  it("puts the most relevant first and cuts, also where a gateway does neither", async () => {
    const results = [{ index: 0, relevance_score: 0.1 }, { index: 1, relevance_score: 0.9 }, { index: 2, relevance_score: 0.5 }];
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [{ output: { results } }] }] });
    const { ranking } = await test.dashscope.rerankingModel("qwen3-rerank").doRerank({ query, documents: { type: "text", values: documents }, topN: 2 });
    expect(ranking.map(({ index }) => index)).toEqual([1, 2]);
  });

  it("refuses more documents than any model takes before anything is sent", async () => {
    const { error } = await failureOf(test.dashscope.rerankingModel("qwen3-rerank").doRerank({ query, documents: { type: "text", values: Array.from({ length: 501 }, () => "a") } }));
    expect(error.message).toMatch(/501 documents in one request, 500 at the most/);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it.each([[{}, /holds no ranking/], [{ results: [{ index: 9, relevance_score: 1 }] }, /was not sent/], [{ results: [{ index: 0 }] }, /was not sent/]])("an answer with %j is an error that says so", async (output, message) => {
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [{ output }] }] });
    const { error } = await failureOf(test.dashscope.rerankingModel("qwen3-rerank").doRerank({ query, documents: { type: "text", values: documents } }));
    expect(error.message).toMatch(message);
  });
});
