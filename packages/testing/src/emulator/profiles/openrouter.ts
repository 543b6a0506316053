import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { listModels } from "../endpoints/models.ts";
import { isObject, readList, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import { errorReply, jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, metadata?: JSONObject): ServiceError => ({ status, message, ...(metadata === undefined ? {} : { extra: { metadata } }) });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "No cookie auth credentials found"),
  wrongKey: () => refused(401, "User not found."),
  unknownModel: (modelId) => refused(400, `${modelId} is not a valid model ID`),
  invalidJson: () => refused(400, "Invalid JSON in request body"),
  missingField: (field) => refused(400, `Input required: specify "${field}"`),
  rateLimited: () => refused(429, "Rate limit exceeded: free-models-per-min. ", { headers: { "X-RateLimit-Limit": "20", "X-RateLimit-Remaining": "0" }, error_type: "rate_limit_exceeded" }),
};

/** The code is the status; what else is known stands in the metadata. */
function errorBody({ status, message, type, extra }: ServiceError): JSONObject {
  return { error: { message, code: status, ...(type === undefined ? {} : { metadata: { error_type: type } }), ...extra }, user_id: "user_emulated" };
}

/** The list is public; what a key is worth is asked for at `/key`. */
function answer(request: RecordedRequest, context: RequestContext): Reply | undefined {
  const { profile, exchange, script } = context;
  if (request.method !== "GET") return undefined;
  if (request.path === "/api/v1/models") return listModels(context);
  if (request.path !== "/api/v1/key") return undefined;
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  const accepted = script.apiKeys === undefined ? [profile.apiKey] : (script.apiKeys ?? [key]);
  if (key === undefined || !accepted.includes(key)) return errorReply(key === undefined ? refused(401, "No cookie auth credentials found") : refused(401, "User not found."), profile, exchange);
  const data = { label: "sk-or-v1-emu...ted", limit: 100, limit_remaining: 74.5, usage: 25.5, is_free_tier: false };
  return replyOf({ contentType: "application/json", frames: jsonFrames({ data }, undefined) }, profile, exchange);
}

/** Anthropic behind OpenRouter checks the signatures of thoughts, and takes four cache markers. */
function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions" || readString(body, "model")?.includes("anthropic/") !== true) return undefined;
  const upstream = (message: string): ServiceError =>
    refused(400, "Provider returned error", { raw: JSON.stringify({ type: "error", error: { type: "invalid_request_error", message } }), provider_name: "Anthropic" });
  const details = readList(body, "messages").flatMap((message) => (isObject(message) ? readList(message, "reasoning_details") : []));
  const unsigned = details.some((detail) => isObject(detail) && detail["type"] === "reasoning.text" && detail["signature"] === undefined);
  if (unsigned) return upstream("messages.1.content.0.thinking.signature: Field required");
  const markers = JSON.stringify(body).match(/"cache_control":/g)?.length ?? 0;
  return markers <= 4 ? undefined : upstream(`A maximum of 4 blocks with cache_control may be provided. Found ${markers}.`);
}

interface Model {
  readonly inputs?: readonly string[];
  readonly parameters?: readonly string[];
  readonly prompt?: string;
  readonly completion?: string;
}

const usual = ["tools", "tool_choice", "response_format", "structured_outputs", "reasoning", "include_reasoning", "max_tokens", "temperature", "top_p", "top_k", "seed", "stop"];

function model(id: string, contextLength: number, { inputs = ["text"], parameters = usual, prompt = "0", completion = "0" }: Model = {}): JSONObject {
  return {
    id,
    canonical_slug: id,
    name: id,
    created: 1_764_000_000,
    context_length: contextLength,
    architecture: { modality: `${inputs.join("+")}->text`, input_modalities: [...inputs], output_modalities: ["text"], tokenizer: "Other" },
    pricing: { prompt, completion, request: "0", image: "0" },
    top_provider: { context_length: contextLength, max_completion_tokens: 64_000, is_moderated: false },
    supported_parameters: [...parameters],
  };
}

/** OpenRouter. */
export const openrouterProfile: EmulatorProfile = openaiLike({
  id: "openrouter",
  basePath: "/api/v1",
  models: [
    model("openrouter/auto", 2_000_000, { prompt: "-1", completion: "-1" }),
    model("anthropic/claude-sonnet-5", 1_000_000, { inputs: ["text", "image", "file"], prompt: "0.000002", completion: "0.00001" }),
    model("openai/gpt-5.5", 1_050_000, { inputs: ["text", "image", "file"], prompt: "0.000005", completion: "0.00003" }),
    model("deepseek/deepseek-v4-flash", 1_000_000, { prompt: "0.00000014", completion: "0.00000028" }),
    model("openai/gpt-oss-20b:free", 131_072, { parameters: ["max_tokens", "temperature", "reasoning", "tools"] }),
  ],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models"],
  reasoningField: "reasoning_details",
  isReasoningModel: (modelId) => /claude-sonnet-5|gpt-5|gpt-oss/.test(modelId),
  usage: { on: "chunk-with-choice-after-finish", mustAsk: false },
  usageObject: ({ prompt, completion, reasoning }) => ({
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    cost: 0.00042,
    is_byok: false,
    prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    cost_details: { upstream_inference_cost: null },
    completion_tokens_details: { reasoning_tokens: reasoning },
  }),
  keepAlive: { comment: "OPENROUTER PROCESSING" },
  errorBody,
  // The error stands on a chunk of the answer, beside the reason for its end: openrouter.ai/docs/api-reference/errors
  streamError: (error) => ({
    id: "gen-emulated",
    object: "chat.completion.chunk",
    provider: "Emulated",
    ...errorBody(error),
    choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: "error", native_finish_reason: "error" }],
  }),
  words,
  answer,
  refuse,
  headers: ({ sequence }, error) => ({ "x-generation-id": `gen-emulated-${sequence}`, ...(error?.status === 429 ? { "retry-after": "1" } : {}) }),
  chunkFields: () => ({ provider: "Emulated" }),
});
