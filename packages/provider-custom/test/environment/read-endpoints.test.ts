import { describe, expect, it } from "vitest";
import { readEndpoints, readVariable } from "../../src/index.ts";

const somewhere = "https://llm.example.com/v1";

describe("readEndpoints", () => {
  it("gives providers with packages too, with the names they were read from", () => {
    const { usable, faulty } = readEndpoints({ GROQ_Api_Base: somewhere, GROQ_API_KEY: "test-key-groq" });
    expect(faulty).toEqual([]);
    expect(usable).toMatchObject([{ id: "groq", baseURL: somewhere, variables: ["GROQ_Api_Base", "GROQ_API_KEY"] }]);
    expect(usable[0]?.apiKeys.map((key) => key.reveal())).toEqual(["test-key-groq"]);
    expect(JSON.stringify(usable)).not.toContain("test-key-groq");
  });

  it("[S2-12] [S2-24] gives every key of a provider, in the order of their numbers, each once", () => {
    const env = { ACME_API_BASE: somewhere, ACME_API_KEY_10: "test-key-10", ACME_API_KEY_2: "test-key-2", acme_api_key_1: "test-key-1", ACME_API_KEY: "test-key-10", ACME_API_KEY_3: " " };
    expect(readEndpoints(env).usable[0]?.apiKeys.map((key) => key.reveal())).toEqual(["test-key-10", "test-key-1", "test-key-2"]);
  });

  it("takes the other names a service's key has, the service's own first", () => {
    const keysOf = (env: Record<string, string>): readonly string[] | undefined => readEndpoints(env).usable[0]?.apiKeys.map((key) => key.reveal());
    expect(keysOf({ GOOGLE_API_KEY: "test-key-second", GEMINI_API_KEY: "test-key-first" })).toEqual(["test-key-first", "test-key-second"]);
    expect(keysOf({ LITELLM_MASTER_KEY: "test-key-master" })).toEqual(["test-key-master"]);
    expect(keysOf({ ALIBABA_API_KEY: "test-key-alibaba" })).toEqual(["test-key-alibaba"]);
  });

  it("[S0-7] passes Ollama's address on as its users write it, OLLAMA_HOST first, and takes an empty key for none", () => {
    for (const host of ["0.0.0.0", ":11500", "192.168.1.5", "http://box.example:11434/v1"]) {
      const { usable, faulty } = readEndpoints({ OLLAMA_API_BASE: somewhere, OLLAMA_HOST: host, OLLAMA_API_KEY: "" });
      expect(faulty).toEqual([]);
      expect(usable).toEqual([{ id: "ollama", baseURL: host, apiKeys: [], variables: ["OLLAMA_API_BASE", "OLLAMA_HOST"] }]);
    }
    const folder = readEndpoints({ Ollama_API_Base: somewhere, OLLAMA_MODELS: "/var/lib/models" });
    expect(folder).toEqual({ usable: [{ id: "ollama", baseURL: somewhere, apiKeys: [], variables: ["Ollama_API_Base"] }], faulty: [] });
    expect(readEndpoints({ GROQ_API_BASE: "box" }).faulty).toMatchObject([{ id: "groq" }]);
  });

  it("sets a fault aside and keeps the rest", () => {
    const { usable, faulty } = readEndpoints({ VITE_API_BASE: "/api", ACME_API_BASE: somewhere });
    expect(usable.map(({ id }) => id)).toEqual(["acme"]);
    expect(faulty).toMatchObject([{ id: "vite", variables: ["VITE_API_BASE"] }]);
    expect(faulty[0]?.error.message).toContain("VITE_API_BASE");
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
