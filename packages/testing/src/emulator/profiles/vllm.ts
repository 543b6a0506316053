import type { JSONObject } from "@ai-sdk/provider";
import { readNumber } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { countPromptTokens } from "../token-count.ts";
import { openaiLike } from "./openai-like.ts";
import { answerVllm } from "./token-endpoints.ts";

const contextTokens = 131_072;

const refused = (status: number, message: string, type: string, param: string | null = null): ServiceError => ({ status, message, type, extra: { param } });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "Unauthorized", "key"),
  wrongKey: () => refused(401, "Unauthorized", "key"),
  unknownPath: () => refused(404, "Not Found", "route"),
  unknownModel: (modelId) => refused(404, `The model \`${modelId}\` does not exist.`, "NotFoundError", "model"),
  invalidJson: () => refused(400, "[{'type': 'json_invalid', 'loc': ('body', 10), 'msg': 'JSON decode error'}]", "Bad Request"),
  missingField: (field) => refused(400, `[{'type': 'missing', 'loc': ('body', '${field}'), 'msg': 'Field required'}]`, "Bad Request"),
};

/** Three shapes: its own error with the status as code, the key check's, and FastAPI's for a path that is none. */
function errorBody({ status, message, type, code, extra }: ServiceError): JSONObject {
  if (type === "key") return { error: message };
  if (type === "route") return { detail: message };
  return { error: { message, type: type ?? "BadRequestError", param: null, code: code ?? status, ...extra } };
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const room = contextTokens - (readNumber(body, "max_tokens") ?? readNumber(body, "max_completion_tokens") ?? 0);
  const asked = countPromptTokens(body["messages"]);
  if (asked < room) return undefined;
  return refused(
    400,
    `This model's maximum context length is ${contextTokens} tokens. However, your request has ${asked} input tokens. Please reduce the length of the input messages.`,
    "BadRequestError",
    "input_tokens",
  );
}

const model = (id: string, maxModelLength: number = contextTokens): JSONObject => ({
  id,
  object: "model",
  created: 1_795_000_000,
  owned_by: "vllm",
  root: id,
  parent: null,
  max_model_len: maxModelLength,
  permission: [{ id: "modelperm-emulated", object: "model_permission", allow_sampling: true, allow_logprobs: true, organization: "*", is_blocking: false }],
});

/** vLLM with a parser of tool calls and one of reasoning. */
export const vllmProfile: EmulatorProfile = openaiLike({
  id: "vllm",
  basePath: "/v1",
  models: [model("Qwen/Qwen3-8B"), model("Qwen/Qwen2.5-VL-7B-Instruct"), model("BAAI/bge-m3", 8192)],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/rerank", "/audio/transcriptions", "/models"],
  reasoningField: "reasoning",
  isReasoningModel: () => false,
  // Some versions leave the type out with a tool that is named: github.com/vllm-project/vllm/issues/16340
  toolDeltas: "without-type",
  errorBody,
  words,
  answer: answerVllm,
  refuse,
  headers: () => ({ server: "uvicorn" }),
  messageFields: (position) => (position === "whole" ? { refusal: null, annotations: null, audio: null, function_call: null } : {}),
});
