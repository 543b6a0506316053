import type { JSONObject } from "@ai-sdk/provider";
import { uuid } from "../identifier.ts";
import type { EmulatorProfile, ServiceWords, TokenCounts } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { answerFiles } from "./dashscope-files.ts";
import { answerNatively } from "./dashscope-native.ts";
import { onlyThinks, refuseDashScope, thinksUnasked } from "./dashscope-refusals.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Of the service's error page: https://www.alibabacloud.com/help/en/model-studio/error-code */
const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).", null),
  // A key of another region gets the same words.
  wrongKey: () => refused(401, "Incorrect API key provided. For details, see: https://help.aliyun.com/zh/model-studio/error-code#apikey-error", "invalid_api_key"),
  unknownModel: (modelId) => refused(404, `The model \`${modelId}\` does not exist or you do not have access to it.`, "model_not_found"),
  invalidJson: () => refused(400, "Required body invalid, please check the request body format.", "invalid_parameter_error"),
  missingField: (field) => refused(400, `<400> InternalError.Algo.InvalidParameter: The ${field} field is a required field.`, "invalid_parameter_error"),
  rateLimited: (_modelId, retryAfterSeconds) => ({
    status: 429,
    message: `Requests rate limit exceeded, please try again later. Please try again in ${retryAfterSeconds}s.`,
    type: "limit_requests",
    code: "limit_requests",
  }),
};

function refused(status: number, message: string, code: string | null): ServiceError {
  return { status, message, type: "invalid_request_error", code };
}

function errorBody(error: ServiceError): JSONObject {
  return {
    error: { message: error.message, type: error.type ?? "invalid_request_error", param: null, code: error.code ?? null, ...error.extra },
    request_id: uuid(error.message),
  };
}

function usageObject({ prompt, completion, reasoning }: TokenCounts): JSONObject {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(reasoning === 0 ? {} : { completion_tokens_details: { reasoning_tokens: reasoning } }),
    prompt_tokens_details: { cached_tokens: 0 },
  };
}

/** Alibaba Cloud Model Studio: OpenAI's form, and on the same host its own. */
export const dashscopeProfile: EmulatorProfile = openaiLike({
  id: "dashscope",
  basePath: "/compatible-mode/v1",
  models: [
    "qwen3.8-max", "qwen3.7-plus", "qwen3.6-plus", "qwen3-max", "qwen-max", "qwen-plus", "qwen-flash", "qwen-turbo", "qwen3-vl-plus", "qwen3-omni-flash",
    "qwen3-32b", "qwq-plus", "qwen-mt-flash", "qwen-long", "qwen3-asr-flash", "qwen3-tts-flash", "text-embedding-v4", "qwen3-rerank", "qwen-image-2.0", "qwen-image-plus",
  ].map((id) => listed(id, "system")),
  endpoints: ["/chat/completions", "/embeddings", "/models"],
  reasoningAsked: (body) => (body["enable_thinking"] === false ? "none" : undefined),
  isReasoningModel: (modelId) => thinksUnasked(modelId) || onlyThinks(modelId),
  toolDeltas: "empty-continuation-id",
  usageObject,
  errorBody,
  words,
  requestId: (sequence) => uuid(`dashscope request ${sequence}`),
  headers: ({ requestId }, error) => {
    const wait = error?.status === 429 ? /try again in ([\d.]+)s/.exec(error.message)?.[1] : undefined;
    return { "x-request-id": requestId, "x-dashscope-call-gateway": "true", ...(wait === undefined ? {} : { "retry-after": wait }) };
  },
  refuse: refuseDashScope,
  answer: (request, context) => answerFiles(request, context) ?? answerNatively(request, context),
});
