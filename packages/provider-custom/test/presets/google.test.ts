import type { JSONObject, LanguageModelV4CallOptions, LanguageModelV4ToolCall } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const signature = "EjQKMgEMOdbHk7sZ+/HiJjNbvfkMfDeCHXs6aqbrQwTT0yFnDe1nDVOo\u00e4xaphonnj5==";
const call = (id: string, name: string, extra: JSONObject = {}): JSONObject => ({ ...extra, function: { arguments: '{"city":"Paris"}', name }, id, type: "function" });
const signed = call("function-call-1", "weather", { extra_content: { google: { thought_signature: signature } } });
const chunk = (delta: JSONObject, finish: string | null = null): JSONObject => ({ choices: [{ delta, index: 0, finish_reason: finish }], created: 1_781_532_112, id: "zgUw", model: "gemini-3.5-flash", object: "chat.completion.chunk" });

describe("[S4-1] Google AI Studio", () => {
  const test = usePreset("google");

  /** The calls of an answer as they stand in the history of the next request. */
  async function replayed(calls: readonly LanguageModelV4ToolCall[]): Promise<readonly JSONObject[]> {
    const content = calls.map(({ toolCallId, toolName, input, providerMetadata }) => ({ type: "tool-call" as const, toolCallId, toolName, input, ...(providerMetadata === undefined ? {} : { providerOptions: providerMetadata }) }));
    const prompt: LanguageModelV4CallOptions["prompt"] = [...hello, { role: "assistant", content }];
    test.answer({ kind: "model", text: "ok" });
    await test.generate("gemini-3.5-flash", { prompt });
    return (test.sent["messages"] as { tool_calls?: JSONObject[] }[])[1]?.tool_calls ?? [];
  }

  it("a thought signature goes back byte for byte, on its own call, streamed and whole", async () => {
    const second = call("function-call-2", "clock");
    test.answer({ kind: "chunks", chunks: [chunk({ role: "assistant", tool_calls: [signed] }), chunk({ tool_calls: [second] }), chunk({}, "stop")] });
    const parts = await test.stream("gemini-3.5-flash");
    const streamed = await replayed(ofType(parts, "tool-call"));
    test.answer({ kind: "chunks", chunks: [{ ...chunk({}), object: "chat.completion", choices: [{ index: 0, finish_reason: "tool_calls", message: { role: "assistant", tool_calls: [signed, second] } }] }] });
    const { content } = await test.generate("gemini-3.5-flash");
    const whole = await replayed(content.filter((part): part is LanguageModelV4ToolCall => part.type === "tool-call"));
    for (const calls of [streamed, whole]) {
      expect(calls.map(({ extra_content: extra }) => extra)).toEqual([{ google: { thought_signature: signature } }, undefined]);
      expect(calls.map(({ id }) => id)).toEqual(["function-call-1", "function-call-2"]);
    }
    expect(ofType(parts, "finish")[0]?.finishReason.unified).toBe("tool-calls");
  });

  it("calls that another model made are marked as such for Gemini 3, which refuses unsigned ones", async () => {
    const calls = [{ type: "tool-call" as const, toolCallId: "c1", toolName: "weather", input: {} }, { type: "tool-call" as const, toolCallId: "c2", toolName: "clock", input: {} }];
    const prompt: LanguageModelV4CallOptions["prompt"] = [...hello, { role: "assistant", content: calls }];
    const extras = async (modelId: string): Promise<readonly unknown[]> => {
      await test.generate(modelId, { prompt });
      return ((test.sent["messages"] as { tool_calls?: JSONObject[] }[])[1]?.tool_calls ?? []).map(({ extra_content: extra }) => extra);
    };
    expect(await extras("gemini-3.5-flash")).toEqual([{ google: { thought_signature: "skip_thought_signature_validator" } }, undefined]);
    expect(await extras("gemini-2.5-flash")).toEqual([undefined, undefined]);
  });

  it("an error comes in a list, and a refused key under 400", async () => {
    const error = describeError(await failureOf(test.make({ apiKey: "test-key-wrong" })("gemini-3.5-flash").doGenerate({ prompt: hello })));
    expect(error).toMatchObject({ kind: "auth", status: 400, message: "API key not valid. Please pass a valid API key.", hint: expect.stringContaining("aistudio.google.com/apikey") as string });
    test.answer({ kind: "error", error: { status: 400, code: "INVALID_ARGUMENT", message: "Function call is missing a thought_signature in functionCall parts." } });
    expect(describeError(await failureOf(test.generate("gemini-3.5-flash")))).toMatchObject({ kind: "bad-request", hint: expect.stringContaining("providerMetadata") as string });
  });

  it("a country without the service is told apart from a bad request", async () => {
    test.answer({ kind: "error", error: { status: 400, code: "FAILED_PRECONDITION", message: "User location is not supported for the API use." } });
    expect(describeError(await failureOf(test.generate("gemini-3.5-flash"))).kind).toBe("permission");
  });

  it("the wait of a limit is read from its details", async () => {
    const details = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "17s" }];
    test.answer({ kind: "error", error: { status: 429, code: "RESOURCE_EXHAUSTED", message: "You exceeded your current quota.", extra: { details } } });
    expect(describeError(await failureOf(test.generate("gemini-3.5-flash")))).toMatchObject({ retryAfter: { ms: 17_000 } });
  });

  it("models are listed by the ids that calls take", async () => {
    expect((await test.provider.listModels()).map(({ id }) => id)).toContain("gemini-3.5-flash");
  });

  it("what it has no field for is warned about and not sent", async () => {
    expect(warnedOf(await test.generate("gemini-3.5-flash", { seed: 1, frequencyPenalty: 0.1, presencePenalty: 0.1, topK: 4 })).toSorted()).toEqual(["frequencyPenalty", "presencePenalty", "seed", "topK"]);
  });

  it.each([["gemini-2.5-flash", "none", []], ["gemini-3.5-flash", "minimal", ["reasoning"]]] as const)("%s told not to think is asked for %s", async (modelId, sent, warned) => {
    expect(warnedOf(await test.generate(modelId, { reasoning: "none" }))).toEqual(warned);
    expect(test.sent["reasoning_effort"]).toBe(sent);
  });

  it("its own thinking_config stands in place of a level", async () => {
    const extraBody = { google: { thinking_config: { thinking_budget: 800, include_thoughts: true } } };
    const result = await test.generate("gemini-3.5-flash", { reasoning: "high", providerOptions: { google: { extraBody } } });
    expect([warnedOf(result), test.sent["reasoning_effort"], test.sent["extra_body"]]).toEqual([["reasoning"], undefined, extraBody]);
    expect(result.content.map(({ type }) => type)).toEqual(["reasoning", "text"]);
  });

  it("thoughts that only the total counts are counted", async () => {
    test.answer({ kind: "model", text: "ok", usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 115 }, usageOn: "own-chunk" });
    const { usage } = await test.generate("gemini-3.5-flash");
    const [finish] = ofType(await test.stream("gemini-3.5-flash"), "finish");
    for (const counted of [usage, finish?.usage]) expect(counted?.outputTokens).toEqual({ total: 105, text: 5, reasoning: 100 });
    test.answer({ kind: "model", text: "ok", usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } });
    expect((await test.generate("gemini-3.5-flash")).usage.outputTokens).toEqual({ total: 5, text: 5, reasoning: undefined });
  });

  it("embeds with dimensions, and draws", async () => {
    const { embeddings } = await test.provider.embeddingModel("gemini-embedding-001").doEmbed({ values: ["sea", "salt"], dimensions: 768 });
    expect([embeddings.length, test.sent["dimensions"]]).toEqual([2, 768]);
    expect(test.provider.embeddingModel("gemini-embedding-001").maxEmbeddingsPerCall).toBe(100);
    const { images } = await test.provider.imageModel("gemini-3.1-flash-image").doGenerate({ prompt: "A chart.", n: 1, size: undefined, aspectRatio: undefined, seed: undefined, files: undefined, mask: undefined, providerOptions: {} });
    expect([images.length, test.sent["response_format"]]).toEqual([1, "b64_json"]);
  });
});
