import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { refuseMistral, takesToolCallId } from "./mistral-refusals.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, type: string, code: string): ServiceError => ({ status, message, type, code });

const words: Partial<ServiceWords> = {
  missingKey: () => ({ status: 401, message: "Unauthorized" }),
  wrongKey: () => ({ status: 401, message: "Unauthorized" }),
  unknownPath: () => ({ status: 404, message: "no Route matched with those values" }),
  unknownModel: (modelId) => refused(400, `Invalid model: ${modelId}`, "invalid_model", "1500"),
  missingField: (field) => ({ status: 422, message: "Field required", type: "missing", extra: { loc: ["body", field] } }),
  unknownField: (field) => ({ status: 422, message: "Extra inputs are not permitted", type: "extra_forbidden", extra: { loc: ["body", field] } }),
  rateLimited: () => refused(429, "Rate limit exceeded", "rate_limited", "1300"),
};

/** Three shapes: FastAPI's `detail`, the gateway's bare message, and Mistral's own flat error. */
function errorBody(error: ServiceError): JSONValue {
  if (error.status === 401) return { detail: error.message };
  const place = error.extra?.["loc"];
  if (place !== undefined) return { detail: [{ type: error.type ?? "value_error", loc: place, msg: error.message, input: null }] };
  if (error.message.startsWith("no Route")) return { message: error.message, request_id: identifier(error.message, 32) };
  return { object: "error", message: error.message, type: error.type ?? "invalid_request_error", param: null, code: error.code ?? null, raw_status_code: error.status, ...error.extra };
}

interface Can {
  readonly reasoning?: boolean;
  readonly vision?: boolean;
  readonly chat?: boolean;
  readonly fim?: boolean;
}

const model = (id: string, contextLength: number, can: Can = {}): JSONObject => ({
  id,
  object: "model",
  created: 1_764_000_000,
  owned_by: "mistralai",
  capabilities: { completion_chat: can.chat ?? true, completion_fim: can.fim ?? false, function_calling: can.chat ?? true, fine_tuning: false, vision: can.vision ?? false, reasoning: can.reasoning ?? false },
  name: id,
  max_context_length: contextLength,
  aliases: [],
  deprecation: null,
  type: "base",
});

/** Mistral AI. */
export const mistralProfile: EmulatorProfile = openaiLike({
  id: "mistral",
  basePath: "/v1",
  models: [
    model("mistral-small-latest", 256_000, { reasoning: true, vision: true }),
    model("mistral-medium-latest", 262_144, { reasoning: true, vision: true }),
    model("mistral-large-latest", 262_144, { vision: true }),
    model("zai-glm-5-3", 200_000, { reasoning: true }),
    model("codestral-latest", 256_000, { fim: true }),
    model("mistral-embed", 8192, { chat: false }),
  ],
  endpoints: ["/chat/completions", "/fim/completions", "/embeddings", "/moderations", "/models", "/audio/transcriptions", "/audio/speech"],
  reasoningField: "thinking",
  isReasoningModel: () => false,
  toolDeltas: "whole",
  toolCallIds: { make: (seed) => identifier(seed, 9), takes: takesToolCallId },
  plainTimes: true,
  speechField: "audio_data",
  usage: { on: "finish-chunk", mustAsk: false },
  usageObject: ({ prompt, completion }) => ({
    prompt_tokens: prompt,
    total_tokens: prompt + completion,
    completion_tokens: completion,
    prompt_tokens_details: { cached_tokens: 0 },
    service_tier: "standard",
  }),
  // Categories of its own, and no verdict on the whole.
  moderationResult: (scores) => {
    const own = { hate_and_discrimination: scores["hate"] ?? 0, violence_and_threats: scores["violence"] ?? 0, selfharm: scores["self-harm"] ?? 0, sexual: scores["sexual"] ?? 0 };
    return { categories: Object.fromEntries(Object.entries(own).map(([category, score]) => [category, score >= 0.5])), category_scores: own };
  },
  errorBody,
  words,
  refuse: refuseMistral,
  headers: ({ requestId }) => ({ "mistral-correlation-id": requestId.replace("req_", ""), "x-kong-request-id": requestId.replace("req_", "") }),
});
