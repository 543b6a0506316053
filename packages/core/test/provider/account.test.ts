import { LoadAPIKeyError, LoadSettingError } from "@ai-sdk/provider";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Secret } from "../../src/connection/secret.ts";
import { accountOf, misplacedKey, openAccount, type Access } from "../../src/provider/account.ts";

const access: Access = { id: "test", env: { apiKey: ["TEST_SERVICE_KEY", "TEST_OLD_KEY"], baseURL: ["TEST_SERVICE_URL"] }, pages: { keys: "https://service.test/keys" } };
const service = "https://api.service.test/v1";
const local = "http://127.0.0.1:8080/v1";

beforeEach(() => {
  for (const name of ["TEST_SERVICE_KEY", "TEST_OLD_KEY", "TEST_SERVICE_URL"]) vi.stubEnv(name, undefined);
});
afterEach(() => void vi.unstubAllEnvs());

/** Also what is thrown at once comes as a rejection. */
const keyOf = async (account: { readonly apiKey: () => unknown }): Promise<unknown> => await account.apiKey();

describe("the base URL", () => {
  it("is the settings', else the environment's, else the service's own", () => {
    expect(openAccount(access, {}, service).baseURL).toBe(service);
    vi.stubEnv("test_service_url", "https://proxy.test/v1/");
    expect(openAccount(access, {}, service).baseURL).toBe("https://proxy.test/v1");
    expect(openAccount(access, { baseURL: "" }, service).baseURL).toBe("https://proxy.test/v1");
    expect(openAccount(access, { baseURL: local }, service).baseURL).toBe(local);
    expect(openAccount(access, {}, undefined).baseURL).toBe("https://proxy.test/v1");
  });

  it("of the environment is read at its first use, so that it may be set after an import", () => {
    const account = openAccount(access, {}, service);
    vi.stubEnv("TEST_SERVICE_URL", local);
    expect(account.baseURL).toBe(local);
    vi.stubEnv("TEST_SERVICE_URL", service);
    expect(account.baseURL).toBe(local);
  });

  it("of the environment that cannot be used fails its first use and not the import, naming the variable", () => {
    vi.stubEnv("TEST_SERVICE_URL", "localhost:8080");
    const account = openAccount(access, {}, service);
    expect(() => account.baseURL).toThrow(/^test: the base URL in TEST_SERVICE_URL needs a scheme/);
  });

  it("of settings that cannot be used fails at once", () => {
    expect(() => openAccount(access, { baseURL: "localhost" }, service)).toThrow(/^test: the base URL in the settings \(baseURL\) needs a scheme/);
  });

  it("that nobody gave fails at once, naming the provider and the variable to set", () => {
    expect(() => openAccount(access, {}, undefined)).toThrow(LoadSettingError);
    expect(() => openAccount(access, {}, undefined)).toThrow(/^test: base_url is required for OpenAI-compatible services\. .*set TEST_SERVICE_URL/);
    expect(() => openAccount({ id: "bare", env: { apiKey: [] } }, {}, undefined)).toThrow(/^bare: base_url is required for OpenAI-compatible services\. Give `baseURL`, e\.g\./);
  });
});

