import { LoadAPIKeyError, LoadSettingError } from "@ai-sdk/provider";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Secret } from "../../src/connection/secret.ts";
import { accountOf, misplacedKey, openAccount, type Access } from "../../src/provider/account.ts";
import type { ReadVariable, Settings } from "../../src/provider/spec.ts";

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
    expect(openAccount({ ...access, baseURL: service }, {}).baseURL).toBe(service);
    vi.stubEnv("test_service_url", "https://proxy.test/v1/");
    expect(openAccount({ ...access, baseURL: service }, {}).baseURL).toBe("https://proxy.test/v1");
    expect(openAccount({ ...access, baseURL: service }, { baseURL: "" }).baseURL).toBe("https://proxy.test/v1");
    expect(openAccount({ ...access, baseURL: service }, { baseURL: local }).baseURL).toBe(local);
    expect(openAccount(access, {}).baseURL).toBe("https://proxy.test/v1");
  });

  it("of the environment is read at its first use, so that it may be set after an import", () => {
    const account = openAccount({ ...access, baseURL: service }, {});
    vi.stubEnv("TEST_SERVICE_URL", local);
    expect(account.baseURL).toBe(local);
    vi.stubEnv("TEST_SERVICE_URL", service);
    expect(account.baseURL).toBe(local);
  });

  it("of the environment that cannot be used fails its first use and not the import, naming the variable", () => {
    vi.stubEnv("TEST_SERVICE_URL", "localhost:8080");
    const account = openAccount({ ...access, baseURL: service }, {});
    expect(() => account.baseURL).toThrow(/^test: the base URL in TEST_SERVICE_URL needs a scheme/);
  });

  it("of settings that cannot be used fails at once", () => {
    expect(() => openAccount({ ...access, baseURL: service }, { baseURL: "localhost" })).toThrow(/^test: the base URL in the settings \(baseURL\) needs a scheme/);
  });

  it("that nobody gave fails at once, naming the provider and the variable to set", () => {
    expect(() => openAccount(access, {})).toThrow(LoadSettingError);
    expect(() => openAccount(access, {})).toThrow(/^test: base_url is required for OpenAI-compatible services\. .*set TEST_SERVICE_URL/);
    expect(() => openAccount({ id: "bare", env: { apiKey: [] } }, {})).toThrow(/^bare: base_url is required for OpenAI-compatible services\. Give `baseURL`, e\.g\./);
  });
});

describe("another address of the service", () => {
  const elsewhere = "https://cloud.test";
  const keyed = { ...access, baseURL: service, env: { ...access.env, apiKeyFor: (url: string) => url === elsewhere }, headers: () => ({ "x-token": "test-token" }) };

  it("gets the environment's key where that is meant for it, and neither the settings' key nor a header", async () => {
    const env = { TEST_SERVICE_KEY: "test-key-environment" };
    const account = openAccount(keyed, { apiKey: "test-key-own", headers: { "x-own": "1" }, env });
    expect(account.elsewhere(elsewhere, undefined)).toMatchObject({ baseURL: elsewhere, headers: {} });
    expect(await keyOf(account.elsewhere(elsewhere, undefined))).toBe("test-key-environment");
    expect(await keyOf(account.elsewhere(elsewhere, "test-key-given"))).toBe("test-key-given");
    expect(() => account.elsewhere("https://else.test", undefined).apiKey()).toThrow(LoadAPIKeyError);
  });

  it("gets nothing of the environment where another's credentials have taken its place", async () => {
    const account = accountOf(keyed, openAccount(keyed, { env: { TEST_SERVICE_KEY: "test-key-environment" } }), { apiKey: "test-key-other" });
    expect(() => account.elsewhere(elsewhere, undefined).apiKey()).toThrow(LoadAPIKeyError);
    expect(await keyOf(account.elsewhere(elsewhere, "test-key-given"))).toBe("test-key-given");
  });

  it("may want a key where the usual one does not", async () => {
    const account = openAccount({ ...access, baseURL: service, keyless: (url) => url === service }, {});
    expect(await keyOf(account)).toBeUndefined();
    expect(() => account.elsewhere(elsewhere, undefined).apiKey()).toThrow(LoadAPIKeyError);
  });
});

