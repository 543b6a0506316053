import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { listModels } from "../endpoints/models.ts";
import { isObject, readList, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import { errorReply, type Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const refused = (status: number, type: string, message: string): ServiceError => ({ status, message, type });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "AuthError", "Missing API key."),
  wrongKey: () => refused(401, "AuthError", "Invalid API key."),
  unknownModel: (modelId) => refused(401, "ModelError", `Model ${modelId} is not supported`),
  rateLimited: () => refused(429, "RateLimitError", "Rate limit exceeded. Please try again later."),
};

function errorBody({ message, type, extra }: ServiceError): JSONObject {
  return { type: "error", error: { type: type ?? "error", message, ...extra } };
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const modelId = readString(body, "model") ?? "";
  if (/^(gpt-|grok-|muse-|claude-|qwen|gemini-)/.test(modelId)) return refused(401, "ModelError", `Model ${modelId} is not supported for format oa-compat`);
  const isWithoutThought = readList(body, "messages").some((message) => isObject(message) && message["role"] === "assistant" && message["reasoning_content"] === undefined);
  if (modelId.startsWith("deepseek-") && isWithoutThought) {
    return refused(400, "invalid_request_error", "Error from provider (Console): Upstream request failed: [invalid_request_error] The `reasoning_content` in the thinking mode must be passed back to the API.");
  }
  return undefined;
}

/** The list is open to everybody, and the model is looked up before the key. */
function answer({ method, path, body }: RecordedRequest, context: RequestContext): Reply | undefined {
  if (method === "GET" && path === "/zen/v1/models") return listModels(context);
  const isWithoutModel = path === "/zen/v1/chat/completions" && body !== undefined && readString(body, "model") === undefined;
  return isWithoutModel ? errorReply(context.words.unknownModel("undefined"), context.profile, context.exchange) : undefined;
}

/** OpenCode Zen. */
export const opencodeProfile: EmulatorProfile = openaiLike({
  id: "opencode",
  basePath: "/zen/v1",
  models: ["glm-5.2", "kimi-k2.7-code", "minimax-m3", "deepseek-v4-flash", "big-pickle", "gpt-5.5", "claude-sonnet-5", "gemini-3.5-flash"].map((id) => listed(id, "opencode")),
  endpoints: ["/chat/completions", "/models"],
  isReasoningModel: (modelId) => /glm|kimi|deepseek/.test(modelId),
  errorBody,
  words,
  refuse,
  answer,
  headers: (_exchange, error) => (error?.status === 429 ? { "retry-after": "30" } : {}),
  chunkFields: (position) => (position === "whole" ? { cost: "0.00012" } : {}),
});
