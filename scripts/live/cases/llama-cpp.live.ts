import { embedMany, generateText, rerank, streamText, type ModelMessage } from "ai";
import { describe, expect, it } from "vitest";
import { describeError } from "../../../packages/core/src/index.ts";
import { createPreset } from "../../../packages/provider-custom/src/index.ts";
import { isWeatherQuestion, parallelQuestions, sumsWithReasoning, weatherTool } from "./conversations.ts";
import { faultOf, moreThan, picture } from "./faults.ts";
import { collect, server, steady } from "./local.ts";

const llamaCpp = createPreset("llama-cpp", { baseURL: server.baseURL, apiKey: server.apiKey });
const model = llamaCpp(server.modelId);

const look: ModelMessage = { role: "user", content: [{ type: "file", mediaType: "image/png", data: picture }] };

describe("llama.cpp by its preset", () => {
  it("[S3-1] writes text, with usage and speeds, whole and streamed alike", async () => {
    const call = { model, ...steady, topK: 1, maxOutputTokens: 12, prompt: "Say hello." };
    const whole = await generateText(call);
    const streamed = streamText(call);
    expect((await collect(streamed.textStream)).join("")).toBe(whole.text);
    expect(whole.warnings).toEqual([]);
    expect((await streamed.usage).outputTokens).toBe(whole.usage.outputTokens);
    for (const metadata of [whole.providerMetadata, await streamed.providerMetadata]) {
      expect(metadata?.["llama-cpp"]?.["timings"]).toMatchObject({ predicted_n: whole.usage.outputTokens });
    }
  });

  it("calls tools, two at a time", async () => {
    const { execute: _, ...getWeather } = weatherTool([]);
    const result = streamText({ model, ...steady, maxOutputTokens: 100, tools: { getWeather }, messages: parallelQuestions() });
    const toolCalls = await result.toolCalls;
    expect(toolCalls).toHaveLength(2);
    expect(toolCalls.every((call) => isWeatherQuestion(call.input))).toBe(true);
  });

  // The model only thinks here because the thoughts of earlier turns reached the server.
  it("is sent the thoughts of earlier turns", async () => {
    const { reasoningText, text } = await generateText({ model, ...steady, maxOutputTokens: 90, messages: sumsWithReasoning() });
    expect(reasoningText).not.toBe("");
    expect(text).not.toMatch(/<\/?think>/);
  });

  it("answers with its one model, whatever it is asked for", async () => {
    for (const any of [llamaCpp(), llamaCpp("some-other-model")]) {
      expect((await generateText({ model: any, ...steady, maxOutputTokens: 4, prompt: "Hello." })).response.modelId).toBe(server.modelId);
    }
  });

  it("embeds, and continues texts", async () => {
    const { embeddings } = await embedMany({ model: llamaCpp.embeddingModel(server.modelId), values: ["a cat", "the sea"], maxRetries: 0 });
    expect(embeddings.map((vector) => vector.length)).toEqual([576, 576]);
    const { text, usage, providerMetadata } = await generateText({ model: llamaCpp.completionModel(server.modelId), ...steady, maxOutputTokens: 6, prompt: "The sky is" });
    expect(text).not.toBe("");
    expect(usage.outputTokens).toBe(6);
    expect(providerMetadata?.["llama-cpp"]?.["timings"]).toMatchObject({ predicted_n: 6 });
  });
});

describe("what llama.cpp refuses", () => {
  it("[S3-15] is a missing key, with the variable to set, and a wrong one", async () => {
    const missing = createPreset("llama-cpp", { baseURL: server.baseURL, env: {} });
    const fault = await faultOf(generateText({ model: missing(), ...steady, prompt: "Hello." }));
    expect(describeError(fault)).toMatchObject({ kind: "auth", status: 401, hint: expect.stringContaining("LLAMA_CPP_API_KEY") });
    const wrong = createPreset("llama-cpp", { baseURL: server.baseURL, apiKey: "test-key-wrong" });
    expect(await wrong.checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
    expect(await llamaCpp.checkCredentials()).toEqual({ ok: true });
  });

  it("is a context that does not hold the prompt, with both numbers", async () => {
    const fault = describeError(await faultOf(generateText({ model, ...steady, prompt: moreThan(server.contextTokens) })));
    expect(fault).toMatchObject({ kind: "context-length", status: 400, hint: expect.stringContaining("--ctx-size") });
    expect(fault.message).toMatch(new RegExp(`\\d+ tokens.*${server.contextTokens} tokens`));
  });

  it("is a picture without a projector, which is nothing to try again", async () => {
    const fault = await faultOf(generateText({ model, ...steady, messages: [look] }));
    expect(fault).toMatchObject({ statusCode: 500, isRetryable: false });
    expect(describeError(fault)).toMatchObject({ kind: "bad-request", hint: expect.stringContaining("--mmproj") });
  });

  it("is a ranking, where it was not started for one", async () => {
    const fault = await faultOf(rerank({ model: llamaCpp.rerankingModel(server.modelId), query: "cat", documents: ["a cat", "the sea"], maxRetries: 0 }));
    expect(describeError(fault)).toMatchObject({ kind: "bad-request", hint: expect.stringContaining("--rerank") });
  });
});
