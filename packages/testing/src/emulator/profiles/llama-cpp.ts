import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readNumber, readObject } from "../json.ts";
import type { ChunkPosition, EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { countPromptTokens } from "../token-count.ts";
import { openaiLike } from "./openai-like.ts";
import { answerLlamaCpp } from "./token-endpoints.ts";

const contextTokens = 131_072;

const refused = (status: number, message: string, type: string, extra: JSONObject = {}): ServiceError => ({ status, message, type, extra });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "Invalid API Key", "authentication_error"),
  wrongKey: () => refused(401, "Invalid API Key", "authentication_error"),
  unknownPath: () => refused(404, "File Not Found", "not_found_error"),
  invalidJson: () =>
    refused(
      400,
      "[json.exception.parse_error.101] parse error at line 1, column 10: syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal",
      "invalid_request_error",
    ),
  missingField: (field) => refused(400, field === "messages" ? "Expected 'messages' to be an array" : `"${field}" must be provided`, "invalid_request_error"),
};

/** The code is the status as a number. */
function errorBody({ status, message, type, code, extra }: ServiceError): JSONObject {
  return { error: { code: code ?? status, message, type: type ?? "invalid_request_error", ...extra } };
}

/** A model that sees has a projector file beside it; a server without one answers as if it had broken down. */
const sees = (modelId: unknown): boolean => typeof modelId === "string" && /-vl-/i.test(modelId);

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const parts = readList(body, "messages").flatMap((message) => (isObject(message) ? readList(message, "content") : []));
  if (!sees(body["model"]) && parts.some((part) => isObject(part) && part["type"] === "image_url")) {
    return refused(500, "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj", "server_error");
  }
  const asked = countPromptTokens(body["messages"]);
  if (asked < contextTokens) return undefined;
  const message = `request (${asked} tokens) exceeds the available context size (${contextTokens} tokens), try increasing it`;
  return refused(400, message, "exceed_context_size_error", { n_prompt_tokens: asked, n_ctx: contextTokens });
}

/** Speeds come with the last chunk, whether usage was asked for or not. */
function writeChunk(chunk: JSONObject, position: ChunkPosition, body: JSONObject): JSONObject {
  const { usage, ...rest } = chunk;
  const counted = isObject(usage) ? { usage } : {};
  const asked = readObject(body, "stream_options")?.["include_usage"] === true;
  const isLast = position === "whole" || position === "usage" || (position === "last" && !asked);
  return { ...rest, choices: readList(chunk, "choices").map(withoutEmptyLogprobs), ...counted, ...(isLast ? { timings: timingsOf(counted.usage) } : {}) };
}

function withoutEmptyLogprobs(choice: JSONObject[string]): JSONObject {
  const { logprobs, ...rest } = isObject(choice) ? choice : {};
  return logprobs === null || logprobs === undefined ? rest : { ...rest, logprobs };
}

function timingsOf(usage: JSONObject | undefined): JSONObject {
  const promptTokens = readNumber(usage, "prompt_tokens") ?? 1;
  const predictedTokens = readNumber(usage, "completion_tokens") ?? 1;
  return {
    cache_n: 0,
    prompt_n: promptTokens,
    prompt_ms: 10 * promptTokens,
    prompt_per_token_ms: 10,
    prompt_per_second: 100,
    predicted_n: predictedTokens,
    predicted_ms: 8 * predictedTokens,
    predicted_per_token_ms: 8,
    predicted_per_second: 125,
  };
}

const model = (id: string, inputs: readonly string[]): JSONObject => ({
  id,
  aliases: [id],
  tags: [],
  object: "model",
  architecture: { input_modalities: [...inputs], output_modalities: ["text"] },
  created: 1_795_234_050,
  owned_by: "llamacpp",
  meta: { vocab_type: 2, n_vocab: 151_936, n_ctx: contextTokens, n_ctx_train: 262_144, n_embd: 4096, n_params: 8_190_735_360, size: 5_027_783_488, ftype: "Q4_K - Medium" },
});

/** llama.cpp's server, build 11549, with a template that knows tools and reasoning. */
export const llamaCppProfile: EmulatorProfile = openaiLike({
  id: "llama-cpp",
  basePath: "/v1",
  // Ids are file paths unless the server was started with an alias.
  models: [model("/models/Qwen3-8B-Q4_K_M.gguf", ["text"])],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/rerank", "/models"],
  takesAnyModelId: true,
  isReasoningModel: () => false,
  toolDeltas: "begun",
  errorBody,
  words,
  answer: answerLlamaCpp,
  refuse,
  modelList: (rows) => ({
    models: rows.map(({ id = "" }) => ({ name: id, model: id, modified_at: "", size: "", type: "model", tags: [""], capabilities: ["completion"] })),
    object: "list",
    data: [...rows],
  }),
  headers: () => ({ server: "llama.cpp" }),
  chunkFields: () => ({ system_fingerprint: "b11549-emulated" }),
  messageFields: (position, hasText) => (position === "first" ? { content: null } : hasText ? {} : { content: "" }),
  writeChunk,
});
