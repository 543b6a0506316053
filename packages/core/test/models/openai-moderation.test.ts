import { InvalidArgumentError, InvalidResponseDataError, type JSONValue } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiModeration } from "../../src/openai-models.ts";
import { fakeConnection } from "./fake-connection.ts";

const openai = (flagged: boolean) => ({ flagged, categories: { hate: flagged, "self-harm/intent": false }, category_scores: { hate: 0.9, "self-harm/intent": 0.01 } });

async function moderate(body: JSONValue, values: readonly string[] = ["a"]) {
  return openaiModeration()(fakeConnection(body), "m").doModerate({ values });
}

describe("openaiModeration", () => {
  it("[S1-16] sends the texts and gives a result for each", async () => {
    const body = { id: "modr-1", model: "served", results: [openai(true), openai(false)] };
    const to = fakeConnection(body, { "x-request-id": "1" });
    const { signal } = new AbortController();
    const model = openaiModeration({ keep: { id: "id" } })(to, "m");
    expect(model).toMatchObject({ provider: "test.moderation", modelId: "m", maxValuesPerCall: Infinity });
    const result = await model.doModerate({ values: ["a", "b"], headers: { "x-trace": "1" }, abortSignal: signal, providerOptions: { test: { userId: "u" } } });
    expect(to.lastRequest).toEqual({
      method: "POST",
      path: "/moderations",
      body: { model: "m", input: ["a", "b"], user_id: "u" },
      headers: { "x-trace": "1" },
      signal,
      modelId: "m",
    });
    const categories = (hate: boolean) => ({ hate, "self-harm/intent": false });
    const scores = { hate: 0.9, "self-harm/intent": 0.01 };
    expect(result).toEqual({
      results: [{ flagged: true, categories: categories(true), scores }, { flagged: false, categories: categories(false), scores }],
      warnings: [],
      providerMetadata: { test: { id: "modr-1" } },
      response: { headers: { "x-request-id": "1" }, body },
    });
  });

  it("derives a verdict where none comes, as from Mistral, and reads its usage", async () => {
    const row = (sexual: boolean) => ({ categories: { sexual, pii: false }, category_scores: { sexual: 0.4, pii: 0 } });
    const { results, usage } = await moderate({ results: [row(true), row(false)], usage: { prompt_tokens: 3, total_tokens: 3 } }, ["a", "b"]);
    expect(results.map(({ flagged }) => flagged)).toEqual([true, false]);
    expect(usage).toEqual({ tokens: 3 });
  });

  it("believes a verdict that the categories do not bear out", async () => {
    expect((await moderate({ results: [{ ...openai(false), flagged: true }] })).results[0]?.flagged).toBe(true);
  });

  it("leaves out categories that the model does not judge", async () => {
    const [result] = (await moderate({ results: [{ flagged: false, categories: { illicit: null, hate: false }, category_scores: { illicit: null, hate: "0.5" } }] })).results;
    expect(result).toEqual({ flagged: false, categories: { hate: false }, scores: { hate: 0.5 } });
  });

  it("refuses more texts than fit before anything is sent", async () => {
    const to = fakeConnection({});
    const rejection: unknown = await openaiModeration({ maxPerCall: 1 })(to, "m").doModerate({ values: ["a", "b"] }).catch((error: unknown) => error);
    expect(InvalidArgumentError.isInstance(rejection)).toBe(true);
    expect(rejection).toMatchObject({ message: "test/m: 2 texts in one request, 1 at the most" });
    expect(to.requests).toHaveLength(0);
  });

  it.each<[string, JSONValue, string]>([
    ["no list", {}, "test/m: the answer holds no list of results."],
    ["fewer results than texts", { results: [] }, "test/m: 1 texts were sent, 0 results came."],
    ["a result without categories", { results: [{ flagged: true }] }, "test/m: result 0: it names no categories."],
  ])("says what cannot be read: %s", async (_, body, message) => {
    const rejection: unknown = await moderate(body).catch((error: unknown) => error);
    expect(InvalidResponseDataError.isInstance(rejection)).toBe(true);
    expect(rejection).toMatchObject({ message });
  });
});
