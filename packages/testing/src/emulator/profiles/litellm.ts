import type { JSONObject } from "@ai-sdk/provider";
import { uuid } from "../identifier.ts";
import { isObject, readList } from "../json.ts";
import type { ChunkPosition, EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const keyless = "Internal Server Error";

const words: Partial<ServiceWords> = {
  // Without a database, the check of a key that is not there fails, and with it the request.
  missingKey: () => ({ status: 500, message: keyless }),
  wrongKey: () => ({ status: 400, message: "No connected db.", type: "no_db_connection" }),
  unknownPath: () => ({ status: 404, message: "Not Found", type: "route" }),
  unknownModel: (modelId) => {
    const message = `/chat/completions: Invalid model name passed in model=${modelId}. Call \`/v1/models\` to view available models for your key.`;
    return { status: 400, message, type: "invalid_request_error", extra: { provider_specific_fields: { error: message } } };
  },
  rateLimited: (modelId, retryAfterSeconds) => ({
    status: 429,
    message: `No deployments available for selected model, Try again in ${retryAfterSeconds} seconds. All deployments for selected model are in cooldown. Passed model=${modelId}. pre-call-checks=False, cooldown_list=['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08']`,
    type: "all_deployments_in_cooldown",
  }),
};

/** Codes are texts, the status where there is no other. */
function errorBody({ status, message, type, code, extra }: ServiceError): JSONObject {
  if (type === "route") return { detail: message };
  return { error: { message, type: type ?? (status >= 500 ? "internal_server_error" : "invalid_request_error"), param: null, code: String(code ?? status), ...extra } };
}

/** A choice has no finish reason until it has one. */
function writeChunk(chunk: JSONObject, position: ChunkPosition): JSONObject {
  const choices = readList(chunk, "choices").map((choice) => {
    const { logprobs, finish_reason: finishReason, ...rest } = isObject(choice) ? choice : {};
    return { ...(finishReason === null || finishReason === undefined ? {} : { finish_reason: finishReason }), ...rest, ...(logprobs === null || logprobs === undefined ? {} : { logprobs }) };
  });
  if (position === "whole") return { ...chunk, choices: choices.map((choice) => ({ ...choice, provider_specific_fields: {} })) };
  return { ...chunk, choices: position === "first" ? choices.map(withoutEmptyContent) : choices };
}

function withoutEmptyContent(choice: JSONObject): JSONObject {
  const { content, ...delta } = isObject(choice["delta"]) ? choice["delta"] : {};
  return { ...choice, delta: content === null || content === "" || content === undefined ? delta : { ...delta, content } };
}

/** Every model was made on the same day. */
const model = (id: string): JSONObject => ({ id, object: "model", created: 1_677_610_602, owned_by: "openai" });

/** LiteLLM's proxy 1.105.0, without a database. */
export const litellmProfile: EmulatorProfile = openaiLike({
  id: "litellm",
  basePath: "/v1",
  models: [model("local-chat"), model("ollama/llama3.2"), model("gpt-5.4-mini"), model("claude-sonnet-5"), model("embed")],
  isReasoningModel: () => false,
  toolDeltas: "begun-and-typed",
  usage: { on: "chunk-with-choice-after-finish", mustAsk: true },
  errorBody,
  errorPage: ({ message }) => (message === keyless ? { contentType: "text/plain; charset=utf-8", body: message } : undefined),
  words,
  headers: ({ requestId }, error) => ({
    "x-litellm-call-id": uuid(requestId),
    "x-litellm-key-spend": "0.0",
    ...(error === undefined ? answeredHeaders : { "x-litellm-timeout": "6000.0", "x-litellm-response-cost": "0" }),
  }),
  chunkFields: () => ({ system_fingerprint: "b0-unknown" }),
  messageFields: (position) => (position === "whole" ? { provider_specific_fields: { refusal: null } } : {}),
  writeChunk,
});

const answeredHeaders = {
  "x-litellm-model-id": "e035a49e8c20c2020d0e3b709404a1dd1498aa2b4dc5dd8d4f649f4dba77dd53",
  "x-litellm-model-name": "openai/emulated",
  "x-litellm-model-group": "local-chat",
  "x-litellm-version": "1.105.0",
  "x-litellm-response-cost-original": "0.000012",
  "x-litellm-response-duration-ms": "92.1",
  "x-litellm-attempted-retries": "0",
  "x-litellm-attempted-fallbacks": "0",
} as const;
