import { LoadAPIKeyError, LoadSettingError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { createRegistry } from "@portolan/core";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPreset, customFromEnv } from "../../src/index.ts";
import { failureOf } from "./failure.ts";

const somewhere = "https://llm.example.com/v1";
const question: LanguageModelV4CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] };

describe("names", () => {
  it("[S2-1] [S2-17] every <NAME>_API_BASE makes a provider, in lower case", () => {
    const providers = customFromEnv({ ACME_API_BASE: somewhere, MY_LLM_API_BASE: "http://127.0.0.1:8080/v1/", PATH: "/bin" });
    expect(Object.keys(providers)).toEqual(["acme", "my-llm"]);
    expect(providers["acme"]?.baseURL).toBe(somewhere);
    expect(providers["my-llm"]?.baseURL).toBe("http://127.0.0.1:8080/v1");
    expect(providers["my-llm"]?.id).toBe("my-llm");
  });

  it("[S2-4] the suffix is whole: nine characters, and something before it", () => {
    const env = { ACME_API_BASE_URL: somewhere, ACME_BASE: somewhere, ACMEAPI_BASE: somewhere, _API_BASE: somewhere, APP_BASE_URL: somewhere };
    expect(customFromEnv(env)).toEqual({});
  });

  it("empty values and Portolan's own variables say nothing, nor do bindings that are no text", () => {
    const env = { ACME_API_BASE: " ", OTHER_API_BASE: undefined, PORTOLAN_API_BASE: somewhere, PORTOLAN_GATEWAY_API_BASE: "nonsense", STORE_API_BASE: { get: () => somewhere } };
    expect(customFromEnv(env as unknown as Record<string, string | undefined>)).toEqual({});
  });

  it("[S2-19] providers with packages are left to them, in every name", () => {
    for (const name of ["GROQ", "groq", "DASHSCOPE", "ALIBABA"]) {
      expect(customFromEnv({ [`${name}_API_BASE`]: somewhere, [`${name}_API_KEY`]: "test-key" })).toEqual({});
      expect(customFromEnv({ [`${name}_API_BASE`]: "nonsense" })).toEqual({});
    }
  });

  it("[S2-19] a service that has a preset keeps it under another address", async () => {
    const { openrouter, google } = customFromEnv({ OPENROUTER_API_BASE: somewhere, OPENROUTER_API_KEY: "test-key-openrouter", GEMINI_BASE_URL: somewhere });
    expect([openrouter?.baseURL, openrouter?.pages.site]).toEqual([somewhere, "https://openrouter.ai"]);
    expect([google?.id, google?.baseURL]).toEqual(["google", somewhere]);
  });

  it.each([
    ["lm-studio", "LMSTUDIO"],
    ["nvidia", "NVIDIA_NIM"],
    ["together", "TOGETHER_AI"],
    ["google", "Google_AI_Studio"],
  ] as const)("[S2-19] %s is moved and given models under the other name of its key, %s", (id, name) => {
    const env = { [`${name}_API_BASE`]: somewhere, [`${name}_API_KEY`]: "test-key", [`${name}_MODELS`]: '["mine"]' };
    const providers = customFromEnv(env);
    expect(Object.keys(providers)).toEqual([id]);
    expect(providers[id]?.baseURL).toBe(somewhere);
    expect(createPreset(id, { env }).baseURL).toBe(somewhere);
  });

  it("[S1-25] [S4-2] a key alone is enough for a service that has a preset", () => {
    const env = {
      OPENAI_API_KEY: "test-key-openai",
      TOGETHER_API_KEY: "test-key-together",
      MISTRAL_API_KEY: "test-key-mistral",
      PERPLEXITY_API_KEY: "test-key-perplexity",
      ANTHROPIC_API_KEY: "test-key-anthropic",
      GOOGLE_AI_STUDIO_API_KEY: "test-key-google",
      CEREBRAS_API_KEY: "test-key-cerebras",
      SOMEBODY_API_KEY: "test-key-somebody",
    };
    const providers = customFromEnv(env);
    expect(Object.keys(providers).toSorted()).toEqual(["anthropic", "cerebras", "google", "mistral", "openai", "perplexity", "together"]);
    expect(providers["together"]?.baseURL).toBe("https://api.together.xyz/v1");
  });

  it("[S3-9] OPENAI_COMPATIBLE_BASE_URL and OPENAI_COMPATIBLE_API_KEY make the provider that is also called custom", () => {
    const providers = customFromEnv({ OPENAI_COMPATIBLE_BASE_URL: somewhere, OPENAI_COMPATIBLE_API_KEY: "test-key-compatible" });
    expect(Object.keys(providers)).toEqual(["openai-compatible"]);
    expect(createRegistry(providers).resolve("custom/x").provider).toBe(providers["openai-compatible"]);
    expect(createRegistry(providers).resolve("openai_compatible/x").provider).toBe(providers["openai-compatible"]);
    expect(customFromEnv({ OPENAI_COMPATIBLE_API_KEY: "test-key-compatible" })).toEqual({});
  });

  it("[S3-13] any number of endpoints of one kind stand side by side", () => {
    const env = { TEAM_ONE_API_BASE: "http://127.0.0.1:8001/v1", TEAM_TWO_API_BASE: "http://127.0.0.1:8002/v1", OPENAI_API_BASE: "http://127.0.0.1:8003/v1" };
    expect(Object.values(customFromEnv(env)).map(({ id, baseURL }) => `${id} ${baseURL.slice(-7)}`)).toEqual(["team-one 8001/v1", "team-two 8002/v1", "openai 8003/v1"]);
  });
});

