import { describe, expect, it } from "vitest";
import { openaiProfile } from "../../src/emulator/index.ts";
import { post, withEmulator, type Json } from "./client.ts";

const answer = (path: string, body: Record<string, unknown>, profile: Parameters<typeof withEmulator>[0] = "openai"): Promise<Json> =>
  withEmulator(profile, {}, async (emulator) => (await post(emulator, path, body)).json());

describe("moderations", () => {
  const judge = (input: unknown, profile?: Parameters<typeof withEmulator>[0]): Promise<Json> => answer("/moderations", { model: "omni-moderation-latest", input }, profile);

  it("flag a text for the words in it", async () => {
    const { results } = await judge(["I will murder you", "A quiet harbour"]);
    expect(results.map((row: Json) => row.flagged)).toEqual([true, false]);
    expect(results[0].categories).toMatchObject({ violence: true, hate: false });
    expect(results[0].category_scores.violence).toBeGreaterThan(0.9);
    expect(results[1].category_scores.violence).toBeLessThan(0.01);
  });

  it("take one text, and parts as one text", async () => {
    expect((await judge("A quiet harbour")).results).toHaveLength(1);
    expect((await judge([{ type: "text", text: "Bread" }, { type: "text", text: "and bombs" }])).results).toMatchObject([{ flagged: true }]);
  });

  it("come in the form of the profile", async () => {
    const { results } = await judge("stab", { ...openaiProfile, moderationResult: (scores) => ({ harm: scores["violence"] ?? 0 }) });
    expect(results).toEqual([{ harm: 0.96875 }]);
  });
});

describe("reranking", () => {
  const request = { model: "reranker", query: "ships at sea", documents: ["bread and butter", "ships at sea", { text: "a sea of bread" }] };

  it("puts the document with the most words of the query first", async () => {
    const { results, usage } = await answer("/rerank", request);
    expect(results.map((row: Json) => row.index)).toEqual([1, 2, 0]);
    expect(results[0].relevance_score).toBeGreaterThan(results[1].relevance_score);
    expect(results.map((row: Json) => row.document.text)).toEqual(["ships at sea", "a sea of bread", "bread and butter"]);
    expect(usage.total_tokens).toBeGreaterThan(0);
  });

  it("gives as many as asked for, without the texts where they are not wanted", async () => {
    const { results } = await answer("/rerank", { ...request, top_n: 1, return_documents: false });
    expect(results).toEqual([{ index: 1, relevance_score: expect.any(Number) }]);
  });

  it("comes in the form of the profile", async () => {
    const body = await answer("/rerank", request, { ...openaiProfile, rerankResults: (ranking) => ({ data: ranking.map(({ index }) => index) }) });
    expect(body).toMatchObject({ data: [1, 2, 0] });
    expect(body.results).toBeUndefined();
  });

  it("is refused without documents, and unknown to a service that has none", async () => {
    expect((await answer("/rerank", { model: "reranker", query: "ships" })).error.param).toBe("documents");
    expect((await answer("/rerank", request, "groq")).error.code).toBe("unknown_url");
  });
});
