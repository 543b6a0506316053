import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiCompletion, type OpenAICompletionSpec } from "../../../src/openai-completion.ts";
import { decodeBy, type Said } from "../openai-chat/said.ts";

const decode = (frames: readonly JSONObject[], spec?: OpenAICompletionSpec): Said => decodeBy(openaiCompletion(spec), frames);
const piece = (text: string, more: JSONObject = {}): JSONObject => ({ id: "cmpl-1", object: "text_completion", created: 1_780_000_000, model: "served", choices: [{ index: 0, text, ...more }] });

describe("an answer", () => {
  it("is text, an end and a usage", () => {
    const said = decode([{ ...piece(" and so on.", { finish_reason: "length", logprobs: null }), usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } }]);
    expect(said).toMatchObject({ text: " and so on.", finish: "length", usage: { inputTokens: { total: 3 }, outputTokens: { total: 4 } } });
    expect(said.metadata).toEqual([{ id: "cmpl-1", modelId: "served", timestamp: new Date(1_780_000_000_000) }]);
  });

  it("is the same in pieces", () => {
    const said = decode([piece(" and"), piece(" so"), piece("", { finish_reason: "stop" }), { choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } }]);
    expect(said).toMatchObject({ text: " and so", finish: "stop", usage: { inputTokens: { total: 3 } } });
  });

  it("is its first choice", () => {
    expect(decode([{ choices: [{ index: 1, text: "other" }, { index: 0, text: "first" }] }]).text).toBe("first");
    expect(decode([{ choices: [{ index: 1, text: "other" }] }]).text).toBe("");
  });

  it("is read in a chat's form too, as Mistral fills the middle", () => {
    expect(decode([{ choices: [{ index: 0, message: { role: "assistant", content: "x = 1" }, finish_reason: "stop" }] }])).toMatchObject({ text: "x = 1", finish: "stop" });
    expect(decode([{ choices: [{ index: 0, delta: { content: "x" } }] }, { choices: [{ index: 0, delta: { content: " = 1" } }] }]).text).toBe("x = 1");
  });

  it.each<[string, JSONValue]>([
    ["zeros", { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }],
    ["nothing", null],
  ])("with a usage of %s has none", (_, usage) => {
    expect(decode([{ ...piece("a"), usage }]).usage).toBeUndefined();
  });

  it("with an error is a failure", () => {
    expect(decode([{ error: { message: "no" } }]).failed).toEqual({ error: { message: "no" } });
  });

  it("has its fields kept", () => {
    expect(decode([{ ...piece("a"), timings: { cache_n: 2 } }], { keep: { cached: "timings.cache_n" } }).kept).toMatchObject({ cached: 2 });
  });
});

describe("logprobs", () => {
  it("are joined list by list", () => {
    const told = (token: string, offset: number): JSONObject => ({ logprobs: { tokens: [token], token_logprobs: [-1], top_logprobs: null, text_offset: [offset] } });
    const { kept } = decode([piece("a", told("a", 0)), piece("b", told("b", 1)), piece("", { finish_reason: "stop", logprobs: null })]);
    expect(kept["logprobs"]).toEqual({ tokens: ["a", "b"], token_logprobs: [-1, -1], text_offset: [0, 1] });
  });

  it("of one answer do not end in another's", () => {
    const dialect = openaiCompletion();
    const frame = piece("a", { logprobs: { tokens: ["a"] } });
    for (let time = 0; time < 2; time += 1) expect(decodeBy(dialect, [frame, piece("b", { logprobs: { tokens: ["b"] } })]).kept["logprobs"]).toEqual({ tokens: ["a", "b"] });
  });
});
