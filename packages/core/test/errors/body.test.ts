import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isErrorBody, readErrorBody } from "../../src/errors/body.ts";

interface Case {
  readonly name: string;
  readonly body: JSONValue;
  readonly message: string | RegExp;
  readonly code?: string;
  readonly type?: string;
  readonly status?: number;
}

const cases: readonly Case[] = [
  { name: "OpenAI", body: { error: { message: "No such thing", type: "invalid_request_error", param: null, code: "bad_thing" } }, message: "No such thing", code: "bad_thing", type: "invalid_request_error" },
  { name: "llama.cpp: a number as code", body: { error: { code: 503, message: "Loading model", type: "unavailable_error" } }, message: "Loading model", type: "unavailable_error", status: 503 },
  { name: "LiteLLM: the status as a string", body: { error: { message: "No connected db.", type: "no_db_connection", param: null, code: "400" } }, message: "No connected db.", type: "no_db_connection", status: 400 },
  { name: "Gemini: an array of one", body: [{ error: { code: 429, message: "Quota", status: "RESOURCE_EXHAUSTED", details: [] } }], message: "Quota", code: "RESOURCE_EXHAUSTED", status: 429 },
  { name: "Mistral: flat", body: { object: "error", message: "Slow", type: "rate_limited", param: null, code: "1300", raw_status_code: 429 }, message: "Slow", code: "1300", type: "rate_limited", status: 429 },
  { name: "Mistral: a message that is an object", body: { object: "error", message: { detail: [{ loc: ["body", "messages"], msg: "Field required", type: "missing" }] }, type: "invalid_request_error" }, message: "messages: Field required", type: "missing" },
  { name: "DashScope native", body: { code: "InvalidApiKey", message: "No API-key provided.", request_id: "r" }, message: "No API-key provided.", code: "InvalidApiKey" },
  { name: "Ollama: a string", body: { error: "model 'nope' not found" }, message: "model 'nope' not found" },
  { name: "Ollama relayed", body: { StatusCode: 429, Status: "429 Too Many Requests", error: "too many requests" }, message: "too many requests", status: 429 },
  { name: "Ollama signed out", body: { error: "unauthorized", signin_url: "https://ollama.com/connect?x=1" }, message: "unauthorized (sign in at https://ollama.com/connect?x=1)" },
  { name: "xAI: code and error", body: { code: "The service is currently unavailable", error: "Try later" }, message: "Try later", code: "The service is currently unavailable" },
  { name: "FastAPI: text", body: { detail: "Not Found" }, message: "Not Found" },
  {
    name: "FastAPI: fields",
    body: { detail: [{ loc: ["body", "messages", 0, "content"], msg: "Field required", type: "missing" }, { loc: ["body", "n"], msg: "too big", type: "x" }] },
    message: "messages.0.content: Field required; n: too big",
    type: "missing",
  },
  { name: "Cerebras: nulls", body: { message: "Too fast", type: "too_many_requests_error", param: null, code: null }, message: "Too fast", type: "too_many_requests_error" },
  { name: "Cerebras in a stream", body: { error: { message: "Too fast", type: "t", code: "c", param: null, id: "" }, status_code: 429 }, message: "Too fast", code: "c", type: "t", status: 429 },
  { name: "Anthropic, opencode zen", body: { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, message: "Overloaded", type: "overloaded_error" },
  { name: "a type that only says error", body: { type: "error", message: "words" }, message: "words" },
  { name: "FastChat in a stream", body: { text: "**NETWORK ERROR**", error_code: 50_002 }, message: "**NETWORK ERROR**", code: "50002" },
  { name: "Cloudflare", body: { success: false, errors: [{ code: 7003, message: "No route" }], result: null }, message: "No route", code: "7003" },
  { name: "nested error", body: { error: { error: { message: "deep", code: "c" } } }, message: "deep", code: "c" },
  {
    name: "OpenRouter with upstream JSON",
    body: { error: { code: 429, message: "Provider returned error", metadata: { provider_name: "Groq", raw: '{"error":{"message":"slow down","code":"rate_limit_exceeded"}}' } } },
    message: "Provider returned error: Groq: slow down",
    code: "rate_limit_exceeded",
    status: 429,
  },
  { name: "OpenRouter with upstream text", body: { error: { code: 502, message: "Provider returned error", metadata: { provider_name: "X", raw: "boom", error_type: "provider_unavailable" } } }, message: "Provider returned error: X: boom", code: "provider_unavailable", type: "provider_unavailable", status: 502 },
  { name: "OpenRouter moderation", body: { error: { code: 403, message: "Flagged", metadata: { reasons: ["violence"], flagged_input: "…", provider_name: "OpenAI" } } }, message: "Flagged: OpenAI (reasons: violence)", status: 403 },
  { name: "a message that is a body as text", body: { error: { message: '{"error":{"message":"inner words","type":"t"}}' } }, message: "inner words", type: "t" },
  { name: "a message that is JSON without words", body: { error: { message: "[1,2]" } }, message: "[1,2]" },
  { name: "Groq's failed generation", body: { error: { message: "Failed to call a function.", code: "tool_use_failed", failed_generation: "<function=x>" } }, message: "Failed to call a function. (the failed generation is attached)", code: "tool_use_failed" },
  { name: "error: true beside the words", body: { error: true, message: "words" }, message: "words" },
  { name: "only a code", body: { error: { code: "weird", message: "" } }, message: "weird", code: "weird" },
  { name: "plain text", body: "404 page not found\n", message: "404 page not found" },
  { name: "text of JSON", body: '{"error":"as text"}', message: "as text" },
  { name: "an event line", body: 'event: error\ndata: {"error":{"message":"in a frame"}}\n\n', message: "in a frame" },
  { name: "an old llama.cpp error field", body: 'error: {"message":"in a field"}', message: "in a field" },
  { name: "broken JSON", body: '{"error": "half', message: '{"error": "half' },
  { name: "a web page", body: "<!DOCTYPE html>\n<html><head><title>502 Bad&nbsp;Gateway</title></head><body><h1>Oh &amp; no</h1></body></html>", message: 'a web page: "502 Bad Gateway", "Oh & no"' },
  { name: "a web page without words", body: "<html><body></body></html>", message: "a web page" },
];

describe("readErrorBody", () => {
  it.each(cases)("$name", ({ body, message, code, type, status }) => {
    const words = readErrorBody(body);
    expect(words).toMatchObject({ message });
    expect({ code: words?.code, type: words?.type, status: words?.status }).toEqual({ code, type, status });
  });

  it.each([undefined, null, "", "  \n", {}, [], { choices: [] }, { error: null }, { error: "" }, { error: {} }, 12, true])("finds no words in %j", (body) => {
    expect(readErrorBody(body)).toBeUndefined();
  });

  it("keeps the body for what the message does not say", () => {
    const body = { error: { message: "x", failed_generation: "<function=x>" } };
    expect(readErrorBody(JSON.stringify(body))?.details).toEqual(body);
  });

  it("shortens a long list of complaints", () => {
    const detail = Array.from({ length: 9 }, (_, index) => ({ loc: [index], msg: "bad" }));
    expect(readErrorBody({ detail })?.message).toBe("0: bad; 1: bad; 2: bad; 3: bad; 4: bad; 4 more");
  });

  it("never throws, not even on a bottomless body", () => {
    let deep: JSONValue = "end";
    for (let level = 0; level < 5000; level += 1) deep = { error: deep };
    expect(() => readErrorBody(deep)).not.toThrow();
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string()), (body) => {
        const words = readErrorBody(body as JSONValue);
        expect(words === undefined || words.message.length > 0).toBe(true);
      }),
    );
  });
});

