import { describe, expect, it } from "vitest";
import { profiles, startEmulator, type EmulatorScript } from "../../src/emulator/index.ts";
import { events, get, post, type Json } from "./client.ts";

type Service = "openai" | "deepseek" | "mistral" | "openrouter" | "together" | "novita" | "perplexity" | "xai" | "fireworks";

const say = (role: string, content: unknown = "Hello", more: object = {}): object => ({ role, content, ...more });
const hello = [say("user")];
const call = (id: string): object => say("assistant", "", { tool_calls: [{ id, type: "function", function: { name: "look", arguments: "{}" } }] });

async function withService<Result>(service: Service, script: EmulatorScript, run: (emulator: Awaited<ReturnType<typeof startEmulator>>) => Promise<Result>): Promise<Result> {
  const emulator = await startEmulator(service, script);
  try {
    return await run(emulator);
  } finally {
    await emulator.close();
  }
}

const refusedBy = (service: Service, body: object, path = "/chat/completions"): Promise<{ readonly status: number; readonly body: string }> =>
  withService(service, {}, async (emulator) => {
    const answer = await post(emulator, path, { model: String(profiles[service].models[0]?.["id"]), messages: hello, ...body });
    return { status: answer.status, body: await answer.text() };
  });

describe("what hosted services refuse", () => {
  it.each<[Service, string, object, number, RegExp]>([
    ["openai", "sampling of a reasoning model", { model: "gpt-5.4", temperature: 0.5 }, 400, /'temperature' is not supported with this model/],
    ["openai", "tools of a model that reasons", { model: "gpt-5.6", tools: [{ type: "function", function: { name: "look" } }] }, 400, /v1\/responses/],
    ["deepseek", "a schema", { response_format: { type: "json_schema" } }, 400, /response_format type is unavailable/],
    ["deepseek", "JSON without the word", { response_format: { type: "json_object" } }, 400, /must contain the word 'json'/],
    ["deepseek", "a turn without its thought", { messages: [...hello, say("assistant", "Hi"), ...hello] }, 400, /must be passed back/],
    ["deepseek", "a thought sent to an old model", { model: "deepseek-reasoner", messages: [...hello, say("assistant", "Hi", { reasoning_content: "hm" }), ...hello] }, 400, /must be removed/],
    ["mistral", "a field of OpenAI's", { seed: 7 }, 422, /"loc":\["body","seed"\]/],
    ["mistral", "the word required", { tool_choice: "required" }, 422, /'auto', 'none' or 'any'/],
    ["mistral", "an id of another service", { messages: [...hello, call("call_1"), say("tool", "x", { tool_call_id: "call_1" })] }, 400, /with a length of 9.*"code":"3280"/],
    ["mistral", "an answer at the end that is no beginning", { messages: [...hello, say("assistant", "Hi")] }, 400, /Expected last role User or Tool/],
    ["openrouter", "an unsigned thought of Anthropic's", { model: "anthropic/claude-sonnet-5", messages: [...hello, say("assistant", "Hi", { reasoning_details: [{ type: "reasoning.text", text: "hm" }] })] }, 400, /"provider_name":"Anthropic"/],
    ["perplexity", "turns that do not alternate", { messages: [...hello, ...hello] }, 400, /should alternate/],
    ["perplexity", "JSON without a schema", { response_format: { type: "json_object" } }, 400, /Permitted values: 'text', 'json_schema', 'regex'/],
    ["perplexity", "a named tool", { tool_choice: { type: "function", function: { name: "look" } } }, 400, /tool_choice/],
    ["xai", "live search", { search_parameters: {} }, 410, /Live search is deprecated/],
    ["xai", "stop sequences of a reasoning model", { stop: ["END"] }, 400, /not supported on this model: stop/],
    ["xai", "a level where there is none", { model: "grok-4.20-0309-reasoning", reasoning_effort: "low" }, 400, /reasoningEffort/],
    ["fireworks", "a level that gpt-oss lacks", { reasoning_effort: "none" }, 400, /Invalid reasoning effort/],
  ])("%s: %s", async (service, _, body, status, words) => {
    expect(await refusedBy(service, body)).toEqual({ status, body: expect.stringMatching(words) });
  });

  it("text completions of DeepSeek outside its beta", async () => {
    expect(await refusedBy("deepseek", { prompt: "Once" }, "/completions")).toMatchObject({ status: 400, body: expect.stringContaining("api.deepseek.com/beta") });
  });

  it.each<[Service, number, RegExp]>([
    ["deepseek", 401, /Your api key: \*\*\*\*rong is invalid/],
    ["mistral", 401, /^\{"detail":"Unauthorized"\}$/],
    ["openrouter", 401, /"code":401/],
    ["together", 401, /"code":"invalid_api_key"/],
    ["novita", 401, /"reason":"INVALID_API_KEY"/],
    ["perplexity", 401, /^<html>.*openresty/s],
    ["xai", 400, /"error":"Incorrect API key provided: te\*\*\*ng\./],
    ["fireworks", 401, /"code":"UNAUTHORIZED"/],
  ])("a wrong key, as %s does", async (service, status, words) => {
    const answer = await withService(service, {}, async (emulator) => {
      const response = await post(emulator, "/chat/completions", { model: "m", messages: hello }, { headers: { authorization: "Bearer test-key-wrong" } });
      return { status: response.status, body: await response.text() };
    });
    expect(answer).toEqual({ status, body: expect.stringMatching(words) });
  });
});

describe("how hosted services answer", () => {
  const streamOf = (service: Service, body: object = {}, script: EmulatorScript = {}): Promise<Json[]> =>
    withService(service, script, async (emulator) => events(await (await post(emulator, "/chat/completions", { model: String(profiles[service].models[0]?.["id"]), messages: hello, stream: true, ...body })).text()));

  it.each<[Service, object]>([["deepseek", { stream_options: { include_usage: true } }], ["mistral", {}], ["together", { stream_options: { include_usage: true } }], ["fireworks", { stream_options: { include_usage: true } }]])("%s sends usage with the reason for the end", async (service, body) => {
    expect((await streamOf(service, body)).at(-2)).toMatchObject({ choices: [{ finish_reason: expect.any(String) }], usage: { total_tokens: expect.any(Number) } });
  });

  it.each<Service>(["deepseek", "together", "fireworks", "novita", "xai"])("%s sends no usage that nobody asked for", async (service) => {
    expect((await streamOf(service)).some((chunk) => chunk.usage != null)).toBe(false);
  });

  it("Perplexity's usage grows from chunk to chunk, and its last one is of another kind", async () => {
    const chunks = (await streamOf("perplexity")).slice(0, -1);
    expect(chunks.every(({ usage }) => usage.completion_tokens >= 0)).toBe(true);
    expect([chunks[0].object, chunks.at(-1).object]).toEqual(["chat.completion.chunk", "chat.completion.done"]);
  });

  it("xAI counts reasoning beside the completion", async () => {
    const script: EmulatorScript = { answers: [{ kind: "model", reasoning: "A thought of some length.", text: "ok" }] };
    const { usage } = (await streamOf("xai", { stream_options: { include_usage: true } }, script)).at(-2);
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens + usage.completion_tokens_details.reasoning_tokens);
  });

  it("OpenRouter keeps the line open with comments, and tells of errors beside the reason for the end", async () => {
    const faults = { errorAfterChunks: { chunks: 1, error: { status: 502, message: "the provider broke down" } } };
    expect((await streamOf("openrouter", {}, { answers: [{ kind: "model", text: "Hello", faults }] })).at(-1)).toMatchObject({ error: { code: 502 }, choices: [{ finish_reason: "error" }] });
    const text = await withService("openrouter", {}, async (emulator) => (await post(emulator, "/chat/completions", { model: "openrouter/auto", messages: hello, stream: true })).text());
    expect(text).toMatch(/^: OPENROUTER PROCESSING\n\ndata: /);
  });

  it("DeepSeek sends blank lines in front of a whole answer", async () => {
    const text = await withService("deepseek", {}, async (emulator) => (await post(emulator, "/chat/completions", { model: "deepseek-v4-flash", messages: hello })).text());
    expect(text).toMatch(/^\n\n\{/);
  });

  it("Mistral's thoughts are parts of the content, its ids nine letters and digits", async () => {
    const script: EmulatorScript = { answers: [{ kind: "model", reasoning: "hm", toolCalls: [{ name: "look", arguments: "{}" }] }] };
    const chunks = await streamOf("mistral", {}, script);
    expect(chunks[1].choices[0].delta.content).toEqual([{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }]);
    expect(JSON.stringify(chunks)).toMatch(/"id":"[a-zA-Z0-9]{9}","type":"function"/);
  });

  it("Mistral judges in its own categories, without a verdict", () =>
    withService("mistral", {}, async (emulator) => {
      const { results } = (await (await post(emulator, "/moderations", { model: "mistral-moderation-latest", input: ["I hate you"] })).json()) as Json;
      expect(results).toEqual([{ categories: expect.objectContaining({ hate_and_discrimination: true }), category_scores: expect.any(Object) }]);
    }));

  it("Together lists in a bare array, OpenRouter for everybody, Novita in hundredths of a cent", async () => {
    expect(await withService("together", {}, async (emulator) => (await get(emulator, "/models")).json())).toBeInstanceOf(Array);
    expect(await withService("openrouter", {}, async (emulator) => (await fetch(`${emulator.baseURL}/models`)).status)).toBe(200);
    expect(await withService("openrouter", {}, async (emulator) => [(await fetch(`${emulator.baseURL}/key`)).status, (await get(emulator, "/key")).status])).toEqual([401, 200]);
    expect(((await withService("novita", {}, async (emulator) => (await get(emulator, "/models")).json())) as Json).data[0]).toMatchObject({ context_size: 204_800, input_token_price_per_m: 14_000 });
  });
});
