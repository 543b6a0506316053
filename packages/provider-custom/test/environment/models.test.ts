import { LoadSettingError, type JSONObject, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { createRegistry } from "@portolan/core";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { customFromEnv } from "../../src/index.ts";
import { failureOf } from "./failure.ts";

const question: LanguageModelV4CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator("openai-compatible", { apiKeys: null });
});
afterEach(() => emulator.close());

/** What is sent for a model of `acme`, whose variables are given. */
async function sentFor(modelId: string, variables: Readonly<Record<string, string>>, options: Partial<LanguageModelV4CallOptions> = {}): Promise<JSONObject | undefined> {
  const registry = createRegistry(customFromEnv({ ACME_API_BASE: emulator.baseURL, ...variables }));
  await registry.languageModel(`acme/${modelId}`).doGenerate({ ...question, ...options });
  return emulator.lastRequest.body;
}

describe("<NAME>_MODELS", () => {
  it("[S2-1] [S2-7] [S2-8] [S2-23] a name is called by its id, with the options that stand under the name", async () => {
    const models = JSON.stringify({ "GLM-4.6": { id: "glm-4.6", options: { reasoning_effort: "high", temperature: 0.3 } }, "DS-R1": { id: "deepseek-r1" } });
    expect(await sentFor("GLM-4.6", { ACME_MODELS: models })).toMatchObject({ model: "glm-4.6", reasoning_effort: "high", temperature: 0.3 });
    const other = await sentFor("DS-R1", { Acme_Models: models });
    expect(other).toMatchObject({ model: "deepseek-r1" });
    expect(other).not.toHaveProperty("temperature");
  });

  it("[S2-23] the request wins over the definition in every option, the reasoning effort included", async () => {
    const models = JSON.stringify({ deep: { id: "glm-4.6", options: { reasoning_effort: "high", temperature: 0.3, top_p: 0.9 } } });
    const sent = await sentFor("deep", { ACME_MODELS: models }, { reasoning: "low", temperature: 0.7 });
    expect(sent).toMatchObject({ reasoning_effort: "low", temperature: 0.7, top_p: 0.9 });
  });

  it("a name may hold slashes", async () => {
    const models = JSON.stringify({ "zai/GLM-4.6": { id: "glm-4.6", options: { temperature: 0.3 } } });
    expect(await sentFor("zai/GLM-4.6", { ACME_MODELS: models })).toMatchObject({ model: "glm-4.6", temperature: 0.3 });
  });

  it("[S2-10] [S3-14] models that it does not name can be called, whatever they are called", async () => {
    expect(await sentFor("llama-3-70b", { ACME_MODELS: '["big-pickle"]' })).toMatchObject({ model: "llama-3-70b" });
    expect(await sentFor("anthropic/claude-haiku-4-5", {})).toMatchObject({ model: "anthropic/claude-haiku-4-5" });
  });

  it("[S2-7] [S2-20] an array lists names, and the service's own list is added without duplicates", async () => {
    emulator.use({ apiKeys: null, models: [{ id: "big-pickle" }, { id: "glm-4.6" }, { id: "kimi-k2" }] });
    const { acme } = customFromEnv({ ACME_API_BASE: emulator.baseURL, ACME_MODELS: '["big-pickle", {"name": "GLM-4.6", "id": "glm-4.6"}]' });
    expect((await acme?.listModels())?.map(({ id }) => id)).toEqual(["big-pickle", "GLM-4.6", "kimi-k2"]);
  });

  it("[S2-20] is the list where the service has none", async () => {
    emulator.use({ apiKeys: null, failNext: [{ kind: "error", error: { status: 404, message: "Not Found" } }] });
    const { acme } = customFromEnv({ ACME_API_BASE: emulator.baseURL, ACME_MODELS: '{"K2": {"id": "kimi-k2"}}' });
    expect((await acme?.listModels())?.map(({ id }) => id)).toEqual(["K2"]);
  });

  it("an error of the list is told and not swallowed", async () => {
    emulator.use({ apiKeys: ["test-key-other"] });
    const { acme } = customFromEnv({ ACME_API_BASE: emulator.baseURL, ACME_MODELS: '["K2"]' });
    await expect(acme?.listModels()).rejects.toThrow(/acme/);
  });

  it("moves with a service that has a preset", async () => {
    const { openai } = customFromEnv({ OPENAI_BASE_URL: emulator.baseURL, OPENAI_MODELS: '{"small": {"id": "gpt-4.1-nano", "options": {"max_tokens": 9}}}' });
    await openai?.("small").doGenerate(question);
    expect(emulator.lastRequest.body).toMatchObject({ model: "gpt-4.1-nano" });
  });
});

describe("what is wrong with it", () => {
  it.each([
    ["not JSON", '{"secret-name": '],
    ["no definitions", '"secret-name"'],
    ["an option out of its range", '{"fast": {"options": {"temperature": 9}}}'],
    ["options that are none", '{"fast": {"options": "secret-name"}}'],
  ])("[S2-9] is told by the variable's name, and the value is not shown: %s", (_, value) => {
    const error = failureOf(() => customFromEnv({ ACME_API_BASE: emulator.baseURL, Acme_MODELS: value }));
    expect(LoadSettingError.isInstance(error)).toBe(true);
    expect(error.message).toContain("Acme_MODELS");
    expect(error.message).not.toContain("secret-name");
  });

  it("matters only where there is an endpoint: other programs have variables of that ending", () => {
    expect(customFromEnv({ WHISPER_MODELS: "/srv/models", OPENAI_MODELS: "not json", DJANGO_MODELS: "{" })).toEqual({});
  });
});
