import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, type: string, code: string | null, extra: JSONObject = {}): ServiceError => ({ status, message, type, code, extra });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(403, "Wrong API Key", "invalid_request_error", "wrong_api_key", { param: "api_key" }),
  wrongKey: () => refused(401, "Wrong API Key", "invalid_request_error", "wrong_api_key", { param: "api_key" }),
  unknownModel: (modelId) => refused(404, `Model ${modelId} does not exist or you do not have access to it.`, "not_found_error", "model_not_found", { param: "model" }),
  unknownField: (field) => refused(400, `property '${field}' is unsupported`, "invalid_request_error", "wrong_api_format"),
  rateLimited: () => refused(429, "Tokens per minute limit exceeded - too many tokens processed.", "too_many_tokens_error", "token_quota_exceeded", { param: "quota" }),
};

/** Flat, with `null` where there is nothing to say. */
function flat({ message, type, code, extra }: ServiceError): JSONObject {
  return { message, type: type ?? "invalid_request_error", param: null, code: code ?? null, ...extra };
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const modelId = readString(body, "model") ?? "";
  const effort = readString(body, "reasoning_effort");
  if (effort === "none" && modelId === "gpt-oss-120b") return refused(400, "`reasoning_effort` none is not supported with this model", "invalid_request_error", "wrong_api_format");
  if (effort !== undefined && !["none", "low", "medium", "high"].includes(effort)) return refused(422, "body.reasoning_effort: Input should be 'none', 'low', 'medium' or 'high'", "invalid_request_error", "wrong_api_format");
  const foreign = readList(body, "messages").some((message) => isObject(message) && message["reasoning_content"] !== undefined);
  return foreign ? refused(422, "body.messages.assistant.reasoning_content: property 'body.messages.assistant.reasoning_content' is unsupported", "invalid_request_error", "wrong_api_format") : undefined;
}

/** Cerebras. */
export const cerebrasProfile: EmulatorProfile = openaiLike({
  id: "cerebras",
  basePath: "/v1",
  models: [listed("gpt-oss-120b", "Cerebras"), listed("zai-glm-4.7", "Cerebras"), listed("gemma-4-31b", "Cerebras")],
  endpoints: ["/chat/completions", "/completions", "/models"],
  reasoningField: "reasoning",
  isReasoningModel: (modelId) => /gpt-oss|glm/.test(modelId),
  usage: { on: "finish-chunk", mustAsk: false },
  errorBody: flat,
  streamError: (error) => ({ error: { ...flat(error), id: "emulated" }, status_code: error.status }),
  words,
  refuse,
  headers: ({ requestId, sequence }, error) => ({
    "x-request-id": requestId,
    "x-ratelimit-limit-requests-day": "14400",
    "x-ratelimit-remaining-requests-day": String(14_400 - sequence),
    "x-ratelimit-limit-tokens-minute": "60000",
    "x-ratelimit-remaining-tokens-minute": error?.status === 429 ? "0" : "59000",
    "x-ratelimit-reset-tokens-minute": "12.5",
  }),
  chunkFields: (position) => ({
    system_fingerprint: "fp_emulated",
    ...(position === "whole" || position === "last" ? { time_info: { queue_time: 0.004628115, prompt_time: 0.00383762, completion_time: 0.04040406, total_time: 0.05013156, created: 1_769_729_480 } } : {}),
  }),
});
