import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import { errorReply, type Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, code: string, message: string): ServiceError => ({ status, message, type: "invalid_request_error", code });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "authentication_error", "x-api-key header is required"),
  wrongKey: () => refused(401, "authentication_error", "invalid x-api-key"),
  unknownPath: () => refused(404, "not_found_error", "Not Found"),
  unknownModel: (modelId) => refused(404, "not_found_error", `model: ${modelId}`),
  missingField: (field) => refused(400, "invalid_request_error", `${field}: Field required`),
  unknownField: (field) => refused(400, "invalid_request_error", `${field}: Extra inputs are not permitted`),
  rateLimited: () => refused(429, "rate_limit_error", "This request would exceed your organization's rate limit of 50,000 input tokens per minute."),
};

/** In OpenAI's shape, with Anthropic's type as the code. */
function errorBody({ status, message, code, extra }: ServiceError): JSONObject {
  return { error: { code: status >= 500 ? "api_error" : (code ?? "invalid_request_error"), message, param: null, type: "invalid_request_error", ...extra } };
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const modelId = readString(body, "model") ?? "";
  if (body["n"] !== undefined && body["n"] !== 1) return refused(400, "invalid_request_error", "n: must be 1");
  if (readList(body, "messages").every((message) => isObject(message) && message["role"] === "system")) return refused(400, "invalid_request_error", "messages: at least one message is required");
  return refuseThinking(modelId, readObject(body, "thinking"), readNumber(body, "max_tokens"));
}

/** Budgets up to Opus 4.6 and Haiku 4.5, no budget from Sonnet 5 on. */
function refuseThinking(modelId: string, thinking: JSONObject | undefined, maxTokens: number | undefined): ServiceError | undefined {
  const budget = readNumber(thinking, "budget_tokens");
  if (thinking?.["type"] === "enabled") {
    if (/-5$|opus-4-[78]/.test(modelId) && modelId !== "claude-haiku-4-5") return refused(400, "invalid_request_error", 'thinking.type: "enabled" is not supported for this model. Use "adaptive".');
    if (budget === undefined) return refused(400, "invalid_request_error", "thinking.enabled.budget_tokens: Field required");
    if (budget < 1024) return refused(400, "invalid_request_error", "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
    if (maxTokens !== undefined && maxTokens <= budget) return refused(400, "invalid_request_error", "`max_tokens` must be greater than `thinking.budget_tokens`.");
  }
  return undefined;
}

/** The list is of the native API: it knows no bearer, and no caller without a version. */
function answer({ method, path, headers }: RecordedRequest, { profile, exchange }: RequestContext): Reply | undefined {
  if (method !== "GET" || !path.startsWith("/v1/models")) return undefined;
  if (headers["anthropic-version"] === undefined) return errorReply(refused(400, "invalid_request_error", "anthropic-version: header is required"), profile, exchange);
  return headers["x-api-key"] === undefined ? errorReply(refused(401, "authentication_error", "x-api-key header is required"), profile, exchange) : undefined;
}

const model = (id: string, name: string, contextWindow: number, maxTokens: number): JSONObject => ({
  type: "model",
  id,
  display_name: name,
  created_at: "2026-06-01T00:00:00Z",
  max_input_tokens: contextWindow,
  max_tokens: maxTokens,
  capabilities: { image_input: { supported: true }, pdf_input: { supported: true }, structured_outputs: { supported: true }, thinking: { supported: true, types: { adaptive: { supported: true } } } },
});

/** Anthropic in OpenAI's form. */
export const anthropicProfile: EmulatorProfile = openaiLike({
  id: "anthropic",
  basePath: "/v1",
  models: [model("claude-sonnet-5", "Claude Sonnet 5", 1_000_000, 128_000), model("claude-opus-4-8", "Claude Opus 4.8", 1_000_000, 128_000), model("claude-haiku-4-5", "Claude Haiku 4.5", 200_000, 64_000)],
  modelList: (rows) => ({ data: [...rows], has_more: false, first_id: rows[0]?.["id"] ?? null, last_id: rows.at(-1)?.["id"] ?? null }),
  endpoints: ["/chat/completions", "/models"],
  reasoningAsked: () => "none",
  isReasoningModel: () => false,
  usageObject: ({ prompt, completion }) => ({ prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }),
  errorBody,
  words,
  refuse,
  answer,
  readKey: (headers) => headers["x-api-key"] ?? /^Bearer\s+(\S+)$/i.exec(headers["authorization"] ?? "")?.[1],
  requestId: (sequence) => `req_011emulated${String(sequence).padStart(10, "0")}`,
  headers: ({ requestId }, error) => ({ "request-id": requestId, "anthropic-organization-id": "emulated", ...(error?.status === 429 ? { "retry-after": "12" } : {}) }),
});
