import { describe, expect, it } from "vitest";
import { rateLimitError } from "../../src/emulator/index.ts";
import { chatBody, events, get, post, withEmulator, type Json } from "./client.ts";

interface Refusal {
  readonly status: number;
  readonly error: Json;
}

async function refusal(response: Response): Promise<Refusal> {
  const body = (await response.json()) as Json;
  return { status: response.status, error: body.error };
}

describe("OpenAI's refusals", () => {
  const refused = (fields: Record<string, unknown>): Promise<Refusal> =>
    withEmulator("openai", { refuseFields: ["stream_options"] }, async (emulator) => refusal(await post(emulator, "/chat/completions", chatBody(emulator, fields))));

  it("a wrong key, masked, and none", () =>
    withEmulator("openai", {}, async (emulator) => {
      const wrong = await refusal(await post(emulator, "/chat/completions", chatBody(emulator), { headers: { authorization: "Bearer test-key-from-elsewhere" } }));
      expect(wrong).toMatchObject({ status: 401, error: { type: "invalid_request_error", code: "invalid_api_key", param: null } });
      expect(wrong.error.message).toMatch(/^Incorrect API key provided: test-key\*+here\./);
      const none = await refusal(await fetch(`${emulator.baseURL}/models`));
      expect(none).toMatchObject({ status: 401, error: { code: null } });
      expect(none.error.message).toContain("You didn't provide an API key");
    }));

  it("an unknown path, and a method the path does not have", () =>
    withEmulator("openai", {}, async (emulator) => {
      expect(await refusal(await post(emulator, "/nothing", {}))).toMatchObject({ status: 404, error: { message: "Invalid URL (POST /v1/nothing)" } });
      expect((await get(emulator, "/chat/completions")).status).toBe(404);
      expect((await fetch(`${emulator.origin}/v2/models`)).status).toBe(404);
    }));

  it.each(["nonexistent-model", "missing/any"])("the model %s", async (model) => {
    expect(await refused({ model })).toMatchObject({ status: 404, error: { code: "model_not_found", message: expect.stringContaining(`\`${model}\``) } });
  });

  it("a body that is not JSON, or lacks a field", () =>
    withEmulator("openai", {}, async (emulator) => {
      const send = async (body: unknown): Promise<Refusal> => refusal(await post(emulator, "/chat/completions", body));
      expect((await send("{")).error.message).toContain("could not parse the JSON body");
      expect((await send("[1]")).status).toBe(400);
      expect((await send({ messages: [] })).error.message).toBe("you must provide a model parameter");
      expect(await send({ model: "gpt-5.4" })).toMatchObject({ status: 400, error: { param: "messages", code: "missing_required_parameter" } });
    }));

  it("a field the script names", async () => {
    expect(await refused({ stream_options: {} })).toMatchObject({ status: 400, error: { message: expect.stringContaining("stream_options") } });
  });

  it("max_tokens for a reasoning model", async () => {
    expect(await refused({ max_tokens: 5 })).toMatchObject({ status: 400, error: { code: "unsupported_parameter", param: "max_tokens" } });
    expect((await refused({ model: "gpt-4.1-nano", max_tokens: 5 })).error).toBeUndefined();
  });

  it("a strict schema that is not closed, or does not require everything", async () => {
    const open = { type: "object", properties: { deep: { type: "array", items: { type: "object", properties: { a: {} }, required: ["a"] } } }, required: ["deep"], additionalProperties: false };
    const partial = { type: "object", properties: { a: {}, b: {} }, required: ["a"], additionalProperties: false };
    const format = (schema: Json, strict: boolean): Json => ({ response_format: { type: "json_schema", json_schema: { name: "thing", strict, schema } } });
    expect(await refused(format(open, true))).toMatchObject({
      status: 400,
      error: {
        message: "Invalid schema for response_format 'thing': In context=('properties', 'deep', 'items'), 'additionalProperties' is required to be supplied and to be false.",
        param: "response_format",
        code: null,
      },
    });
    expect((await refused(format(open, false))).status).toBe(200);
    const tools = [{ type: "function", function: { name: "fine" } }, { type: "function", function: { name: "loose", strict: true, parameters: partial } }];
    expect(await refused({ tools })).toMatchObject({
      error: {
        message: "Invalid schema for function 'loose': In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'b'.",
        param: "tools[1].function.parameters",
        code: "invalid_function_parameters",
      },
    });
  });

  it("a limit, with the wait in headers", () =>
    withEmulator("openai", { answers: [{ kind: "error", error: rateLimitError("openai", "gpt-5.5", 1.5) }] }, async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator));
      expect([response.status, response.headers.get("retry-after"), response.headers.get("retry-after-ms")]).toEqual([429, "2", "1500"]);
      expect((await refusal(response)).error).toMatchObject({ type: "tokens", code: "rate_limit_exceeded", message: expect.stringContaining("try again in 1.5s") });
    }));

  it("no key needed when the script says so", () =>
    withEmulator("openai", { apiKeys: null }, async (emulator) => expect((await fetch(`${emulator.baseURL}/models`)).status).toBe(200)));

  it("other keys accepted", () =>
    withEmulator("openai", { apiKeys: ["test-key-one", "test-key-two"] }, async (emulator) => {
      const status = async (key: string): Promise<number> => (await fetch(`${emulator.baseURL}/models`, { headers: { authorization: `Bearer ${key}` } })).status;
      expect([await status("test-key-two"), await status(emulator.apiKey)]).toEqual([200, 401]);
    }));
});

