import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { listModels } from "../endpoints/models.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string): ServiceError => ({ status, message });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "Invalid token."),
  wrongKey: () => refused(401, "Invalid token."),
  unknownModel: (modelId) => refused(404, `model not found: ${modelId}`),
  missingField: (field) => ({ status: 422, message: "Field required", type: "missing", extra: { loc: ["body", field] } }),
  rateLimited: () => refused(429, "Infrastructure is at maximum capacity, try again later"),
};

/** FastAPI's `detail` from the proxy; the engine behind it breaks down in OpenAI's form. */
function errorBody({ status, message, type, extra }: ServiceError): JSONObject {
  if (status >= 500) return { error: { object: "error", message, type: "InternalServerError", param: null, code: status } };
  const place = extra?.["loc"];
  return { detail: place === undefined ? message : [{ type: type ?? "value_error", loc: place, msg: message, input: null }] };
}

/** The list is open to everybody. */
function answer({ method, path }: RecordedRequest, context: RequestContext): Reply | undefined {
  return method === "GET" && path === "/v1/models" ? listModels(context) : undefined;
}

const model = (id: string, contextLength: number, maxOutput: number, inputs: string[], price: readonly [input: number, output: number]): JSONObject => ({
  id,
  root: id.replace(/-TEE$/, ""),
  object: "model",
  created: 1_764_000_000,
  owned_by: "sglang",
  max_model_len: contextLength,
  context_length: contextLength,
  max_output_length: maxOutput,
  input_modalities: inputs,
  output_modalities: ["text"],
  supported_features: ["json_mode", "tools", "structured_outputs", "reasoning"],
  confidential_compute: true,
  pricing: { prompt: price[0], completion: price[1] },
  price: { input: { usd: price[0] }, output: { usd: price[1] } },
});

/** Chutes. */
export const chutesProfile: EmulatorProfile = openaiLike({
  id: "chutes",
  basePath: "/v1",
  models: [
    model("moonshotai/Kimi-K2.6-TEE", 262_144, 65_535, ["text", "image", "video"], [0.5, 2.85]),
    model("zai-org/GLM-5.2-TEE", 1_048_576, 65_535, ["text"], [1.25, 3.95]),
    model("Qwen/Qwen3.6-27B-TEE", 262_144, 65_536, ["text", "image"], [0.3, 2]),
    model("Qwen/Qwen3-32B-TEE", 40_960, 40_960, ["text"], [0.104, 0.416]),
  ],
  endpoints: ["/chat/completions", "/completions", "/models"],
  isReasoningModel: (modelId) => /Kimi|GLM|Qwen3/.test(modelId),
  errorBody,
  words,
  answer,
  headers: ({ requestId }) => ({ "x-chutes-invocationid": requestId.replace("req_", "") }),
});
