import { embed, generateText, streamText } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRegistry, describeError, type Provider } from "../../../packages/core/src/index.ts";
import { createPreset, customFromEnv } from "../../../packages/provider-custom/src/index.ts";
import { startLiteLLM, type LiteLLMProxy } from "../litellm.ts";
import { prepareLiteLLM } from "../setup.ts";
import { isWeatherQuestion, parallelQuestions, weatherTool } from "./conversations.ts";
import { faultOf, moreThan, picture } from "./faults.ts";
import { collect, server, steady } from "./local.ts";

const installation = await prepareLiteLLM();

let proxy: LiteLLMProxy;
let litellm: Provider;
beforeAll(async () => {
  if ("unavailable" in installation) return;
  const { modelId, baseURL, apiKey } = server;
  proxy = await startLiteLLM(installation, [
    { name: "local-chat", modelId, baseURL, apiKey },
    { name: "ollama/llama3.2", modelId, baseURL, apiKey },
    { name: "bad-key", modelId, baseURL, apiKey: "test-key-of-someone-else" },
    { name: "down", modelId, baseURL: "http://127.0.0.1:1/v1", apiKey },
  ]);
  litellm = createPreset("litellm", { baseURL: proxy.baseURL, apiKey: proxy.apiKey });
}, 120_000);
afterAll(() => proxy?.close());

const fail = async (modelId: string) => faultOf(generateText({ model: litellm(modelId), ...steady, maxOutputTokens: 4, prompt: "Hello." }));

describe.skipIf("unavailable" in installation)("LiteLLM's proxy by its preset", () => {
  it("writes text, whole and streamed alike, and says what it did for it", async () => {
    const call = { model: litellm("local-chat"), ...steady, maxOutputTokens: 12, prompt: "Say hello." };
    const whole = await generateText(call);
    const streamed = streamText(call);
    expect((await collect(streamed.textStream)).join("")).toBe(whole.text);
    expect((await streamed.usage).outputTokens).toBe(whole.usage.outputTokens);
    const own = { callId: expect.any(String), modelId: expect.any(String), cost: "0.0", attemptedRetries: "0", attemptedFallbacks: "0" };
    for (const metadata of [whole.providerMetadata, await streamed.providerMetadata]) expect(metadata?.["litellm"]).toMatchObject(own);
  });

  it("calls tools, with input that streams", async () => {
    const { execute: _, ...getWeather } = weatherTool([]);
    const result = streamText({ model: litellm("local-chat"), ...steady, maxOutputTokens: 100, tools: { getWeather }, toolChoice: "required", messages: parallelQuestions() });
    const types = (await collect(result.stream)).map(({ type }) => type);
    expect(types).toContain("tool-input-delta");
    expect((await result.toolCalls).every((call) => isWeatherQuestion(call.input))).toBe(true);
    expect(await result.finishReason).toBe("tool-calls");
  });

  it("embeds, and continues texts; a usage of zeros is none", async () => {
    expect((await embed({ model: litellm.embeddingModel("local-chat"), value: "a cat", maxRetries: 0 })).embedding).toHaveLength(576);
    const result = streamText({ model: litellm.completionModel("local-chat"), ...steady, maxOutputTokens: 6, prompt: "The sky is" });
    expect(await result.text).not.toBe("");
    expect((await result.usage).outputTokens).not.toBe(0);
  });

  it("lists the names of its configuration", async () => {
    expect((await litellm.listModels()).map(({ id }) => id)).toEqual(["local-chat", "ollama/llama3.2", "bad-key", "down"]);
  });

  it("[S0-8] is any OpenAI-compatible endpoint too, with a model named as LiteLLM names Ollama's", async () => {
    const registry = createRegistry({ openai_compatible: createPreset("openai_compatible", { baseURL: proxy.baseURL, apiKey: proxy.apiKey }) });
    const { text, response } = await generateText({ model: registry.languageModel("openai_compatible/ollama/llama3.2"), ...steady, maxOutputTokens: 8, prompt: "Hello." });
    expect(text).not.toBe("");
    expect(response.modelId).toBe("ollama/llama3.2");
  });

  it("[S3-13] is found beside llama.cpp by variables alone", async () => {
    const providers = customFromEnv({
      LLAMA_CPP_API_BASE: server.baseURL,
      LLAMA_CPP_API_KEY: server.apiKey,
      LITELLM_API_BASE: proxy.baseURL,
      LITELLM_MASTER_KEY: proxy.apiKey,
    });
    expect(Object.keys(providers).toSorted()).toEqual(["litellm", "llama-cpp"]);
    for (const provider of Object.values(providers)) expect(await provider.checkCredentials()).toEqual({ ok: true });
  });
});

describe.skipIf("unavailable" in installation)("what LiteLLM's proxy refuses", () => {
  it("is a missing key, which it answers like a breakdown, and a wrong one, which it calls a bad request", async () => {
    const missing = createPreset("litellm", { baseURL: proxy.baseURL, env: {} });
    const fault = await faultOf(generateText({ model: missing("local-chat"), ...steady, prompt: "Hello." }));
    expect(fault).toMatchObject({ statusCode: 500, isRetryable: false });
    expect(describeError(fault)).toMatchObject({ kind: "auth", hint: expect.stringContaining("LITELLM_API_KEY") });
    const wrong = missing.withCredentials({ apiKey: "test-key-wrong" });
    expect(describeError(await faultOf(generateText({ model: wrong("local-chat"), ...steady, prompt: "Hello." })))).toMatchObject({ kind: "auth", status: 400 });
    for (const provider of [missing, wrong]) expect(await provider.checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
    expect(await litellm.checkCredentials()).toEqual({ ok: true });
  });

  it("is a model that its configuration does not name", async () => {
    expect(describeError(await fail("nope"))).toMatchObject({ kind: "model-not-found", status: 400 });
  });

  it("is a context that does not hold the prompt, in llama.cpp's words", async () => {
    const fault = await faultOf(generateText({ model: litellm("local-chat"), ...steady, prompt: moreThan(server.contextTokens) }));
    expect(describeError(fault)).toMatchObject({ kind: "context-length", message: expect.stringContaining(`${server.contextTokens} tokens`) });
  });

  it("is a picture that llama.cpp cannot see, which is nothing to try again", async () => {
    const look = { role: "user" as const, content: [{ type: "file" as const, mediaType: "image/png", data: picture }] };
    const fault = await faultOf(generateText({ model: litellm("local-chat"), ...steady, messages: [look] }));
    expect(fault).toMatchObject({ statusCode: 500, isRetryable: false });
    expect(describeError(fault)).toMatchObject({ kind: "bad-request" });
  });

  it("is its own key at the service behind it, and for a while everything then", async () => {
    expect(describeError(await fail("bad-key"))).toMatchObject({ kind: "auth", status: 401, hint: expect.stringContaining("model_list") });
    const resting = await fail("bad-key");
    expect(resting).toMatchObject({ isRetryable: true });
    const { kind, status, retryAfter } = describeError(resting);
    expect({ kind, status }).toEqual({ kind: "rate-limit", status: 429 });
    expect(retryAfter?.ms).toBeGreaterThan(0);
    expect(retryAfter?.ms).toBeLessThanOrEqual(5000);
  });

  it("is nothing when the service behind it is down: that may be tried again", async () => {
    const fault = await fail("down");
    expect(fault).toMatchObject({ statusCode: 500, isRetryable: true });
    expect(describeError(fault)).toMatchObject({ kind: "server" });
  });
});