describe("Groq's refusals", () => {
  const llama = "meta-llama/llama-4-scout-17b-16e-instruct";
  const tool = (name: string): Json => ({ type: "function", function: { name, parameters: { type: "object" } } });
  const refused = (fields: Record<string, unknown>): Promise<Refusal> =>
    withEmulator("groq", { refuseFields: ["logprobs"] }, async (emulator) => refusal(await post(emulator, "/chat/completions", chatBody(emulator, fields))));

  it("a wrong key and none alike", () =>
    withEmulator("groq", {}, async (emulator) => {
      const expected = { status: 401, error: { message: "Invalid API Key", type: "invalid_request_error", code: "invalid_api_key" } };
      expect(await refusal(await fetch(`${emulator.baseURL}/models`))).toEqual(expected);
      expect(await refusal(await fetch(`${emulator.baseURL}/models`, { headers: { authorization: "Bearer test-key-wrong" } }))).toEqual(expected);
    }));

  it("an unknown path, the legacy completions among them", () =>
    withEmulator("groq", {}, async (emulator) => {
      expect(await refusal(await post(emulator, "/completions", {}))).toMatchObject({
        status: 404,
        error: { code: "unknown_url", message: expect.stringMatching(/^Unknown request URL: POST \/openai\/v1\/completions\./) },
      });
    }));

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["a field it does not have", { logprobs: true }, /^property 'logprobs' is unsupported$/],
    ["missing messages", { messages: null }, /'messages' : property 'messages' is missing/],
    [
      "reasoning sent back to a model without it",
      { model: llama, messages: [{ role: "user", content: "a" }, { role: "assistant", content: "b", reasoning: "c" }] },
      /`messages\[1\]\.reasoning`: reasoning is not supported with this model/,
    ],
    ["another service's reasoning field", { messages: [{ role: "assistant", content: "b", reasoning_content: "c" }] }, /property 'reasoning_content' is unsupported/],
    ["reasoning_effort of a model without it", { model: llama, reasoning_effort: "low" }, /`reasoning_effort` is not supported with this model/],
    ["reasoning_format of a model that knows include_reasoning alone", { reasoning_format: "parsed" }, /`reasoning_format` is not supported with this model/],
    ["an effort the model does not know", { model: "qwen/qwen3-32b", reasoning_effort: "high" }, /must be one of `none`, `default`/],
    ["both ways to ask for reasoning", { model: "qwen/qwen3-32b", reasoning_format: "parsed", include_reasoning: true }, /`reasoning_format` and `include_reasoning`/],
    ["raw reasoning beside tools", { model: "qwen/qwen3-32b", reasoning_format: "raw", tools: [tool("a")] }, /`parsed` or `hidden`/],
    ["json_schema of a model without it", { model: "qwen/qwen3-32b", response_format: { type: "json_schema", json_schema: { name: "a", schema: {} } } }, /does not support response format `json_schema`/],
    [
      "a strict schema that is not closed",
      { response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema: { type: "object", properties: {} } } } },
      /^invalid JSON schema for response_format: 'answer': `additionalProperties:false` must be set on every object$/,
    ],
    [
      "a strict schema with an optional property",
      { response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema: { anyOf: [{ type: "object", properties: { a: {} }, additionalProperties: false }] } } } },
      /including every key in properties\. Missing 'a'$/,
    ],
    ["json_object without the word", { response_format: { type: "json_object" } }, /must contain the word 'json'/],
    ["a response format beside tools", { tools: [tool("a")], response_format: { type: "json_object" } }, /cannot be combined with tool\/function calling/],
    ["more output than the model has", { model: "qwen/qwen3.6-27b", max_completion_tokens: 16385 }, /must be less than or equal to `16384`/],
    ["129 tools", { tools: Array.from({ length: 129 }, (_, index) => tool(`tool_${index}`)) }, /^'tools' : maximum number of items is 128$/],
    ["a tool that was not offered", { tools: [tool("a")], tool_choice: { type: "function", function: { name: "b" } } }, /requested tool does not exist/],
    ["two choices", { n: 2 }, /'n' : number must be at most 1/],
  ])("%s", async (_name, fields, message) => {
    const found = await refused(fields);
    expect(found).toMatchObject({ status: 400, error: { type: "invalid_request_error" } });
    expect(found.error.message).toMatch(message);
  });

  it.each<Record<string, unknown>>([
    { messages: [{ role: "assistant", content: "b", reasoning: "c" }] },
    { reasoning_effort: "low", max_completion_tokens: 65536 },
    { response_format: { type: "json_schema", json_schema: { name: "a", schema: {} } } },
    { model: "qwen/qwen3-32b", tools: [tool("a")], tool_choice: { type: "function", function: { name: "a" } }, reasoning_format: "hidden" },
  ])("let pass what is allowed: %j", async (fields) => expect(await refused(fields)).toMatchObject({ status: 200 }));

  it("a cap of the script's own models", () =>
    withEmulator("groq", { models: [{ id: "tiny", max_completion_tokens: 8 }] }, async (emulator) => {
      expect((await post(emulator, "/chat/completions", chatBody(emulator, { model: "tiny", max_completion_tokens: 9 }))).status).toBe(400);
      expect((await post(emulator, "/chat/completions", chatBody(emulator, { model: "tiny", max_completion_tokens: 8 }))).status).toBe(200);
    }));

  it("a limit, with Go durations in headers", () =>
    withEmulator("groq", { answers: [{ kind: "error", error: rateLimitError("groq", "openai/gpt-oss-20b", 5.289) }] }, async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator));
      expect(response.status).toBe(429);
      expect(response.headers.get("retry-after")).toBe("6");
      expect(response.headers.get("x-ratelimit-reset-tokens")).toBe("5.289s");
      expect(response.headers.get("x-ratelimit-reset-requests")).toBe("2m59.56s");
      expect(response.headers.get("x-ratelimit-remaining-tokens")).toBe("0");
      expect((await refusal(response)).error.message).toContain("Please try again in 5.289s.");
    }));
});

