import type { JSONObject } from "@ai-sdk/provider";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, reason: string, message: string): ServiceError => ({ status, message, type: reason });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "FAILED_TO_AUTH", "fail to auth, no api key was given"),
  wrongKey: () => refused(401, "INVALID_API_KEY", "invalid api key"),
  unknownModel: (modelId) => refused(404, "MODEL_NOT_FOUND", `model not found: ${modelId}`),
  rateLimited: () => refused(429, "RATE_LIMIT_EXCEEDED", "rate limit exceeded"),
};

/** Flat, the status as a number and the kind as a `reason`. */
function errorBody({ status, message, type, extra }: ServiceError): JSONObject {
  return { code: status, reason: type ?? "INVALID_REQUEST_BODY", message, metadata: {}, ...extra };
}

/** Prices are in hundredths of a cent per million tokens. */
const model = (id: string, contextSize: number, input: number, output: number, type = "chat"): JSONObject => ({
  id,
  object: "model",
  created: 1_764_000_000,
  owned_by: "unknown",
  title: id,
  description: "",
  context_size: contextSize,
  input_token_price_per_m: input,
  output_token_price_per_m: output,
  model_type: type,
});

/** Novita AI. */
export const novitaProfile: EmulatorProfile = openaiLike({
  id: "novita",
  basePath: "/v3/openai",
  models: [
    model("zai-org/glm-5.1", 204_800, 14_000, 44_000),
    model("zai-org/glm-4.5", 131_072, 6000, 22_000),
    model("qwen/qwen3-coder-next", 262_144, 2000, 15_000),
    model("google/gemma-4-31b-it", 262_144, 1400, 4000),
    model("baai/bge-m3", 8192, 100, 100, "embedding"),
  ],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models"],
  isReasoningModel: (modelId) => /glm-(4\.5|5)/.test(modelId),
  errorBody,
  words,
});
