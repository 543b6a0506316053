import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, type: string, extra: JSONObject = {}): ServiceError => ({ status, message, type, extra });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "Unauthorized", "detail"),
  wrongKey: () => refused(401, "Unauthorized", "detail"),
  unknownPath: () => refused(404, "Not Found", "detail"),
  invalidJson: () => refused(422, "JSON decode error", "json_invalid", { loc: ["body", 10] }),
  missingField: (field) => refused(422, "Field required", "missing", { loc: ["body", field] }),
};

/** FastAPI's shapes, and OpenAI's for what the extension itself refuses. */
function errorBody({ status, message, type, code, extra }: ServiceError): JSONValue {
  if (type === "detail") return { detail: message };
  if (status === 422 && type !== undefined) return { detail: [{ type, loc: extra?.["loc"] ?? ["body"], msg: message, input: null }] };
  return { error: { message, type: type ?? (status >= 500 ? "server_error" : "invalid_request_error"), param: null, code: code ?? null, ...extra } };
}

/** Text Generation WebUI with `--api`. */
export const textGenerationWebuiProfile: EmulatorProfile = openaiLike({
  id: "text-generation-webui",
  basePath: "/v1",
  models: [listed("Qwen3-8B-Q4_K_M.gguf", "user"), listed("all-mpnet-base-v2", "user")],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models", "/images/generations"],
  // "Unused parameter. To change the model, use the /v1/internal/model/load endpoint."
  takesAnyModelId: true,
  reasoningField: "think-tags",
  isReasoningModel: () => false,
  usage: { on: "finish-chunk", mustAsk: false },
  errorBody,
  words,
  headers: () => ({ server: "uvicorn" }),
});
