import { LoadSettingError } from "@ai-sdk/provider";
import { createDashScope, type DashScopeRegion, type DashScopeSettings } from "@portolan/provider-dashscope";
import { describe, expect, it } from "vitest";
import { ask, failureOf, useDashScope } from "./calls.ts";

type Variables = Readonly<Record<string, string>>;
const addressOf = (settings: DashScopeSettings, env: Variables = {}): string => createDashScope({ apiKey: "test-key-dashscope", env, ...settings }).baseURL;
const path = "/compatible-mode/v1";

describe("a region", () => {
  it("[S0-5] is Singapore unless told otherwise", () => {
    expect(addressOf({})).toBe("https://dashscope-intl.aliyuncs.com/compatible-mode/v1");
  });

  it.each<[DashScopeRegion, string, string]>([
    ["singapore", "ap-southeast-1", "dashscope-intl.aliyuncs.com"],
    ["beijing", "cn-beijing", "dashscope.aliyuncs.com"],
    ["virginia", "us-east-1", "dashscope-us.aliyuncs.com"],
    ["hongkong", "cn-hongkong", "cn-hongkong.dashscope.aliyuncs.com"],
  ])("%s is known by the vendor's name too, and has a host", (region, id, host) => {
    expect(addressOf({ region })).toBe(`https://${host}${path}`);
    expect(addressOf({}, { DASHSCOPE_API_REGION: id })).toBe(`https://${host}${path}`);
    expect(addressOf({ region, workspaceId: "llm-1a2b3c" })).toBe(`https://llm-1a2b3c.${id}.maas.aliyuncs.com${path}`);
  });

  it.each<DashScopeRegion>(["frankfurt", "tokyo"])("%s needs a workspace, and says how to give one", (region) => {
    expect(() => addressOf({ region })).toThrow(LoadSettingError);
    expect(() => addressOf({ region })).toThrow(/workspaceId.*DASHSCOPE_WORKSPACE_ID/);
    expect(addressOf({ region }, { DASHSCOPE_WORKSPACE_ID: "llm-1" })).toMatch(/^https:\/\/llm-1\.\w+-\w+-1\.maas\.aliyuncs\.com\/compatible-mode\/v1$/);
  });

  it("that nobody knows is an error that lists those there are", () => {
    expect(() => addressOf({}, { DASHSCOPE_API_REGION: "mars" })).toThrow(/"mars".*singapore \(ap-southeast-1\).*tokyo/);
  });

  it.each(["evil.example/", "a.b", "-a", "a@b", "a#"])("takes no workspace id that leads elsewhere: %j", (workspaceId) => {
    expect(() => addressOf({ workspaceId })).toThrow(LoadSettingError);
  });

  it("in the settings beats the environment's base URL, which beats the environment's region", () => {
    const env = { DASHSCOPE_API_BASE: "https://proxy.test/compatible-mode/v1", DASHSCOPE_API_REGION: "beijing" };
    expect(addressOf({}, env)).toBe("https://proxy.test/compatible-mode/v1");
    expect(addressOf({ region: "virginia" }, env)).toBe(`https://dashscope-us.aliyuncs.com${path}`);
    expect(addressOf({ workspaceId: "llm-1" }, env)).toBe(`https://llm-1.cn-beijing.maas.aliyuncs.com${path}`);
    expect(addressOf({}, { ALIBABA_API_BASE: "https://other.test/v1" })).toBe("https://other.test/v1");
    expect(() => addressOf({}, { DASHSCOPE_BASE_URL: "proxy.test" })).toThrow(/DASHSCOPE_BASE_URL.*needs a scheme/);
  });

  it("and a workspace that are empty are none", () => {
    expect(addressOf({ workspaceId: "" }, { DASHSCOPE_API_BASE: "https://proxy.test/v1" })).toBe("https://proxy.test/v1");
  });

  it("gives way to a base URL in the settings", () => {
    expect(createDashScope({ baseURL: "https://gateway.test/v1", region: "tokyo" }).baseURL).toBe("https://gateway.test/v1");
  });

  it("is kept with other credentials", () => {
    const provider = createDashScope({ apiKey: "test-key-dashscope", region: "beijing" });
    expect(provider.withCredentials({ apiKey: "test-key-other" }).baseURL).toBe(provider.baseURL);
  });
});