describe("isErrorBody", () => {
  it.each(cases.filter(({ name, body }) => typeof body === "object" && !Array.isArray(body) && name !== "only a code").map(({ name, body }) => [name, body as JSONObject] as const))(
    "is true for an error: %s",
    (_, body) => {
      expect(isErrorBody(body)).toBe(true);
    },
  );

  it.each<readonly [string, JSONObject]>([
    ["a chat chunk", { id: "c", object: "chat.completion.chunk", choices: [{ delta: { content: "x" } }] }],
    ["a chunk with error null", { id: "c", error: null, choices: [] }],
    ["a chunk with an empty error", { error: "", choices: [] }],
    ["a chunk with an error of nulls", { error: { message: null, code: null }, choices: [] }],
    ["a usage chunk", { choices: [], usage: { total_tokens: 3 } }],
    ["an Ollama chunk", { model: "m", created_at: "t", message: { role: "assistant", content: "x" }, done: false }],
    ["an Ollama pull frame", { status: "success" }],
    ["a FastChat chunk", { text: "hello", error_code: 0 }],
    ["a DashScope native chunk", { output: { text: "x" }, usage: {}, request_id: "r" }],
    ["embeddings", { object: "list", data: [], model: "m" }],
    ["a ping", { type: "ping" }],
    ["progress", { type: "progress", message: "loading" }],
    ["success with words", { code: 0, message: "success", data: {} }],
    ["success with a text code", { code: "Success", message: "ok" }],
    ["no errors", { success: true, errors: [], result: {} }],
    ["an empty object", {}],
  ])("is false for %s", (_, body) => {
    expect(isErrorBody(body)).toBe(false);
  });

  it("is true for a message that stands alone, or beside nothing but an id, as Cohere sends it", () => {
    expect(isErrorBody({ message: "too fast" })).toBe(true);
    expect(isErrorBody({ id: "4f", message: "too fast" })).toBe(true);
    expect(isErrorBody({ id: "4f", message: "too fast", model: "m" })).toBe(false);
    expect(isErrorBody({ id: "4f", message: { role: "assistant" } })).toBe(false);
    expect(isErrorBody({ id: "4f" })).toBe(false);
  });

  it("is true for an error beside choices, as OpenRouter sends it in a stream", () => {
    expect(isErrorBody({ id: "c", error: { code: 502, message: "gone" }, choices: [{ delta: {}, finish_reason: "error" }] })).toBe(true);
  });
});
