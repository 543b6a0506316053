import type { JSONObject } from "@ai-sdk/provider";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const models = [listed("vicuna-7b-v1.5", "fastchat"), listed("bge-large-en-v1.5", "fastchat")];

const words: Partial<ServiceWords> = {
  missingKey: () => ({ status: 401, message: "", code: "invalid_api_key" }),
  wrongKey: () => ({ status: 401, message: "", code: "invalid_api_key" }),
  unknownPath: () => ({ status: 404, message: "Not Found" }),
  unknownModel: (modelId) => ({ status: 400, message: `Only ${models.map(({ id }) => String(id)).join("&&")} allowed now, your model ${modelId}`, code: 40_301 }),
  invalidJson: () => ({ status: 400, message: "1 validation error for Request", code: 40_001 }),
  missingField: (field) => ({ status: 400, message: `1 validation error for Request\nbody -> ${field}\n  field required (type=value_error.missing)`, code: 40_001 }),
};

/** Flat, with a code of its own; the key check says nothing but a code. */
function errorBody({ status, message, type, code, extra }: ServiceError): JSONObject {
  if (status === 401) return { detail: { error: { message, type: "invalid_request_error", param: null, code: code ?? null } } };
  if (status === 404 && code === undefined) return { detail: message };
  return { object: "error", message, ...(type === undefined ? {} : { type }), code: code ?? status * 100 + 1, ...extra };
}

/** FastChat's server of OpenAI's form. */
export const fastchatProfile: EmulatorProfile = openaiLike({
  id: "fastchat",
  basePath: "/v1",
  models,
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models"],
  reasoningField: "think-tags",
  isReasoningModel: () => false,
  usage: { on: "own-chunk", mustAsk: true },
  errorBody,
  // A worker's complaint, passed on as it came.
  streamError: ({ message, code, status }) => ({ text: message, error_code: typeof code === "number" ? code : status >= 500 ? 50_001 : status * 100 + 1 }),
  words,
  headers: () => ({ server: "uvicorn" }),
});
