import { inspect } from "node:util";
import { InvalidArgumentError, LoadSettingError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { startEmulator } from "@portolan/testing/emulator";
import { describe, expect, expectTypeOf, it, onTestFinished } from "vitest";
import { cloudflareGateway, createPreset, customFromEnv, type CustomSettings } from "../../src/index.ts";
import { failureOf, hello, usePreset } from "./use-preset.ts";

const token = "test-token-cloudflare";

describe("[S4-15] Cloudflare's gateway as a provider", () => {
  const test = usePreset("cloudflare");

  it("is where the account and the gateway say, of the settings or the environment", () => {
    expect(createPreset("cloudflare", { gateway: { accountId: "a1", gatewayId: "main" } }).baseURL).toBe("https://gateway.ai.cloudflare.com/v1/a1/main/compat");
    expect(createPreset("cloudflare", { env: { CF_ACCOUNT_ID: "a2" } }).baseURL).toBe("https://gateway.ai.cloudflare.com/v1/a2/default/compat");
    const env = { CLOUDFLARE_ACCOUNT_ID: "a3", cloudflare_gateway_id: "g3", CF_ACCOUNT_ID: "a2" };
    expect(createPreset("cloudflare", { env, gateway: { accountId: "a1" } }).baseURL).toBe("https://gateway.ai.cloudflare.com/v1/a1/g3/compat");
  });

  it("without an account says what to set, and not before it is used", () => {
    const provider = createPreset("cloudflare", { env: {} });
    expect(() => provider.baseURL).toThrow(LoadSettingError);
    expect(() => provider.baseURL).toThrow("CLOUDFLARE_ACCOUNT_ID");
    expect(() => createPreset("cloudflare", { gateway: { accountId: "a/b" } }).baseURL).toThrow(InvalidArgumentError);
  });

  it("opens with its token beside the upstream's key, or without one", async () => {
    await createPreset("cloudflare", { baseURL: test.emulator.baseURL, apiKey: test.emulator.apiKey, env: {}, gateway: { token } })("groq/openai/gpt-oss-20b").doGenerate({ prompt: hello });
    const both = test.emulator.lastRequest.headers;
    expect([both["cf-aig-authorization"], both["authorization"]]).toEqual([`Bearer ${token}`, `Bearer ${test.emulator.apiKey}`]);
    test.emulator.use({ apiKeys: null });
    await createPreset("cloudflare", { baseURL: test.emulator.baseURL, env: { CLOUDFLARE_API_TOKEN: token } })().doGenerate({ prompt: hello });
    const stored = test.emulator.lastRequest.headers;
    expect([stored["cf-aig-authorization"], stored["authorization"]]).toEqual([`Bearer ${token}`, undefined]);
  });

  it("Cloudflare's key to the whole account is never sent upstream", async () => {
    test.emulator.use({ apiKeys: null });
    await createPreset("cloudflare", { baseURL: test.emulator.baseURL, env: { CLOUDFLARE_API_KEY: "test-key-account" } })().doGenerate({ prompt: hello });
    expect(JSON.stringify(test.emulator.lastRequest.headers)).not.toContain("test-key-account");
    const { cloudflare } = customFromEnv({ CLOUDFLARE_ACCOUNT_ID: "a1", CLOUDFLARE_GATEWAY_ID: "g1", CLOUDFLARE_API_KEY: "test-key-account", CLOUDFLARE_API_KEY_2: "test-key-account" });
    expect(cloudflare?.baseURL).toBe("https://gateway.ai.cloudflare.com/v1/a1/g1/compat");
    expect(customFromEnv({ CLOUDFLARE_API_KEY: "test-key-account" })).toEqual({});
  });

  it("its own refusal is told from the upstream's, and shows no token", async () => {
    const wrong = createPreset("cloudflare", { baseURL: test.emulator.baseURL, apiKey: test.emulator.apiKey, env: {}, gateway: { token: "test-token-canary-123" } });
    const error = await failureOf(wrong().doGenerate({ prompt: hello }));
    expect(describeError(error)).toMatchObject({ kind: "auth", code: "2009", message: "Unauthorized", hint: expect.stringContaining("gateway: { token }") as string });
    test.answer({ kind: "error", error: { status: 400, message: "you sent Bearer test-token-canary-123", type: "invalid_request_error" } });
    const echoed = await failureOf(createPreset("cloudflare", { baseURL: test.emulator.baseURL, apiKey: test.emulator.apiKey, env: {}, headers: { "cf-aig-authorization": "Bearer test-token-canary-123" } })().doGenerate({ prompt: hello }));
    for (const one of [error, echoed]) expect(one.message).not.toContain("canary");
    expect(inspect(wrong, { depth: 8, showHidden: true })).not.toContain("canary");
  });

  it("needs no key of the upstream's, also at its real address, and nothing free proves one", async () => {
    const asked: Request[] = [];
    const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      asked.push(new Request(input, init));
      return Response.json({ error: { message: "no" } }, { status: 400 });
    };
    const provider = createPreset("cloudflare", { env: {}, gateway: { accountId: "a1", token }, fetch });
    await failureOf(provider().doGenerate({ prompt: hello }));
    expect([asked[0]?.url, asked[0]?.headers.get("authorization")]).toEqual(["https://gateway.ai.cloudflare.com/v1/a1/default/compat/chat/completions", null]);
    expect(await provider.checkCredentials()).toMatchObject({ ok: "unknown" });
    expect(asked.map(({ method }) => method)).not.toContain("GET");
  });

  it("has settings of its own, which no other preset takes", () => {
    expectTypeOf(createPreset<"cloudflare">).parameter(1).exclude<undefined>().toHaveProperty("gateway");
    expectTypeOf(createPreset<"cerebras">).parameter(1).exclude<undefined>().not.toHaveProperty("gateway");
  });

  it("a call cannot replace the token, and the gateway's word on its cache is kept", async () => {
    const provider = createPreset("cloudflare", { baseURL: test.emulator.baseURL, apiKey: test.emulator.apiKey, env: {}, gateway: { token } });
    const { providerMetadata } = await provider().doGenerate({ prompt: hello, headers: { "cf-aig-authorization": "Bearer another", "cf-aig-skip-cache": "true" } });
    const { headers } = test.emulator.lastRequest;
    expect([headers["cf-aig-authorization"], headers["cf-aig-skip-cache"]]).toEqual([`Bearer ${token}`, "true"]);
    expect(providerMetadata?.["cloudflare"]).toMatchObject({ cacheStatus: "MISS", logId: expect.any(String) as string });
  });
});

