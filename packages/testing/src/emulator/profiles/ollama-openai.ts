import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readString } from "../json.ts";
import type { ChunkPosition, EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, type: string): ServiceError => ({ status, message, type });

const words: Partial<ServiceWords> = {
  unknownPath: () => refused(404, "404 page not found", "page"),
  unknownModel: (modelId) => refused(404, `model '${modelId}' not found`, "not_found_error"),
  invalidJson: () => refused(400, "unexpected EOF", "invalid_request_error"),
  rateLimited: () => refused(503, "server busy, please try again.  maximum pending requests exceeded", "api_error"),
};

const efforts: readonly string[] = ["high", "medium", "low", "none"];

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const modelId = readString(body, "model") ?? "";
  if (readList(body, "tools").length > 0 && modelId.startsWith("gemma3:")) {
    return refused(400, `registry.ollama.ai/library/${modelId} does not support tools`, "invalid_request_error");
  }
  const effort = readString(body, "reasoning_effort");
  if (effort !== undefined && !efforts.includes(effort)) {
    return refused(400, `invalid reasoning value: '${effort}' (must be "high", "medium", "low", or "none")`, "invalid_request_error");
  }
  const urls = readList(body, "messages").flatMap((message) => (isObject(message) ? readList(message, "content").map(imageUrl) : []));
  return urls.some((url) => url !== undefined && !url.startsWith("data:")) ? refused(400, "invalid image input", "invalid_request_error") : undefined;
}

function imageUrl(part: JSONObject[string]): string | undefined {
  const image = isObject(part) ? part["image_url"] : undefined;
  return typeof image === "string" ? image : readString(isObject(image) ? image : undefined, "url");
}

/** Every delta says whose it is; there is no first chunk that says only that, and the last one is as the others. */
function writeChunk(chunk: JSONObject, position: ChunkPosition): JSONObject | undefined {
  if (position === "first") return undefined;
  const { usage, ...rest } = chunk;
  const choices = readList(chunk, "choices").map((choice) => {
    const { logprobs: _, delta, ...others } = isObject(choice) ? choice : {};
    return { ...others, ...(delta === undefined ? {} : { delta: { role: "assistant", content: "", ...(isObject(delta) ? delta : {}) } }) };
  });
  return { ...rest, choices, ...(isObject(usage) ? { usage } : {}) };
}

const model = (id: string): JSONObject => ({ id, object: "model", created: 1_795_233_619, owned_by: "library" });

/** Ollama's OpenAI form, 0.24. */
export const ollamaOpenaiProfile: EmulatorProfile = openaiLike({
  id: "ollama-openai",
  basePath: "/v1",
  models: [model("llama3.2:latest"), model("qwen3:8b"), model("gemma3:4b"), model("nomic-embed-text:latest")],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models"],
  reasoningField: "reasoning",
  isReasoningModel: (modelId) => modelId.startsWith("qwen3"),
  toolDeltas: "whole",
  errorPage: ({ type, message }) => (type === "page" ? { contentType: "text/plain", body: message } : undefined),
  words,
  refuse,
  headers: () => ({}),
  chunkFields: () => ({ system_fingerprint: "fp_ollama" }),
  writeChunk,
});
