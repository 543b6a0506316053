import type { JSONObject } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import { readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ReasoningField, ServiceError } from "../script.ts";
import { isGroqReasoningModel, refuseGroq, refuseGroqToolCalls } from "./groq-refusals.ts";
import { waitSeconds } from "./openai.ts";

const refused = (status: number, message: string, code?: string, extra: JSONObject = {}): ServiceError => ({
  status,
  message,
  type: "invalid_request_error",
  ...(code === undefined ? {} : { code }),
  extra,
});

const invalidKey = (): ServiceError => refused(401, "Invalid API Key", "invalid_api_key");

const words: ServiceWords = {
  missingKey: invalidKey,
  wrongKey: invalidKey,
  unknownPath: (method, path) =>
    refused(404, `Unknown request URL: ${method} ${path}. Please check the URL for typos, or see the docs at https://console.groq.com/docs/`, "unknown_url"),
  unknownModel: (modelId) => refused(404, `The model \`${modelId}\` does not exist or you do not have access to it.`, "model_not_found"),
  invalidJson: () => refused(400, "could not parse request body: invalid JSON"),
  missingField: (field) => refused(400, `'${field}' : property '${field}' is missing`),
  unknownField: (field) => refused(400, `property '${field}' is unsupported`),
  rateLimited: (modelId, retryAfterSeconds) => ({
    status: 429,
    message: `Rate limit reached for model \`${modelId}\` in organization \`org_portolan\` service tier \`on_demand\` on tokens per minute (TPM): Limit 8000, Used 7900, Requested 805. Please try again in ${retryAfterSeconds}s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing`,
    type: "tokens",
    code: "rate_limit_exceeded",
  }),
};

/** Groq leaves `code` and `param` out where it has none. */
function errorBody(error: ServiceError): JSONObject {
  const type = error.type ?? (error.status >= 500 ? "internal_server_error" : "invalid_request_error");
  return { error: { message: error.message, type, ...(error.code === undefined ? {} : { code: error.code }), ...error.extra } };
}

function reasoningAsked(body: JSONObject): ReasoningField | "none" | undefined {
  if (body["include_reasoning"] === false) return "none";
  switch (readString(body, "reasoning_format")) {
    case "raw":
      return "think-tags";
    case "hidden":
      return "none";
    default:
      return undefined;
  }
}

const model = (id: string, ownedBy: string, contextWindow: number, maxCompletionTokens: number): JSONObject => ({
  id,
  object: "model",
  created: 1764000000,
  owned_by: ownedBy,
  active: true,
  context_window: contextWindow,
  public_apps: null,
  max_completion_tokens: maxCompletionTokens,
});

const seconds = (tokens: number, perSecond: number): number => Number((tokens / perSecond).toFixed(9));

const fingerprint = `fp_${identifier("groq fingerprint", 10)}`;

/** GroqCloud. */
export const groqProfile: EmulatorProfile = {
  id: "groq",
  basePath: "/openai/v1",
  apiKey: "test-key-groq",
  models: [
    model("openai/gpt-oss-120b", "OpenAI", 131072, 65536),
    model("openai/gpt-oss-20b", "OpenAI", 131072, 65536),
    model("qwen/qwen3.6-27b", "Alibaba Cloud", 131072, 16384),
    model("qwen/qwen3-32b", "Alibaba Cloud", 131072, 40960),
    model("groq/compound", "Groq", 131072, 8192),
    model("meta-llama/llama-4-scout-17b-16e-instruct", "Meta", 131072, 8192),
    model("whisper-large-v3", "OpenAI", 448, 448),
    model("whisper-large-v3-turbo", "OpenAI", 448, 448),
    model("canopylabs/orpheus-v1-english", "Canopy Labs", 4000, 50000),
  ],
  // groq-sdk 1.6.0 has no legacy completions.
  endpoints: ["/chat/completions", "/embeddings", "/models", "/audio/transcriptions", "/audio/translations", "/audio/speech"],
  reasoningField: "reasoning",
  reasoningAsked,
  isReasoningModel: isGroqReasoningModel,
  toolDeltas: "whole",
  usage: { on: "x_groq", mustAsk: false },
  usageObject: ({ prompt, completion, reasoning }) => ({
    queue_time: 0.041905864,
    prompt_tokens: prompt,
    prompt_time: seconds(prompt, 20000),
    completion_tokens: completion,
    completion_time: seconds(completion, 250),
    total_tokens: prompt + completion,
    total_time: Number((prompt / 20000 + completion / 250).toFixed(9)),
    ...(reasoning === 0 ? {} : { completion_tokens_details: { reasoning_tokens: reasoning } }),
  }),
  errorBody,
  streamError: errorBody,
  words,
  requestId: (sequence) => `req_01${identifier(`groq request ${sequence}`, 24, "0123456789abcdefghjkmnpqrstvwxyz")}`,
  headers: ({ sequence, requestId }, error) => {
    const wait = waitSeconds(error);
    return {
      "x-request-id": requestId,
      "x-groq-region": "emulator",
      "cache-control": "private, max-age=0, no-store, no-cache, must-revalidate",
      vary: "Origin",
      "x-ratelimit-limit-requests": "14400",
      "x-ratelimit-limit-tokens": "18000",
      "x-ratelimit-remaining-requests": String(Math.max(0, 14400 - sequence)),
      "x-ratelimit-remaining-tokens": wait === undefined ? "17997" : "0",
      "x-ratelimit-reset-requests": "2m59.56s",
      "x-ratelimit-reset-tokens": wait === undefined ? "7.66s" : `${wait}s`,
      ...(wait === undefined ? {} : { "retry-after": String(Math.ceil(wait)) }),
    };
  },
  refuse: refuseGroq,
  refuseToolCalls: refuseGroqToolCalls,
  chunkFields: (position, _body, { requestId, sequence }) => ({
    system_fingerprint: fingerprint,
    ...(position === "middle" ? {} : { x_groq: { id: requestId, ...(position === "last" ? {} : { seed: 1000 + sequence }) } }),
    ...(position === "whole" ? { usage_breakdown: null, service_tier: "on_demand" } : {}),
  }),
  // A message of tool calls alone has no field `content`.
  messageFields: (position, hasText) => (position === "whole" && !hasText ? { content: undefined } : {}),
};