describe("Groq's check of what the model called", () => {
  const script = (name: string, text: string): Json => ({ validateToolCalls: true, answers: [{ kind: "model", toolCalls: [{ name, arguments: text }] }] });
  const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];

  it("refuses an undeclared tool and shows the failed text", () =>
    withEmulator("groq", script("other", '{"a":1}'), async (emulator) => {
      const found = await refusal(await post(emulator, "/chat/completions", chatBody(emulator, { tools })));
      expect(found).toMatchObject({
        status: 400,
        error: { code: "tool_use_failed", failed_generation: '{"name": "other", "arguments": {"a":1}}', message: expect.stringContaining("'other' which was not in request.tools") },
      });
    }));

  it("refuses broken arguments in the middle of a stream", () =>
    withEmulator("groq", script("weather", '{"a":'), async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { tools, stream: true }));
      expect(response.status).toBe(200);
      const chunks = events(await response.text());
      expect(chunks).toHaveLength(2);
      expect(chunks[1].error).toMatchObject({ code: "tool_use_failed", failed_generation: expect.stringContaining("weather") });
    }));

  it("lets them pass when the request turns it off, and when the script does not want it", async () => {
    await withEmulator("groq", script("other", "{"), async (emulator) => {
      expect((await post(emulator, "/chat/completions", chatBody(emulator, { tools, disable_tool_validation: true }))).status).toBe(200);
    });
    await withEmulator("groq", { ...script("other", "{"), validateToolCalls: false }, async (emulator) => {
      expect((await post(emulator, "/chat/completions", chatBody(emulator, { tools }))).status).toBe(200);
    });
  });
});
