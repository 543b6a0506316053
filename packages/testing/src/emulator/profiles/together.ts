import type { JSONObject } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, code: string | null, type = "invalid_request_error"): ServiceError => ({ status, message, type, code });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "Missing API key. You can find your API key at https://api.together.ai/settings/api-keys.", "missing_api_key"),
  wrongKey: () => refused(401, "Invalid API key provided. You can find your API key at https://api.together.ai/settings/api-keys.", "invalid_api_key"),
  unknownModel: (modelId) => refused(404, `Unable to access model ${modelId}. Please visit https://api.together.ai/models to view the list of supported models.`, "model_not_available"),
  rateLimited: (modelId) => refused(429, `You have reached the rate limit specific to this model ${modelId}. The maximum rate limit for this model is 600.0 queries per minute.`, null, "model_rate_limit"),
};

function errorBody({ status, message, type, code, extra }: ServiceError): JSONObject {
  return { id: `o${identifier(`${status} ${message}`, 20)}`, error: { message, type: type ?? "server_error", param: null, code: code ?? null, ...extra } };
}

function model(id: string, type: string, contextLength: number, input: number, output: number): JSONObject {
  const organization = id.split("/", 1)[0] ?? "";
  return { id, object: "model", created: 0, type, display_name: id, organization, context_length: contextLength, pricing: { hourly: 0, input, output, base: 0, finetune: 0 } };
}

/** Together AI. */
export const togetherProfile: EmulatorProfile = openaiLike({
  id: "together",
  basePath: "/v1",
  models: [
    model("openai/gpt-oss-120b", "chat", 131_072, 0.15, 0.6),
    model("deepseek-ai/DeepSeek-V4-Pro", "chat", 512_000, 1.74, 3.48),
    model("meta-llama/Llama-3.3-70B-Instruct-Turbo", "chat", 131_072, 0.88, 0.88),
    model("intfloat/multilingual-e5-large-instruct", "embedding", 514, 0.02, 0),
    model("Salesforce/Llama-Rank-V1", "rerank", 8192, 0.1, 0.1),
    model("black-forest-labs/FLUX.1-schnell", "image", 0, 0, 0),
  ],
  // The one service whose list is a bare array.
  modelList: (rows) => [...rows],
  reasoningField: "reasoning",
  finishReasons: { stop: "eos" },
  usage: { on: "finish-chunk", mustAsk: true },
  usageObject: ({ prompt, completion }) => ({ prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion, cached_tokens: 0 }),
  errorBody,
  words,
  headers: ({ requestId, sequence }) => ({
    "x-request-id": requestId,
    "x-ratelimit-limit": "600",
    "x-ratelimit-remaining": String(Math.max(0, 600 - sequence)),
  }),
  chunkFields: (position) => (position === "whole" ? { prompt: [] } : { system_fingerprint: null }),
});