describe("the key", () => {
  it("is the settings', as text, Secret or function, else the environment's", async () => {
    vi.stubEnv("TEST_OLD_KEY", "test-key-old");
    expect(await keyOf(openAccount(access, {}, service))).toBe("test-key-old");
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-environment");
    expect(await keyOf(openAccount(access, {}, service))).toBe("test-key-environment");
    for (const apiKey of ["test-key-own", new Secret("test-key-own"), () => "test-key-own", async () => "test-key-own"]) {
      expect(await keyOf(openAccount(access, { apiKey }, service))).toBe("test-key-own");
    }
  });

  it("of the environment is read at each call", async () => {
    const account = openAccount(access, {}, service);
    await expect(keyOf(account)).rejects.toThrow(LoadAPIKeyError);
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-1");
    expect(await keyOf(account)).toBe("test-key-1");
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-2");
    expect(await keyOf(account)).toBe("test-key-2");
  });

  const empty = [undefined, "", " ", new Secret(""), () => "", async () => " ", (() => undefined) as unknown as () => string];

  it.each(empty)("%o is none: an error that names the variable and the page", async (apiKey) => {
    const opening = keyOf(openAccount(access, { apiKey }, service));
    await expect(opening).rejects.toThrow(LoadAPIKeyError);
    await expect(opening).rejects.toThrow("test: no API key. Set TEST_SERVICE_KEY or give `apiKey`. Keys: https://service.test/keys");
  });

  it.each(empty)("%o is none: keyless where that does", async (apiKey) => {
    expect(await keyOf(openAccount({ ...access, keyless: true }, { apiKey }, service))).toBeUndefined();
    expect(await keyOf(openAccount(access, { apiKey, baseURL: local }, service))).toBeUndefined();
  });

  it("that is given empty does not fall back on the environment's", async () => {
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-environment");
    await expect(keyOf(openAccount(access, { apiKey: "" }, service))).rejects.toThrow(LoadAPIKeyError);
  });

  it("is sent also where none is needed, when there is one", async () => {
    expect(await keyOf(openAccount({ ...access, keyless: true }, { apiKey: "test-key-own" }, local))).toBe("test-key-own");
  });
});

describe("another's credentials", () => {
  const before = openAccount(access, { apiKey: "test-key-first", headers: { "x-first": "1" }, baseURL: "https://proxy.test/v1" }, service);

  it("replace key and headers, and keep the address where none is given", async () => {
    const account = accountOf(access, before, { apiKey: "test-key-second" });
    expect([account.baseURL, account.headers, await keyOf(account)]).toEqual(["https://proxy.test/v1", {}, "test-key-second"]);
    const elsewhere = accountOf(access, before, { apiKey: null, baseURL: "https://other.test/v1/", headers: { "x-second": "2" } });
    expect([elsewhere.baseURL, elsewhere.headers, await keyOf(elsewhere)]).toEqual(["https://other.test/v1", { "x-second": "2" }, undefined]);
  });

  it("never fall back on the environment's key: an empty one is an error, or keyless", async () => {
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-environment");
    for (const apiKey of ["", new Secret(""), async () => ""]) {
      await expect(keyOf(accountOf(access, before, { apiKey }))).rejects.toThrow("test: the API key of the credentials is empty. Give `null` for none.");
      expect(await keyOf(accountOf(access, before, { apiKey, baseURL: local }))).toBeUndefined();
    }
  });

  it("with an address that cannot be used fail at once", () => {
    expect(() => accountOf(access, before, { apiKey: "test-key", baseURL: "other.test" })).toThrow(/^test: the base URL in the credentials needs a scheme/);
  });
});

describe("misplacedKey", () => {
  it.each([
    ["groq", "gsk_", "sk-ant-test-key", "Anthropic"],
    ["groq", "gsk_", "AIzatest-key", "Google AI Studio"],
    ["openai", "sk-", "sk-ant-test-key", "Anthropic"],
    ["openai", "sk-", "sk-or-v1-test-key", "OpenRouter"],
    ["deepseek", "sk-", "sk-proj-test-key", "OpenAI"],
  ])("a key given to %s, whose keys begin with %s: %s is %s's", (id, keyPrefix, key, other) => {
    const said = misplacedKey({ ...access, id, keyPrefix }, key);
    expect(said).toBe(`the API key given to ${id} looks like a key of ${other}`);
    expect(said).not.toContain("test-key");
  });

  it.each([
    ["groq", "gsk_", "gsk_test-key"],
    ["groq", "gsk_", "test-key"],
    ["openai", "sk-", "sk-proj-test-key"],
    ["deepseek", "sk-", "sk-test-key"],
    ["anthropic", "sk-ant-", "sk-ant-test-key"],
    ["custom", undefined, "sk-ant-test-key"],
  ])("says nothing of a key given to %s, whose keys begin with %s: %s", (id, keyPrefix, key) => {
    expect(misplacedKey({ ...access, id, ...(keyPrefix === undefined ? {} : { keyPrefix }) }, key)).toBeUndefined();
  });
});
