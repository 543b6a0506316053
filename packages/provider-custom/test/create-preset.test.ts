import { InvalidArgumentError, LoadAPIKeyError, LoadSettingError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCustom, createPreset, findPreset, presetNamed, presets } from "../src/index.ts";

const question: LanguageModelV4CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator("openai-compatible", { apiKeys: null });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await emulator.close();
});

describe("a preset's name", () => {
  it("[S2-16] finds it in any spelling, and by its other names", () => {
    for (const name of ["lm-studio", "LM_Studio", "lm_studio"]) expect(findPreset(name).id).toBe("lm-studio");
    expect([presetNamed("gemini")?.id, presetNamed("custom")?.id]).toEqual(["google", "openai-compatible"]);
    expect(Object.keys(presets)).toContain("openrouter");
  });

  it("is one of those that the preset itself says", () => {
    const said = Object.values(presets).flatMap(({ id, aliases = [] }) => aliases.map((alias) => [alias, id]));
    expect(said.map(([alias]) => [alias, presetNamed(alias ?? "")?.id])).toEqual(said);
    expect(said.length).toBeGreaterThan(1);
  });

  it("[S0-14] tells a server's OpenAI form from its native one", () => {
    expect(presetNamed("openai_compatible")?.id).toBe("openai-compatible");
    expect(presetNamed("ollama-openai")?.id).toBe("ollama-openai");
    expect(presetNamed("ollama")).toBeUndefined();
  });

  it.each(["nobody", "", "__proto__", "constructor"])("%j is none, and the error says which there are", (name) => {
    expect(presetNamed(name)).toBeUndefined();
    expect(() => findPreset(name)).toThrow(/There is no preset .*there are openai, openrouter/);
    expect(() => createPreset(name as "openai")).toThrow(InvalidArgumentError);
  });
});

describe("createPreset", () => {
  it("[S1-43] has the service's address and default model, and both can be replaced", async () => {
    expect([createPreset("openrouter").baseURL, createPreset("deepseek").defaultModel]).toEqual(["https://openrouter.ai/api/v1", "deepseek-v4-flash"]);
    const moved = createPreset("deepseek", { baseURL: emulator.baseURL, defaultModel: "test-model" });
    await moved().doGenerate(question);
    expect(emulator.lastRequest.body).toMatchObject({ model: "test-model" });
  });

  it("[S0-7] keeps the key of Ollama's cloud from an Ollama of one's own", async () => {
    const keyOf = async (env: Record<string, string>): Promise<unknown> => {
      await createPreset("ollama-openai", { baseURL: emulator.baseURL, env }).languageModel("llama3.2").doGenerate(question);
      return emulator.lastRequest.headers["authorization"];
    };
    expect(await keyOf({ OLLAMA_API_KEY: "test-key-cloud" })).toBeUndefined();
    expect(await keyOf({ OLLAMA_API_KEY: "test-key-cloud", OLLAMA_OPENAI_API_KEY: "test-key-own" })).toBe("Bearer test-key-own");
  });

  it("[S4-9] takes the key from the service's variables, in the order of its names, and from the environment it is given", async () => {
    const key = async (env: Readonly<Record<string, string>> | undefined): Promise<string | undefined> => {
      await createPreset("google", { baseURL: emulator.baseURL, env }).listModels();
      return emulator.lastRequest.headers["authorization"];
    };
    vi.stubEnv("GOOGLE_API_KEY", "test-key-second");
    vi.stubEnv("GEMINI_API_KEY", "test-key-first");
    expect(await key(undefined)).toBe("Bearer test-key-first");
    expect(await key({ GOOGLE_AI_STUDIO_API_KEY: "test-key-own" })).toBe("Bearer test-key-own");
  });

  it("[S0-32] without a key says where one is made", async () => {
    const calling = createPreset("openrouter", { env: {} })("any").doGenerate(question);
    await expect(calling).rejects.toSatisfy((error) => LoadAPIKeyError.isInstance(error) && /^openrouter: no API key\. Set OPENROUTER_API_KEY .*openrouter\.ai\/settings\/keys/.test(error.message));
  });

  it.each(["anyscale", "iflow"] as const)("[S1-3] of %s, which has closed, says since when and what to do, unless an address is given", (name) => {
    expect(() => createPreset(name)).toThrow(LoadSettingError);
    expect(() => createPreset(name)).toThrow(new RegExp(`^${name}: the service closed on 20\\d\\d-\\d\\d-\\d\\d\\. .+\`baseURL\``));
    expect(createPreset(name, { baseURL: emulator.baseURL, apiKey: "test-key" }).baseURL).toBe(emulator.baseURL);
  });
});

describe("extends", () => {
  it("lays the user's settings over the preset's, key by key", async () => {
    const ours = createCustom({ id: "ours", extends: "openai", baseURL: emulator.baseURL, wire: { fields: { topK: "top_k" } } });
    await ours("gpt-5.4-mini").doGenerate({ ...question, topK: 5, maxOutputTokens: 9 });
    expect(emulator.lastRequest.body).toMatchObject({ top_k: 5, max_completion_tokens: 9 });
  });

  it("what the user says of the wire wins over what the preset says of a model", async () => {
    const ours = createCustom({ id: "ours", extends: "deepseek", baseURL: emulator.baseURL, wire: { history: "reasoning" } });
    const answered = { role: "assistant" as const, content: [{ type: "reasoning" as const, text: "Hm." }, { type: "text" as const, text: "Yes." }] };
    await ours("deepseek-chat").doGenerate({ prompt: [...question.prompt, answered, ...question.prompt] });
    expect(emulator.lastRequest.body?.["messages"]).toMatchObject([{}, { reasoning: "Hm." }, {}]);
  });

  it("never sends the preset's key to another address: the variables are those of the new name", async () => {
    vi.stubEnv("OPENAI_API_KEY", "test-key-openai");
    vi.stubEnv("OURS_API_KEY", "test-key-ours");
    await createCustom({ id: "ours", extends: "openai", baseURL: emulator.baseURL }).listModels();
    expect(emulator.lastRequest.headers["authorization"]).toBe("Bearer test-key-ours");
  });

  it("asks the user's error rules before the preset's", async () => {
    emulator.use({ apiKeys: null, failNext: [{ kind: "error", error: { status: 418, message: "teapot" } }] });
    const ours = createCustom({ id: "ours", extends: "vllm", baseURL: emulator.baseURL, errors: [{ status: 418, kind: "overloaded", hint: "wait for the tea" }] });
    await expect(ours("any").doGenerate(question)).rejects.toThrow(/418 overloaded: teapot → wait for the tea/);
  });

  it("[S0-9] of nothing is any endpoint, with every kind of model", () => {
    const staging = createCustom({ id: "custom-service", baseURL: "https://llm.staging.example.com/v1" });
    expect([staging.id, staging.baseURL]).toEqual(["custom-service", "https://llm.staging.example.com/v1"]);
    expect(staging.embeddingModel("any").provider).toBe("custom-service.embedding");
  });
});
