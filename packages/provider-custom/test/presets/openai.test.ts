import { NoSuchModelError, type JSONSchema7 } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { createCustom } from "../../src/index.ts";
import { failureOf, hello, usePreset, warnedOf } from "./use-preset.ts";

const weather = { type: "function", name: "weather", inputSchema: { type: "object" } } as const;

describe("OpenAI", () => {
  const test = usePreset("openai");

  it("sends the organization and the project of the environment, and the user's own instead", async () => {
    const env = { OPENAI_ORG_ID: "org-test", OPENAI_PROJECT_ID: "proj-test" };
    await test.make({ env }).languageModel("gpt-4o").doGenerate({ prompt: hello });
    expect(test.emulator.lastRequest.headers).toMatchObject({ "openai-organization": "org-test", "openai-project": "proj-test" });
    await test.make({ env, headers: { "openai-organization": "org-mine" } }).languageModel("gpt-4o").doGenerate({ prompt: hello });
    expect(test.emulator.lastRequest.headers["openai-organization"]).toBe("org-mine");
    await test.generate("gpt-4o");
    expect(test.emulator.lastRequest.headers).not.toHaveProperty("openai-organization");
  });

  it("tells another endpoint that is like OpenAI nothing of the account", async () => {
    const env = { OPENAI_ORG_ID: "org-test", OPENAI_API_KEY: "test-key-openai" };
    await createCustom({ id: "ours", extends: "openai", baseURL: test.emulator.baseURL, apiKey: test.emulator.apiKey, env }).languageModel("gpt-4o").doGenerate({ prompt: hello });
    expect(test.emulator.lastRequest.headers).not.toHaveProperty("openai-organization");
  });

  it.each(["gpt-4o-mini", "gpt-4", "gpt-3.5-turbo", "gpt-4o"])("[S1-1] %s is called as it is", async (modelId) => {
    const result = await test.generate(modelId, { temperature: 0.5, maxOutputTokens: 9, frequencyPenalty: 1 });
    expect(result.warnings).toEqual([]);
    expect(test.sent).toMatchObject({ model: modelId, temperature: 0.5, max_tokens: 9, frequency_penalty: 1 });
  });

  it("[S1-1] text-embedding-ada-002 embeds, in base64", async () => {
    const { embeddings } = await test.provider.embeddingModel("text-embedding-ada-002").doEmbed({ values: ["sea"] });
    expect(embeddings[0]).toHaveLength(1536);
    expect(test.sent).toMatchObject({ encoding_format: "base64" });
  });

  it("[S0-11] may be kept from calling several tools at once", async () => {
    await test.generate("gpt-4o", { tools: [weather], providerOptions: { openai: { parallelToolCalls: false } } });
    expect(test.sent["parallel_tool_calls"]).toBe(false);
  });

  it("[S1-43] has a default model", async () => {
    await test.provider().doGenerate({ prompt: hello });
    expect(test.sent["model"]).toBe("gpt-5.4-mini");
  });

  it.each(["o3", "gpt-5", "gpt-5.5", "gpt-6-astra"])("[S4-1] %s is spared what reasoning models refuse, with a warning", async (modelId) => {
    const result = await test.generate(modelId, { maxOutputTokens: 9, temperature: 0.5, topP: 0.9, presencePenalty: 1, frequencyPenalty: 1 });
    expect(warnedOf(result).toSorted()).toEqual(["frequencyPenalty", "presencePenalty", "temperature", "topP"]);
    expect(Object.keys(test.sent).toSorted()).toEqual(["max_completion_tokens", "messages", "model"]);
  });

  it("takes sampling at the level none, where there is one", async () => {
    const result = await test.generate("gpt-5.4", { reasoning: "none", temperature: 0.5 });
    expect(result.warnings).toEqual([]);
    expect(test.sent).toMatchObject({ reasoning_effort: "none", temperature: 0.5 });
    expect(warnedOf(await test.generate("gpt-5", { reasoning: "none", temperature: 0.5 }))).toEqual(["reasoning", "temperature"]);
    expect(test.sent).toMatchObject({ reasoning_effort: "minimal" });
  });

  it.each([["gpt-5", "xhigh", "high"], ["gpt-5.1", "max", "high"], ["gpt-5.4", "minimal", "low"], ["o3", "none", "low"], ["gpt-5.2", "xhigh", "xhigh"]] as const)(
    "%s is asked for the level %s as %s",
    async (modelId, reasoning, sent) => {
      const result = await test.generate(modelId, { reasoning });
      expect(test.sent["reasoning_effort"]).toBe(sent);
      expect(warnedOf(result)).toEqual(reasoning === sent ? [] : ["reasoning"]);
    },
  );

  it("knows which of its models see", () => {
    const sees = (modelId: string) => test.provider.capabilities(modelId).flags.imageInput;
    expect(["gpt-5.5", "o3", "gpt-4o", "o3-mini", "gpt-3.5-turbo", "gpt-4-turbo"].map(sees)).toEqual([true, true, true, false, false, "unknown"]);
  });

  it("stops gpt-5.6 from reasoning where it has tools, as it takes nothing else", async () => {
    const result = await test.generate("gpt-5.6", { tools: [weather], reasoning: "high" });
    expect(test.sent["reasoning_effort"]).toBe("none");
    expect(warnedOf(result)).toEqual(["reasoning"]);
    await test.generate("gpt-5.6", { reasoning: "high" });
    expect(test.sent["reasoning_effort"]).toBe("high");
  });

  it("sends a schema strictly only where it fits strict mode", async () => {
    const open: JSONSchema7 = { type: "object", properties: { a: { type: "string" } }, required: ["a"] };
    await test.generate("gpt-4o", { responseFormat: { type: "json", schema: { ...open, additionalProperties: false } } });
    expect(test.sent).toMatchObject({ response_format: { json_schema: { strict: true } } });
    await test.generate("gpt-4o", { responseFormat: { type: "json", schema: open } });
    expect(test.sent).not.toHaveProperty("response_format.json_schema.strict");
  });

  it("says of a model of the Responses API what to use instead, before anything is sent", async () => {
    const error = await failureOf((async () => test.generate("gpt-5-codex"))());
    expect(NoSuchModelError.isInstance(error)).toBe(true);
    expect(error.message).toMatch(/Responses API.*gpt-5\.5/);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it("says where credit is bought when it is used up", async () => {
    test.answer({ kind: "error", error: { status: 429, message: "You exceeded your current quota", type: "insufficient_quota", code: "insufficient_quota" } });
    const error = await failureOf(test.generate("gpt-4o"));
    expect(describeError(error)).toMatchObject({ kind: "quota", hint: expect.stringMatching(/billing/) });
  });

  it("judges texts, draws pictures and speaks", async () => {
    const { results } = await test.provider.moderationModel("omni-moderation-latest").doModerate({ values: ["I will kill you", "hello"] });
    expect(results.map(({ flagged }) => flagged)).toEqual([true, false]);
    const { images } = await test.provider.imageModel("gpt-image-2").doGenerate({ prompt: "a ship", n: 2, size: "1024x1024", aspectRatio: undefined, seed: undefined, files: undefined, mask: undefined, providerOptions: {} });
    expect(images).toHaveLength(2);
    expect(test.sent).not.toHaveProperty("response_format");
    await test.provider.speechModel("gpt-4o-mini-tts").doGenerate({ text: "Ahoy", instructions: "whisper" });
    expect(test.sent).toMatchObject({ voice: "alloy", instructions: "whisper" });
  });
});