describe("the key", () => {
  it("[S1-26] [S1-37] is the settings', as text, Secret or function, else the environment's", async () => {
    vi.stubEnv("TEST_OLD_KEY", "test-key-old");
    expect(await keyOf(openAccount({ ...access, baseURL: service }, {}))).toBe("test-key-old");
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-environment");
    expect(await keyOf(openAccount({ ...access, baseURL: service }, {}))).toBe("test-key-environment");
    for (const apiKey of ["test-key-own", new Secret("test-key-own"), () => "test-key-own", async () => "test-key-own"]) {
      expect(await keyOf(openAccount({ ...access, baseURL: service }, { apiKey }))).toBe("test-key-own");
    }
  });

  it("of the environment is read at each call", async () => {
    const account = openAccount({ ...access, baseURL: service }, {});
    await expect(keyOf(account)).rejects.toThrow(LoadAPIKeyError);
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-1");
    expect(await keyOf(account)).toBe("test-key-1");
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-2");
    expect(await keyOf(account)).toBe("test-key-2");
  });

  const empty = [undefined, "", " ", new Secret(""), () => "", async () => " ", (() => undefined) as unknown as () => string];

  it.each(empty)("%o is none: an error that names the variable and the page", async (apiKey) => {
    const opening = keyOf(openAccount({ ...access, baseURL: service }, { apiKey }));
    await expect(opening).rejects.toThrow(LoadAPIKeyError);
    await expect(opening).rejects.toThrow("test: no API key. Set TEST_SERVICE_KEY or give `apiKey`. Keys: https://service.test/keys");
  });

  it.each(empty)("%o is none: keyless where that does", async (apiKey) => {
    expect(await keyOf(openAccount({ ...access, keyless: true, baseURL: service }, { apiKey }))).toBeUndefined();
    expect(await keyOf(openAccount({ ...access, baseURL: service }, { apiKey, baseURL: local }))).toBeUndefined();
  });

  it("that is given empty does not fall back on the environment's", async () => {
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-environment");
    await expect(keyOf(openAccount({ ...access, baseURL: service }, { apiKey: "" }))).rejects.toThrow(LoadAPIKeyError);
  });

  it("is sent also where none is needed, when there is one", async () => {
    expect(await keyOf(openAccount({ ...access, keyless: true, baseURL: local }, { apiKey: "test-key-own" }))).toBe("test-key-own");
  });
});

describe("a service that says its address and headers by a function", () => {
  const regional = {
    ...access,
    baseURL: ({ region }: Settings & { readonly region?: string }, read: ReadVariable) => `https://${region ?? read("TEST_REGION") ?? "eu"}.service.test/v1`,
    headers: (_: object, read: ReadVariable) => ({ "x-workspace": read("TEST_WORKSPACE"), "x-title": "service" }),
  };

  it("is asked at the first use, with the settings and the environment", () => {
    expect(openAccount(regional, { region: "us" }).baseURL).toBe("https://us.service.test/v1");
    const account = openAccount(regional, {});
    vi.stubEnv("test_region", "sg");
    expect(account.baseURL).toBe("https://sg.service.test/v1");
    vi.unstubAllEnvs();
  });

  it("gives way to the environment's address and the user's headers", () => {
    vi.stubEnv("TEST_SERVICE_URL", local);
    vi.stubEnv("TEST_WORKSPACE", "workspace-1");
    const account = openAccount(regional, { headers: { "x-title": "mine" } });
    expect(account.baseURL).toBe(local);
    expect(account.headers).toEqual({ "x-workspace": "workspace-1", "x-title": "mine" });
    vi.unstubAllEnvs();
  });

  it("sends its headers in another's name too, but to no other address", () => {
    const account = openAccount(regional, { headers: { "x-mine": "1" } });
    expect(accountOf(regional, account, { apiKey: "test-key-second" }).headers).toEqual({ "x-title": "service" });
    expect(accountOf(regional, account, { apiKey: "test-key-second", baseURL: "https://elsewhere.test/v1", headers: { "x-theirs": "1" } }).headers).toEqual({ "x-theirs": "1" });
  });
});

describe("another's credentials", () => {
  const before = openAccount({ ...access, baseURL: service }, { apiKey: "test-key-first", headers: { "x-first": "1" }, baseURL: "https://proxy.test/v1" });

  it("replace key and headers, and keep the address where none is given", async () => {
    const account = accountOf(access, before, { apiKey: "test-key-second" });
    expect([account.baseURL, account.headers, await keyOf(account)]).toEqual(["https://proxy.test/v1", {}, "test-key-second"]);
    const elsewhere = accountOf(access, before, { apiKey: null, baseURL: "https://other.test/v1/", headers: { "x-second": "2" } });
    expect([elsewhere.baseURL, elsewhere.headers, await keyOf(elsewhere)]).toEqual(["https://other.test/v1", { "x-second": "2" }, undefined]);
  });

  it("never fall back on the environment's key: an empty one is an error, or keyless", async () => {
    vi.stubEnv("TEST_SERVICE_KEY", "test-key-environment");
    for (const apiKey of ["", new Secret(""), async () => "", undefined as unknown as string]) {
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
