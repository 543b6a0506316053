import type { JSONObject } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, type = "invalid_request_error"): ServiceError => ({ status, message, type });

// localai.io/reference/api-errors
const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "An authentication key is required"),
  wrongKey: () => refused(401, "An authentication key is required"),
  unknownPath: () => refused(404, "Resource not found", ""),
  unknownModel: (modelId) => refused(404, `model "${modelId}" not found. To see available models, call GET /v1/models`),
  invalidJson: () => refused(400, "failed parsing request body: unexpected EOF", ""),
  missingField: () => refused(400, "Bad Request", ""),
};

function errorBody({ status, message, type, code, extra }: ServiceError): JSONObject {
  return { error: { code: code ?? status, message, type: type ?? "", ...extra } };
}

const model = (id: string): JSONObject => ({ id, object: "model" });

/** LocalAI. */
export const localaiProfile: EmulatorProfile = openaiLike({
  id: "localai",
  basePath: "/v1",
  models: [model("qwen3-8b"), model("minicpm-v-2.6"), model("bge-m3"), model("whisper-1"), model("voice-en-us-amy-low"), model("sd-3.5-medium")],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models", "/audio/transcriptions", "/audio/speech", "/images/generations", "/rerank"],
  reasoningField: "reasoning",
  isReasoningModel: () => false,
  usage: { on: "finish-chunk", mustAsk: false },
  errorBody,
  words,
  headers: ({ requestId }) => ({ "x-correlation-id": identifier(requestId, 32) }),
});
