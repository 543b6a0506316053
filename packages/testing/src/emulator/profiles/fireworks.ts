import type { JSONObject } from "@ai-sdk/provider";
import { readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, code: string, extra: JSONObject = {}): ServiceError => ({ status, message, type: "error", code, extra });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "The API key you provided is invalid.", "UNAUTHORIZED"),
  wrongKey: () => refused(401, "The API key you provided is invalid.", "UNAUTHORIZED"),
  unknownModel: () => refused(404, "Model not found, inaccessible, and/or not deployed", "NOT_FOUND", { param: "model" }),
  rateLimited: () => refused(429, "Request didn't generate first token before the given deadline: rate limit exceeded, please try again later", "RATE_LIMIT_EXCEEDED"),
};

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  const effort = readString(body, "reasoning_effort");
  if (path !== "/chat/completions" || effort === undefined || !readString(body, "model")?.includes("gpt-oss")) return undefined;
  return ["low", "medium", "high"].includes(effort) ? undefined : refused(400, `Invalid reasoning effort: ${effort}`, "INVALID_ARGUMENT");
}

const model = (id: string, contextLength: number, can: { readonly image?: boolean } = {}): JSONObject => ({
  id,
  object: "model",
  owned_by: "fireworks",
  created: 1_764_000_000,
  kind: "HF_BASE_MODEL",
  supports_chat: true,
  supports_image_input: can.image ?? false,
  supports_tools: true,
  context_length: contextLength,
});

/** Fireworks AI. */
export const fireworksProfile: EmulatorProfile = openaiLike({
  id: "fireworks",
  basePath: "/inference/v1",
  models: [
    model("accounts/fireworks/models/gpt-oss-120b", 131_072),
    model("accounts/fireworks/models/gpt-oss-20b", 131_072),
    model("accounts/fireworks/models/glm-5p2", 1_048_575),
    model("accounts/fireworks/models/kimi-k2p6", 262_000, { image: true }),
  ],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/rerank", "/models"],
  isReasoningModel: (modelId) => /gpt-oss|glm-5/.test(modelId),
  usage: { on: "finish-chunk", mustAsk: true },
  errorBody: ({ message, type, code, extra }) => ({ error: { object: "error", type: type ?? "error", code: code ?? "INTERNAL", message, ...extra } }),
  words,
  refuse,
  headers: ({ requestId }) => ({ "x-request-id": requestId, "fireworks-prompt-tokens": "12", "fireworks-cached-prompt-tokens": "8", "fireworks-server-time-to-first-token": "0.051" }),
});
