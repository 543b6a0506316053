import { describe, expect, it } from "vitest";
import { profiles, startEmulator, type Emulator } from "../../src/emulator/index.ts";
import { events, get, post, type Json } from "./client.ts";

type Service = "cerebras" | "anthropic" | "google" | "cohere" | "nvidia" | "chutes" | "opencode" | "cloudflare";

const say = (role: string, content: unknown = "Hello", more: object = {}): object => ({ role, content, ...more });
const hello = [say("user")];
const called = (more: object = {}): object => say("assistant", "", { tool_calls: [{ id: "c1", type: "function", function: { name: "look", arguments: "{}" }, ...more }] });
const idOf = (service: Service): string => String(profiles[service].models[0]?.["id"]).replace("models/", "");

async function at<Result>(service: Service, run: (emulator: Emulator) => Promise<Result>): Promise<Result> {
  const emulator = await startEmulator(service);
  try {
    return await run(emulator);
  } finally {
    await emulator.close();
  }
}

const asked = (service: Service, body: object, path = "/chat/completions", headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly body: string }> =>
  at(service, async (emulator) => {
    const answer = await post(emulator, path, { model: idOf(service), messages: hello, ...body }, { headers });
    return { status: answer.status, body: await answer.text() };
  });

describe("what services of OpenAI's form refuse", () => {
  it.each<[Service, string, object, number, RegExp]>([
    ["cerebras", "to stop thinking", { reasoning_effort: "none" }, 400, /"message":"`reasoning_effort` none.*"param":null,"code":"wrong_api_format"/],
    ["cerebras", "a thought in another service's field", { messages: [...hello, say("assistant", "Hi", { reasoning_content: "hm" })] }, 422, /reasoning_content.*is unsupported/],
    ["anthropic", "a budget of a model that decides itself", { thinking: { type: "enabled", budget_tokens: 2000 } }, 400, /"code":"invalid_request_error".*adaptive/],
    ["anthropic", "a budget below the smallest", { model: "claude-haiku-4-5", thinking: { type: "enabled", budget_tokens: 10 } }, 400, /greater than or equal to 1024/],
    ["anthropic", "a budget above the longest answer", { model: "claude-haiku-4-5", max_tokens: 1024, thinking: { type: "enabled", budget_tokens: 2000 } }, 400, /must be greater than/],
    ["google", "a field that it has not", { seed: 1 }, 400, /^\[\{"error":\{"code":400,"message":"Invalid JSON payload received\. Unknown name/],
    ["google", "to stop thinking", { reasoning_effort: "none" }, 400, /cannot be turned off/],
    ["google", "a call without its signature", { messages: [...hello, called()] }, 400, /missing a thought_signature.*default_api:look/],
    ["google", "two words on thinking", { reasoning_effort: "low", extra_body: { google: { thinking_config: { thinking_budget: 1 } } } }, 400, /found both/],
    ["cohere", "a schema in OpenAI's form", { response_format: { type: "json_schema" } }, 400, /^\{"id":"\w+","message":"invalid request: response_format/],
    ["cohere", "half-hearted thinking", { reasoning_effort: "low" }, 400, /must be one of none, high/],
    ["cohere", "a negative penalty", { frequency_penalty: -1 }, 400, /between 0 and 1/],
    ["cohere", "tools one by one", { parallel_tool_calls: false }, 422, /parallel_tool_calls/],
    ["opencode", "a model of the Responses API", { model: "gpt-5.5" }, 401, /"type":"ModelError".*format oa-compat/],
    ["opencode", "DeepSeek's answer without its thought", { model: "deepseek-v4-flash", messages: [...hello, say("assistant"), ...hello] }, 400, /must be passed back/],
    ["cloudflare", "a model without its provider", { model: "gpt-5.5" }, 400, /"name":"AiGatewayError"/],
  ])("%s: %s", async (service, _what, body, status, words) => {
    expect(await asked(service, body)).toEqual({ status, body: expect.stringMatching(words) as string });
  });

  it("a call with its signature is taken by Google", async () => {
    expect(await asked("google", { messages: [...hello, called({ extra_content: { google: { thought_signature: "any" } } })] })).toMatchObject({ status: 200 });
  });

  it.each<[Service, string, object, number, RegExp]>([
    ["cohere", "/embeddings", { input: "a", dimensions: 8 }, 422, /dimensions/],
    ["nvidia", "/embeddings", { model: "nvidia/nv-embedqa-e5-v5", input: "a" }, 400, /input_type/],
  ])("%s at %s", async (service, path, body, status, words) => {
    expect(await asked(service, body, path)).toEqual({ status, body: expect.stringMatching(words) as string });
  });

  it.each<[Service, number, RegExp]>([
    ["cerebras", 401, /"message":"Wrong API Key".*"code":"wrong_api_key"/],
    ["anthropic", 401, /"code":"authentication_error"/],
    ["google", 400, /API_KEY_INVALID/],
    ["cohere", 401, /"message":"invalid api token"/],
    ["nvidia", 403, /^\{"status":403,"title":"Forbidden","detail":"Authorization failed"\}$/],
    ["chutes", 401, /^\{"detail":"Invalid token\."\}$/],
    ["opencode", 401, /^\{"type":"error","error":\{"type":"AuthError"/],
  ])("a wrong key, as %s does", async (service, status, words) => {
    expect(await asked(service, {}, "/chat/completions", { authorization: "Bearer test-key-wrong" })).toEqual({ status, body: expect.stringMatching(words) as string });
  });

  it("a wrong token, as Cloudflare's gateway does", async () => {
    expect(await asked("cloudflare", {}, "/chat/completions", { "cf-aig-authorization": "Bearer wrong" })).toMatchObject({ status: 401, body: expect.stringContaining('"internalCode":2009') as string });
  });
});

describe("lists of services of OpenAI's form", () => {
  it("Anthropic's wants a version and its own header", async () => {
    await at("anthropic", async (emulator) => {
      const key = { "x-api-key": emulator.apiKey };
      const statuses = [{}, key, { "anthropic-version": "2023-06-01" }, { ...key, "anthropic-version": "2023-06-01" }].map(async (headers) => (await fetch(`${emulator.baseURL}/models`, { headers })).status);
      expect(await Promise.all(statuses)).toEqual([400, 400, 401, 200]);
    });
  });

  it.each<[Service, number]>([["nvidia", 200], ["chutes", 200], ["opencode", 200], ["cerebras", 403], ["google", 400]])("%s answers a stranger with %i", async (service, status) => {
    expect(await at(service, async (emulator) => (await fetch(`${emulator.baseURL}/models`)).status)).toBe(status);
  });

  it("Cohere's is above the base path, Google's ids have a prefix", async () => {
    await at("cohere", async (emulator) => {
      const { models } = (await (await fetch(`${emulator.origin}/v1/models`, { headers: { authorization: `Bearer ${emulator.apiKey}` } })).json()) as { models: Json[] };
      expect(models[0]).toMatchObject({ name: "command-a-plus-05-2026", endpoints: ["chat"] });
    });
    const { data } = (await at("google", async (emulator) => await (await get(emulator, "/models")).json())) as { data: Json[] };
    expect(data[0]).toMatchObject({ id: "models/gemini-3.5-flash" });
  });
});

describe("streams of services of OpenAI's form", () => {
  const streamed = (service: Service, body: object = {}): Promise<readonly Json[]> =>
    at(service, async (emulator) => events(await (await post(emulator, "/chat/completions", { model: idOf(service), messages: hello, stream: true, ...body })).text()).filter((event) => String(event) !== "[DONE]"));

  it("Cerebras's ends with usage and times, unasked", async () => {
    expect((await streamed("cerebras")).at(-1)).toMatchObject({ usage: { prompt_tokens: expect.any(Number) as number }, time_info: { total_time: expect.any(Number) as number } });
  });

  it("NVIDIA's counts in every chunk", async () => {
    const counts = (await streamed("nvidia", { stream_options: { include_usage: true } })).map(({ usage }) => (usage as { completion_tokens?: number } | undefined)?.completion_tokens);
    expect(counts.every((count) => typeof count === "number")).toBe(true);
    expect(counts.at(-1)).toBeGreaterThan(counts[1] ?? Infinity);
  });

  it("Google's thoughts are between its tags, when they are asked for", async () => {
    const text = (chunks: readonly Json[]): string => chunks.map(({ choices }) => (choices as { delta?: { content?: string } }[])[0]?.delta?.content ?? "").join("");
    expect(text(await streamed("google", { extra_body: { google: { thinking_config: { include_thoughts: true } } } }))).toMatch(/^<thought>.+<\/thought>\w/s);
    expect(text(await streamed("google"))).not.toContain("<thought>");
  });
});