describe("a key", () => {
  const test = useDashScope();

  it("[S0-5] comes from DASHSCOPE_API_KEY, else from ALIBABA_API_KEY", async () => {
    const { baseURL, apiKey } = test.emulator;
    for (const env of [{ DASHSCOPE_API_KEY: apiKey, ALIBABA_API_KEY: "test-key-unused" }, { ALIBABA_API_KEY: apiKey }]) {
      await createDashScope({ baseURL, env })().doGenerate({ prompt: ask() });
      expect(test.emulator.lastRequest.headers["authorization"]).toBe(`Bearer ${apiKey}`);
    }
  });

  it("that is missing is an error that names the variable", async () => {
    const { error } = await failureOf(createDashScope({ env: {} })().doGenerate({ prompt: ask() }));
    expect(error.message).toMatch(/DASHSCOPE_API_KEY/);
  });

  it("that was not sent is asked for, and no region is blamed", async () => {
    const { info } = await failureOf(createDashScope({ baseURL: test.emulator.baseURL, env: {} })().doGenerate({ prompt: ask() }));
    expect(info).toMatchObject({ kind: "auth", hint: expect.stringMatching(/^no API key was sent: set DASHSCOPE_API_KEY/) });
  });

  it("of another region is refused, and told what it is about and how to choose", async () => {
    const { baseURL } = test.emulator;
    const { info } = await failureOf(createDashScope({ baseURL, apiKey: "test-key-dashscope-beijing" })().doGenerate({ prompt: ask() }));
    expect(info).toMatchObject({ kind: "auth", status: 401, code: "invalid_api_key" });
    expect(info.hint).toMatch(/Keys belong to one region: this went to 127\.0\.0\.1:\d+; .*`region`.*DASHSCOPE_API_REGION.*singapore, beijing/);
  });

  it("that is refused is told which region was asked, whatever the host is spelled like", async () => {
    const refusing = (async () => new Response('{"code":"InvalidApiKey","message":"Invalid API-key provided.","request_id":"1"}', { status: 401 })) satisfies typeof fetch;
    for (const settings of [{ region: "hongkong" }, { region: "hongkong", workspaceId: "llm-1" }] as const) {
      const { info, error } = await failureOf(createDashScope({ ...settings, apiKey: "test-key-dashscope", fetch: refusing })().doGenerate({ prompt: ask() }));
      expect(info.hint).toMatch(/this went to hongkong; /);
      expect(info.hint).not.toMatch(/\(singapore[^)]*hongkong/);
      expect(error.message).not.toContain("test-key-dashscope");
    }
  });

  it("is not what a base URL of the other API is about", async () => {
    const missing = (async () => new Response("", { status: 404 })) satisfies typeof fetch;
    const hintAt = async (baseURL: string) => (await failureOf(createDashScope({ baseURL, apiKey: "test-key-dashscope", fetch: missing })().doGenerate({ prompt: ask() }))).info.hint;
    expect(await hintAt("https://dashscope-intl.aliyuncs.com/api/v1")).toBe("the base URL ends in /compatible-mode/v1, as in https://dashscope-intl.aliyuncs.com/compatible-mode/v1");
    expect(await hintAt("https://proxy.test/v1")).not.toMatch(/compatible-mode/);
  });

  it("[S1-20] can be checked without spending tokens", async () => {
    expect(await test.dashscope.checkCredentials()).toEqual({ ok: true });
    expect(await test.dashscope.withCredentials({ apiKey: "test-key-other" }).checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
    expect(test.paths.every((sent) => sent === `GET ${path}/models`)).toBe(true);
  });
});