describe("[S4-15] Cloudflare's gateway in front of a provider", () => {
  it.each([
    ["groq", "groq"],
    ["openai", "openai"],
    ["anthropic", "anthropic/v1"],
    ["mistral", "mistral/v1"],
    ["perplexity", "perplexity-ai"],
    ["xai", "grok/v1"],
    ["google", "google-ai-studio/v1beta/openai"],
  ] as const)("stands in front of %s", (provider, path) => {
    const { baseURL, headers } = cloudflareGateway({ accountId: "a1", gatewayId: "main", token, provider });
    expect(baseURL).toBe(`https://gateway.ai.cloudflare.com/v1/a1/main/${path}`);
    expect(headers).toEqual({ "cf-aig-authorization": `Bearer ${token}` });
  });

  it("has no header without a token, and refuses what it does not know", () => {
    expect(cloudflareGateway({ accountId: "a1", provider: "groq" })).toEqual({ baseURL: "https://gateway.ai.cloudflare.com/v1/a1/default/groq", headers: {} });
    expect(() => cloudflareGateway({ accountId: "a1", provider: "novita" as "groq" })).toThrow(/anthropic, cerebras.*not "novita"/);
    expect(() => cloudflareGateway({ accountId: "../x", provider: "groq" })).toThrow(InvalidArgumentError);
  });

  it("leaves everything else of the provider as it is", async () => {
    const emulator = await startEmulator("cerebras");
    onTestFinished(() => emulator.close());
    const { headers } = cloudflareGateway({ accountId: "a1", token, provider: "cerebras" });
    const settings: Partial<CustomSettings> = { headers, baseURL: emulator.baseURL, apiKey: emulator.apiKey };
    await createPreset("cerebras", settings)("gpt-oss-120b").doGenerate({ prompt: hello, maxOutputTokens: 9 });
    expect(emulator.lastRequest.headers["cf-aig-authorization"]).toBe(`Bearer ${token}`);
    expect(emulator.lastRequest.body).toMatchObject({ max_completion_tokens: 9 });
  });
});