describe("what cannot be used", () => {
  it.each([
    ["no scheme", "llm.example.com/v1"],
    ["an endpoint", "https://llm.example.com/v1/chat/completions"],
    ["a path", "/api"],
  ])("a bad base URL is named by its variable: %s", (_, value) => {
    const error = failureOf(() => customFromEnv({ Acme_API_BASE: value }));
    expect(LoadSettingError.isInstance(error)).toBe(true);
    expect(error.message).toContain("Acme_API_BASE");
  });

  it("an id that no model reference could name is refused", () => {
    expect(failureOf(() => customFromEnv({ "acme.eu_API_BASE": somewhere })).message).toContain("acme.eu_API_BASE");
  });

  it("[S2-2] two spellings that differ are refused by their names, and neither value is shown", () => {
    const bases = failureOf(() => customFromEnv({ ACME_API_BASE: somewhere, acme_API_BASE: "https://other.example.com/v1" }));
    expect(bases.message).toMatch(/^(?=.*ACME_API_BASE)(?=.*acme_API_BASE)(?!.*example\.com)/);
    const keys = failureOf(() => customFromEnv({ ACME_API_BASE: somewhere, ACME_API_KEY: "test-key-one", Acme_Api_Key: "test-key-two" }));
    expect(LoadSettingError.isInstance(keys)).toBe(true);
    expect(keys.message).toMatch(/^(?=.*ACME_API_KEY)(?=.*Acme_Api_Key)(?!.*test-key)/);
    expect(Object.keys(customFromEnv({ ACME_API_BASE: somewhere, acme_api_base: somewhere }))).toEqual(["acme"]);
  });

  it("a service that has closed is told by its date and what to do", () => {
    const error = failureOf(() => customFromEnv({ IFLOW_API_KEY: "test-key-iflow" }));
    expect(error.message).toMatch(/^IFLOW_API_KEY: iFlow closed on 2026-04-17\./);
    expect(Object.keys(customFromEnv({ IFLOW_API_KEY: "test-key-iflow", IFLOW_API_BASE: somewhere }))).toEqual(["iflow"]);
  });

  it("an empty key is an error where one is needed, and keyless elsewhere", () => {
    const error = failureOf(() => customFromEnv({ Together_API_BASE: somewhere, Together_API_KEY: "" }));
    expect(error.message).toBe("Together_API_KEY is empty, and together needs a key. Set it, or unset Together_API_BASE.");
    expect(Object.keys(customFromEnv({ TOGETHER_API_BASE: "http://127.0.0.1:9/v1", TOGETHER_API_KEY: "" }))).toEqual(["together"]);
    expect(Object.keys(customFromEnv({ VLLM_API_BASE: somewhere, VLLM_API_KEY: "" }))).toEqual(["vllm"]);
    expect(failureOf(() => customFromEnv({ ACME_API_BASE: somewhere, ACME_API_KEY: "" })).message).toBe("ACME_API_KEY is empty. Set it, or unset it if acme needs none.");
    expect(Object.keys(customFromEnv({ ACME_API_BASE: "http://127.0.0.1:9/v1", ACME_API_KEY: "" }))).toEqual(["acme"]);
    expect(customFromEnv({ TOGETHER_API_KEY: "" })).toEqual({});
  });

  it("may be heard of while the rest goes on", () => {
    const faults: string[] = [];
    const providers = customFromEnv({ VITE_API_BASE: "/api", ACME_API_BASE: somewhere }, { onFault: ({ id }) => faults.push(id) });
    expect([faults, Object.keys(providers)]).toEqual([["vite"], ["acme"]]);
  });
});

describe("over HTTP", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator("openai", { apiKeys: null });
  });
  afterEach(async () => {
    delete process.env["ACME_API_KEY"];
    await emulator.close();
  });

  it("[S2-2] mixed-case variables reach the endpoint with their key under the lower-case name", async () => {
    const registry = createRegistry(customFromEnv({ OPencode_API_KEY: "test-key-opencode", OPencode_API_BASE: emulator.baseURL }));
    await registry.languageModel("opencode/big-pickle").doGenerate(question);
    expect(emulator.lastRequest.headers["authorization"]).toBe("Bearer test-key-opencode");
    expect(emulator.lastRequest.body).toMatchObject({ model: "big-pickle" });
  });

  it("[S2-3] of numbered keys the lowest number is sent, the plain one before it, and FOO_API_KEY_ID is none", async () => {
    const keyFor = async (env: Record<string, string>): Promise<string | undefined> => {
      await customFromEnv({ ACME_API_BASE: emulator.baseURL, ...env })["acme"]?.listModels();
      return emulator.lastRequest.headers["authorization"];
    };
    expect(await keyFor({ ACME_API_KEY_10: "test-key-10", ACME_API_KEY_2: "test-key-2" })).toBe("Bearer test-key-2");
    expect(await keyFor({ ACME_API_KEY_1: "test-key-1", ACME_API_KEY: "test-key-plain" })).toBe("Bearer test-key-plain");
    expect(await keyFor({ ACME_API_KEY_ID: "not-a-key", ACME_API_KEY: "" })).toBeUndefined();
  });

  it("[S2-28] the process's own environment is never read", async () => {
    process.env["ACME_API_KEY"] = "test-key-of-the-process";
    const { acme } = customFromEnv({ ACME_API_BASE: emulator.baseURL });
    await acme?.listModels();
    expect(emulator.lastRequest.headers).not.toHaveProperty("authorization");
  });

  it("a missing key is told by the variable as it is usually spelled", async () => {
    const { together } = customFromEnv({ TOGETHER_API_BASE: somewhere });
    await expect(together?.("any").doGenerate(question)).rejects.toSatisfy((error) => LoadAPIKeyError.isInstance(error) && error.message.includes("Set TOGETHER_API_KEY"));
  });
});
