import type { JSONValue } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { readErrorBody } from "../../src/errors/body.ts";
import { classify } from "../../src/errors/classify.ts";
import type { ErrorKind, ErrorRule, ErrorStage } from "../../src/errors/kinds.ts";

function read(status: number | undefined, body: JSONValue, more: { headers?: Record<string, string>; rules?: readonly ErrorRule[]; stage?: ErrorStage; secrets?: readonly string[]; now?: number } = {}) {
  const words = readErrorBody(body);
  return classify({ stage: "wait", ...more, ...(status === undefined ? {} : { status }), ...(words === undefined ? {} : { words }) });
}

type Row = readonly [what: string, status: number | undefined, body: JSONValue, kind: ErrorKind, headers?: Record<string, string>];

const openAI = (message: string, code: string | null, type = "invalid_request_error") => ({ error: { message, type, param: null, code } });
const google = (code: number, status: string, message: string, details: JSONValue = []) => [{ error: { code, status, message, details } }];
const openRouter = (code: number, message: string, metadata: JSONValue = {}) => ({ error: { code, message, metadata } });

const rows: readonly Row[] = [
  ["OpenAI: bad key", 401, openAI("Incorrect API key provided", "invalid_api_key"), "auth"],
  ["OpenAI: used-up quota", 429, openAI("You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", "insufficient_quota"), "quota"],
  ["OpenAI: rate limit", 429, openAI("Rate limit reached for requests", "rate_limit_exceeded", "requests"), "rate-limit"],
  ["OpenAI: slow down", 503, openAI("Slow down", "slow_down", "service_unavailable_error"), "rate-limit"],
  ["OpenAI: spend limit", 429, openAI("Limit", "project_spend_limit_exceeded"), "quota"],
  ["OpenAI: larger than the limit", 429, openAI("Request too large for gpt-4o on tokens per min (TPM): Limit 10000, Requested 12000.", "rate_limit_exceeded", "tokens"), "context-length"],
  ["OpenAI: context", 400, openAI("This model's maximum context length is 8192 tokens.", "context_length_exceeded"), "context-length"],
  ["OpenAI: no such model", 404, openAI("The model `nope` does not exist or you do not have access to it.", "model_not_found"), "model-not-found"],
  ["OpenAI: policy", 400, openAI("Your request was rejected", "content_policy_violation"), "content-filter"],
  ["OpenAI: parameter", 400, openAI("Unsupported parameter: 'max_tokens' is not supported with this model.", "unsupported_parameter"), "bad-request"],
  ["OpenAI: region", 403, openAI("Country, region, or territory not supported", "unsupported_country_region_territory"), "permission"],
  ["OpenAI: overloaded", 503, openAI("The engine is currently overloaded", null, "server_error"), "overloaded"],
  ["OpenAI: trouble", 500, openAI("The server had an error while processing your request", null, "server_error"), "server"],
  ["max_tokens out of range", 400, openAI("max_tokens must be less than or equal to 8192", null), "bad-request"],
  ["Groq: tokens per minute", 429, openAI("Rate limit reached for model `m` on tokens per minute (TPM): Limit 6000, Used 5990. Please try again in 5.289s.", "rate_limit_exceeded", "tokens"), "rate-limit"],
  ["Groq: too large for its limit", 413, openAI("Request too large for model `m`", "rate_limit_exceeded", "tokens"), "context-length"],
  ["too large, whatever the code says", 413, openAI("TPM: Limit 6000, Requested 9000", "rate_limit_exceeded", "tokens"), "context-length"],
  ["a limit per minute in a stream", undefined, { error: "Too many tokens per minute" }, "rate-limit"],
  ["a model that this key does not see", 403, openAI("Project `p` does not have access to model `m`, or model `m` does not exist", null), "model-not-found"],
  ["Groq: tool use failed", 400, { error: { message: "Failed to call a function.", type: "invalid_request_error", code: "tool_use_failed", failed_generation: "<f>" } }, "bad-generation"],
  ["Groq: JSON not valid", 400, { error: { message: "Failed to generate JSON.", type: "invalid_request_error", code: "json_validate_failed", failed_generation: "{" } }, "bad-generation"],
  ["a failed generation without a code", 400, { error: { message: "Bad output", failed_generation: "{" } }, "bad-generation"],
  ["Groq: retired model", 400, openAI("The model `m` has been decommissioned and is no longer supported.", "model_decommissioned"), "model-not-found"],
  ["DashScope: bad key", 401, openAI("Incorrect API key provided.", "invalid_api_key"), "auth"],
  ["DashScope native: bad key", 400, { code: "InvalidApiKey", message: "Invalid API-key provided.", request_id: "r" }, "auth"],
  ["DashScope: arrears", 400, { code: "Arrearage", message: "Access denied, please make sure your account is in good standing.", request_id: "r" }, "quota"],
  ["DashScope: free tier", 403, { code: "AllocationQuota.FreeTierOnly", message: "The free tier of the model has been exhausted.", request_id: "r" }, "quota"],
  ["DashScope: throttled", 429, { code: "Throttling.RateQuota", message: "Requests rate limit exceeded", request_id: "r" }, "rate-limit"],
  ["DashScope: throttled by allocation", 429, { code: "Throttling.AllocationQuota", message: "Allocated quota exceeded, please increase your quota limit.", request_id: "r" }, "rate-limit"],
  ["DashScope: limit_requests", 429, openAI("You exceeded your current requests list", "limit_requests", "limit_requests"), "rate-limit"],
  ["DashScope: inspection", 400, { code: "DataInspectionFailed", message: "Input data may contain inappropriate content.", request_id: "r" }, "content-filter"],
  ["DashScope compatible: inspection", 400, openAI("Output data may contain inappropriate content.", "data_inspection_failed"), "content-filter"],
  ["DashScope: parameter", 400, openAI("parameter.enable_thinking must be set to false", "invalid_parameter_error"), "bad-request"],
  ["OpenRouter: no credits", 402, openRouter(402, "Insufficient credits"), "quota"],
  ["OpenRouter: in-flight budget", 402, openRouter(402, "This request requires more credits, or fewer max_tokens", { error_type: "payment_required" }), "rate-limit", { "Retry-After": "3" }],
  ["OpenRouter: moderation", 403, openRouter(403, "Forbidden", { reasons: ["violence"], flagged_input: "…" }), "content-filter"],
  ["OpenRouter: moderation in words", 403, openRouter(403, "openai/x requires moderation on OpenAI. Your input was flagged for \"violence\"."), "content-filter"],
  ["OpenRouter: key", 403, openRouter(403, "Key not allowed for this model"), "permission"],
  ["OpenRouter: upstream busy", 429, openRouter(429, "Provider returned error", { provider_name: "X", raw: "m is temporarily rate-limited upstream", error_type: "rate_limit_exceeded" }), "rate-limit"],
  ["OpenRouter: provider overloaded", 503, openRouter(503, "Provider returned error", { error_type: "provider_overloaded" }), "overloaded"],
  ["OpenRouter: provider gone", 502, openRouter(502, "Provider returned error", { error_type: "provider_unavailable", provider_name: "X" }), "server"],
  ["OpenRouter: context, behind a 400", 400, openRouter(400, "Provider returned error", { error_type: "context_length_exceeded" }), "context-length"],
  ["OpenRouter: unknown model", 400, openRouter(400, "nope/nope is not a valid model ID"), "model-not-found"],
  ["OpenRouter: no endpoints", 404, openRouter(404, "No endpoints found for nope/nope."), "model-not-found"],
  ["OpenRouter: no endpoint with tools", 404, openRouter(404, "No endpoints found that support tool use."), "bad-request"],
  ["OpenRouter: error under 200", 200, openRouter(502, "gone"), "server"],
  ["OpenRouter: timeout", 408, openRouter(408, "Request timed out"), "timeout"],
  ["Gemini: key in a 400", 400, google(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [{ reason: "API_KEY_INVALID" }]), "auth"],
  ["Gemini: per minute", 429, google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.", [{ violations: [{ quotaId: "GenerateRequestsPerMinutePerProjectPerModel" }] }]), "rate-limit"],
  ["Gemini: per day", 429, google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", [{ violations: [{ quotaId: "GenerateRequestsPerDayPerProjectPerModel-FreeTier" }] }]), "quota"],
  ["Gemini: no quota named", 429, google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details."), "rate-limit"],
  ["Gemini: overloaded", 503, google(503, "UNAVAILABLE", "The model is overloaded. Please try again later."), "overloaded"],
  ["Gemini: no such model", 404, google(404, "NOT_FOUND", "models/nope is not found for API version v1beta"), "model-not-found"],
  ["Anthropic: overloaded", 529, { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "overloaded"],
  ["Anthropic: overloaded in a stream", undefined, { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "overloaded"],
  ["Anthropic: enforced spend limit", 429, { type: "error", error: { type: "rate_limit_error", message: "Limit", details: { error_code: "enforced_spend_limit_reached" } } }, "quota"],
  ["Anthropic: low balance in a 400", 400, { type: "error", error: { type: "invalid_request_error", message: "Your credit balance is too low to access the API." } }, "quota"],
  ["Anthropic: prompt too long", 400, { type: "error", error: { type: "invalid_request_error", message: "prompt is too long: 210000 tokens > 200000 maximum" } }, "context-length"],
  ["DeepSeek: balance", 402, openAI("Insufficient Balance", "invalid_request_error", "unknown_error"), "quota"],
  ["Mistral: fields", 422, { detail: [{ loc: ["body", "messages"], msg: "Field required", type: "missing" }] }, "bad-request"],
  ["Mistral: key", 401, { detail: "Unauthorized" }, "auth"],
  ["Mistral: busy", 429, { object: "error", message: "Requests rate limit exceeded", type: "rate_limited", param: null, code: "1300" }, "rate-limit"],
  ["xAI: under 200", 200, { code: "The service is currently unavailable", error: "Please retry" }, "server"],
  ["Cerebras: context", 400, { message: "Please reduce the length of the messages or completion.", type: "invalid_request_error", param: "messages", code: "context_length_exceeded" }, "context-length"],
  ["Cerebras: limit", 429, { message: "Requests per minute limit exceeded", type: "too_many_requests_error", param: "quota", code: "request_quota_exceeded" }, "rate-limit"],
  ["Perplexity: a page for a bad key", 401, "<html><head><title>401 Authorization Required</title></head></html>", "auth"],
  ["vLLM: no such model", 404, { object: "error", message: "The model `nope` does not exist.", type: "NotFoundError", code: 404 }, "model-not-found"],
  ["vLLM: context", 400, { object: "error", message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens", type: "BadRequestError", code: 400 }, "context-length"],
  ["llama.cpp: context", 400, { error: { code: 400, message: "request (6031 tokens) exceeds the available context size (2048 tokens), try increasing it", type: "exceed_context_size_error", n_prompt_tokens: 6031, n_ctx: 2048 } }, "context-length"],
  ["llama.cpp: image", 500, { error: { code: 500, message: "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj", type: "server_error" } }, "bad-request"],
  ["llama.cpp: embeddings off", 501, { error: { code: 501, message: "This server does not support embeddings. Start it with `--embeddings`", type: "not_supported_error" } }, "bad-request"],
  ["llama.cpp: key", 401, { error: { message: "Invalid API Key", type: "authentication_error", code: 401 } }, "auth"],
  ["llama.cpp: loading", 503, { error: { code: 503, message: "Loading model", type: "unavailable_error" } }, "overloaded"],
  ["llama.cpp: path", 404, { error: { message: "File Not Found", type: "not_found_error", code: 404 } }, "bad-request"],
  ["llama.cpp: schema", 400, { error: { code: 400, message: "Unable to generate parser for this template. Automatic parser generation failed: JSON schema error at #: unrecognized type nonsense", type: "invalid_request_error" } }, "bad-request"],
  ["LiteLLM: key without a database", 400, { error: { message: "No connected db.", type: "no_db_connection", param: null, code: "400" } }, "auth"],
  ["LiteLLM: model", 400, { error: { message: "/chat/completions: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key.", type: "invalid_request_error", param: null, code: "400" } }, "model-not-found"],
  ["LiteLLM: context", 400, { error: { message: "litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: OpenAIException - request (6010 tokens) exceeds the available context size (2048 tokens)", type: "invalid_request_error", param: null, code: "400" } }, "context-length"],
  ["LiteLLM: upstream down", 500, { error: { message: "litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.", type: "internal_server_error", param: null, code: "500" } }, "server"],
  ["LiteLLM: cooling down", 429, { error: { message: "No deployments available for selected model, Try again in 5 seconds.", type: "all_deployments_in_cooldown", param: null, code: "429" } }, "rate-limit"],
  ["LiteLLM: path", 404, { detail: "Not Found" }, "bad-request"],
  ["Ollama: model", 404, { error: "model 'nope' not found" }, "model-not-found"],
  ["Ollama: model, the other wording", 404, { error: 'model "nope" not found, try pulling it first' }, "model-not-found"],
  ["Ollama: format", 500, { error: 'invalid format: "\\"yaml\\""; expected "json" or a valid JSON Schema object' }, "bad-request"],
  ["Ollama: schema", 500, { error: "invalid JSON schema in format" }, "bad-request"],
  ["Ollama: option", 500, { error: 'option "temperature" must be of type float32' }, "bad-request"],
  ["Ollama: busy", 503, { error: "server busy, please try again.  maximum pending requests exceeded" }, "overloaded"],
  ["Ollama: tools", 400, { error: "registry.ollama.ai/library/smol:latest does not support tools" }, "bad-request"],
  ["Ollama: context", 400, { error: "the input length exceeds the context length" }, "context-length"],
  ["Ollama: runner gone", 500, { error: "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error" }, "server"],
  ["Ollama: runner gone, in a stream", undefined, { error: "model runner has unexpectedly stopped" }, "server"],
  ["Ollama: tool call", undefined, { error: 'llama-server returned invalid tool call arguments for "w": unexpected end' }, "bad-generation"],
  ["Ollama: foreign host", 403, "", "permission"],
  ["Ollama: path", 404, "404 page not found", "bad-request"],
  ["Ollama: method", 405, "405 method not allowed", "bad-request"],
  ["a redirect", 307, "", "bad-request"],
  ["a conflict", 409, "", "conflict"],
  ["too large", 413, "<html><title>413 Request Entity Too Large</title></html>", "context-length"],
  ["a gateway's timeout", 504, "<html><title>504 Gateway Time-out</title></html>", "server"],
  ["Cloudflare's page", 524, "<!doctype html><title>524: A timeout occurred</title>", "server"],
  ["a page under 404", 404, "<html><title>Not Found</title></html>", "bad-request"],
  ["plain trouble", 500, "Internal Server Error", "server"],
  ["a status of its own making", 498, { error: { message: "capacity" } }, "unknown"],
  ["a teapot", 418, "", "unknown"],
  ["unreadable words in a stream", undefined, { error: "zap" }, "unknown"],
  ["nothing", undefined, "", "unknown"],
];

describe("classify", () => {
  it.each(rows.map(([what, ...row]) => ({ what, row })))("$what", ({ row: [status, body, kind, headers] }) => {
    expect(read(status, body, headers === undefined ? {} : { headers }).kind).toBe(kind);
  });

  it("says what the service said, with its code and status", () => {
    expect(read(404, openAI("The model `m` does not exist", "model_not_found"))).toEqual({
      kind: "model-not-found",
      message: "The model `m` does not exist",
      code: "model_not_found",
      status: 404,
      stage: "wait",
    });
  });

  it("takes the body's status when HTTP said 200, and none when there is none", () => {
    expect(read(200, openRouter(502, "gone")).status).toBe(502);
    expect(read(200, { error: "zap" })).not.toHaveProperty("status");
    expect(read(500, openRouter(429, "odd")).status).toBe(500);
  });

  it("scrubs message and code", () => {
    const info = read(401, openAI("Incorrect API key provided: test-key-groq", "for test-key-groq"), { secrets: ["test-key-groq"] });
    expect(info.message).toBe("Incorrect API key provided: [secret]");
    expect(info.code).toBe("for [secret]");
  });

  it("says so when the service gave no words", () => {
    expect(read(502, "").message).toBe("the service gave no reason");
  });
});

describe("classify: rules", () => {
  const capacity: ErrorRule = { status: 498, kind: "rate-limit", hint: "flex tier is full" };
  it("asks the provider's rules first, in their order", () => {
    const rules: readonly ErrorRule[] = [{ code: "other", kind: "auth" }, capacity, { status: 498, kind: "server" }];
    expect(read(498, "full", { rules })).toMatchObject({ kind: "rate-limit", hint: "flex tier is full" });
  });

  it("wants every condition of a rule to hold", () => {
    const rules: readonly ErrorRule[] = [{ status: 400, code: "c", message: /gone/, kind: "quota" }];
    expect(read(400, openAI("is gone", "c"), { rules }).kind).toBe("quota");
    expect(read(400, openAI("is gone", "d"), { rules }).kind).toBe("bad-request");
    expect(read(400, openAI("is here", "c"), { rules }).kind).toBe("bad-request");
    expect(read(422, openAI("is gone", "c"), { rules }).kind).toBe("bad-request");
  });

  it("compares a code with the service's type too, and finds patterns again and again", () => {
    const rules: readonly ErrorRule[] = [{ code: /^flex_/g, message: /x/gy, kind: "rate-limit" }];
    for (let turn = 0; turn < 3; turn += 1) expect(read(400, openAI("x", null, "flex_full"), { rules }).kind).toBe("rate-limit");
  });

  it("matches HTTP's status even when the body names another", () => {
    expect(read(200, openRouter(502, "gone"), { rules: [{ status: 200, kind: "overloaded" }] }).kind).toBe("overloaded");
  });
});

describe("classify: rules for what nothing else tells", () => {
  const otherwise: ErrorRule = { status: 200, kind: "server", hint: "h", otherwise: true };

  it("are asked last, and of what is known not at all", () => {
    expect(read(200, { error: "the engine broke down" }, { rules: [otherwise] })).toMatchObject({ kind: "server", hint: "h" });
    const known = read(200, { error: "the input length exceeds the context length" }, { rules: [otherwise] });
    expect([known.kind, known.hint]).toEqual(["context-length", undefined]);
    expect(read(200, { error: "the engine broke down" }, { rules: [otherwise, { message: /engine/, kind: "overloaded" }] }).kind).toBe("overloaded");
    expect(read(418, { error: "the engine broke down" }, { rules: [otherwise] }).kind).not.toBe("server");
  });
});

describe("classify: waiting and paying", () => {
  it("reads when to come back", () => {
    expect(read(429, openAI("Please try again in 5.289s.", "rate_limit_exceeded")).retryAfter).toEqual({ ms: 5289, source: "text" });
    expect(read(503, "busy", { headers: { "retry-after": "2" } }).retryAfter).toEqual({ ms: 2000, source: "header" });
  });

  it("promises nothing for a request that will never work, though limit headers came along", () => {
    const headers = { "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "7s" };
    expect(read(400, openAI("bad", null), { headers })).not.toHaveProperty("retryAfter");
    expect(read(429, openAI("slow", null), { headers }).retryAfter).toEqual({ ms: 7000, source: "header" });
  });

  it.each([
    [504, "wait", true],
    [500, "wait", undefined],
    [429, "wait", undefined],
    [500, "stream", true],
  ] as const)("%d at %s: possibly billed %s", (status, stage, billed) => {
    expect(read(status, "", { stage }).possiblyBilled).toBe(billed);
  });
});
