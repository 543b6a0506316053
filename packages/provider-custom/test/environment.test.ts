import { LoadSettingError } from "@ai-sdk/provider";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { customFromEnv, readEndpoints, readVariable } from "../src/index.ts";

const somewhere = "https://llm.example.com/v1";

function failureOf(read: () => unknown): Error {
  try {
    read();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}

describe("customFromEnv", () => {
  it("makes a provider of every base URL", () => {
    const providers = customFromEnv({ ACME_API_BASE: somewhere, MY_LLM_API_BASE: "http://127.0.0.1:8080/v1/", PATH: "/bin" });
    expect(Object.keys(providers)).toEqual(["acme", "my-llm"]);
    expect(providers["acme"]?.baseURL).toBe(somewhere);
    expect(providers["my-llm"]?.baseURL).toBe("http://127.0.0.1:8080/v1");
    expect(providers["my-llm"]?.id).toBe("my-llm");
  });

  it("takes mixed case, as OPencode_API_BASE", () => {
    expect(Object.keys(customFromEnv({ OPencode_API_BASE: somewhere, opencode_api_key: "test-key-opencode" }))).toEqual(["opencode"]);
  });

  it("wants the suffix whole", () => {
    const env = { ACME_API_BASE_URL: somewhere, ACME_BASE: somewhere, ACMEAPI_BASE: somewhere, _API_BASE: somewhere, APP_BASE_URL: somewhere };
    expect(customFromEnv(env)).toEqual({});
  });

  it("ignores empty values and Portolan's own variables", () => {
    expect(customFromEnv({ ACME_API_BASE: " ", OTHER_API_BASE: undefined, PORTOLAN_API_BASE: somewhere, PORTOLAN_GATEWAY_API_BASE: "nonsense" })).toEqual({});
  });

  it("leaves built-in providers to their packages", () => {
    expect(customFromEnv({ GROQ_API_BASE: somewhere })).toEqual({});
    expect(customFromEnv({ groq_api_base: "nonsense" })).toEqual({});
  });

  it("has no default model", () => {
    expect(customFromEnv({ ACME_API_BASE: somewhere })["acme"]?.defaultModel).toBeUndefined();
  });

  it.each([
    ["no scheme", "llm.example.com/v1"],
    ["an endpoint", "https://llm.example.com/v1/chat/completions"],
    ["a path", "/api"],
  ])("names the variable of a bad base URL: %s", (_, value) => {
    const error = failureOf(() => customFromEnv({ Acme_API_BASE: value }));
    expect(LoadSettingError.isInstance(error)).toBe(true);
    expect(error.message).toContain("Acme_API_BASE");
  });

  it("refuses an id that no model reference could name", () => {
    expect(failureOf(() => customFromEnv({ "acme.eu_API_BASE": somewhere })).message).toContain("acme.eu_API_BASE");
  });

  it("refuses two spellings that differ, and shows neither value", () => {
    const bases = failureOf(() => customFromEnv({ ACME_API_BASE: somewhere, acme_API_BASE: "https://other.example.com/v1" }));
    expect(bases.message).toContain("ACME_API_BASE");
    expect(bases.message).toContain("acme_API_BASE");
    expect(bases.message).not.toContain("example.com");
    const keys = failureOf(() => customFromEnv({ ACME_API_BASE: somewhere, ACME_API_KEY: "test-key-one", Acme_Api_Key: "test-key-two" }));
    expect(LoadSettingError.isInstance(keys)).toBe(true);
    expect(keys.message).toContain("ACME_API_KEY");
    expect(keys.message).toContain("Acme_Api_Key");
    expect(keys.message).not.toContain("test-key");
  });

  it("takes two spellings of one value", () => {
    expect(Object.keys(customFromEnv({ ACME_API_BASE: somewhere, acme_api_base: somewhere }))).toEqual(["acme"]);
  });
});

describe("readEndpoints", () => {
  it("gives built-in ids too, with the names they were read from", () => {
    const { usable, faulty } = readEndpoints({ GROQ_Api_Base: somewhere, GROQ_API_KEY: "test-key-groq" });
    expect(faulty).toEqual([]);
    expect(usable).toMatchObject([{ id: "groq", baseURL: somewhere, variables: ["GROQ_Api_Base", "GROQ_API_KEY"] }]);
    expect(usable[0]?.apiKey?.reveal()).toBe("test-key-groq");
    expect(JSON.stringify(usable)).not.toContain("test-key-groq");
  });

  it("sets a fault aside and keeps the rest", () => {
    const { usable, faulty } = readEndpoints({ VITE_API_BASE: "/api", ACME_API_BASE: somewhere });
    expect(usable.map(({ id }) => id)).toEqual(["acme"]);
    expect(faulty).toMatchObject([{ id: "vite", variables: ["VITE_API_BASE"] }]);
    expect(faulty[0]?.error.message).toContain("VITE_API_BASE");
  });

  it("knows keys by their whole suffix", () => {
    const { usable } = readEndpoints({ ACME_API_BASE: somewhere, ACME_API_KEY_ID: "not-a-key", ACME_API_KEY: "" });
    expect(usable[0]?.apiKey).toBeUndefined();
  });
});

describe("readVariable", () => {
  it("finds a name in any case and says how it is spelled", () => {
    expect(readVariable({ groq_Api_Key: " test-key-groq\n" }, "GROQ_API_KEY")).toEqual({ name: "groq_Api_Key", value: "test-key-groq" });
    expect(readVariable({ GROQ_API_KEY: "" }, "GROQ_API_KEY")).toBeUndefined();
  });

  it("refuses two values", () => {
    expect(() => readVariable({ GROQ_API_KEY: "test-key-one", groq_api_key: "test-key-two" }, "GROQ_API_KEY")).toThrow(/GROQ_API_KEY and groq_api_key/);
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

  it("sends the key of the given environment", async () => {
    const { acme } = customFromEnv({ acme_API_BASE: emulator.baseURL, ACME_API_KEY: "test-key-acme" });
    await acme?.listModels();
    expect(emulator.lastRequest.headers["authorization"]).toBe("Bearer test-key-acme");
  });

  it("never reads the process's environment", async () => {
    process.env["ACME_API_KEY"] = "test-key-of-the-process";
    const { acme } = customFromEnv({ ACME_API_BASE: emulator.baseURL });
    await acme?.listModels();
    expect(emulator.lastRequest.headers).not.toHaveProperty("authorization");
  });
});
