import type { JSONObject } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import { readNumber, readObject, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string): ServiceError => ({ status, message });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "no api key supplied"),
  wrongKey: () => refused(401, "invalid api token"),
  unknownPath: (_method, path) => refused(404, `${path} not found`),
  unknownModel: (modelId) => refused(404, `model '${modelId}' not found, make sure the correct model ID was used and that you have access to the model.`),
  invalidJson: () => refused(400, "invalid json syntax: unexpected end of input"),
  missingField: (field) => refused(400, `invalid request: ${field} is required`),
  unknownField: (field) => refused(422, `unknown field: parameter '${field}' is not a valid field`),
  rateLimited: () => refused(429, "You are using a Trial key, which is limited to 20 API calls / minute. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'."),
};

/** A message and an id, and no word of a type or code. */
function errorBody({ status, message, extra }: ServiceError): JSONObject {
  const said = status >= 500 ? `internal server error, this has been reported to our developers: ${message}` : message;
  return { id: identifier(message, 32), message: said, ...extra };
}

/** docs.cohere.com/docs/compatibility-api names these as not supported. */
const unsupported = ["store", "metadata", "logit_bias", "top_logprobs", "max_completion_tokens", "n", "modalities", "prediction", "audio", "service_tier", "parallel_tool_calls"];

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path === "/embeddings") return body["dimensions"] === undefined ? undefined : refused(422, "unknown field: parameter 'dimensions' is not a valid field");
  if (path === "/audio/transcriptions") return body["language"] === undefined ? refused(400, "language is required") : undefined;
  if (path !== "/chat/completions") return undefined;
  const unknown = unsupported.find((field) => body[field] !== undefined);
  if (unknown !== undefined) return refused(422, `unknown field: parameter '${unknown}' is not a valid field`);
  const effort = readString(body, "reasoning_effort");
  if (effort !== undefined && effort !== "none" && effort !== "high") return refused(400, "invalid request: reasoning_effort must be one of none, high");
  for (const field of ["frequency_penalty", "presence_penalty"]) {
    const value = readNumber(body, field) ?? 0;
    if (value < 0 || value > 1) return refused(400, `invalid request: ${field} must be between 0 and 1 inclusive`);
  }
  const format = readObject(body, "response_format");
  return format?.["type"] === "json_schema" ? refused(400, "invalid request: response_format.type must be one of json_object, text") : undefined;
}

const model = (id: string, endpoint: string, contextLength: number): JSONObject => ({ id, endpoints: [endpoint], finetuned: false, context_length: contextLength, tokenizer_url: null, default_endpoints: [] });

/** Cohere in OpenAI's form. */
export const cohereProfile: EmulatorProfile = openaiLike({
  id: "cohere",
  basePath: "/compatibility/v1",
  models: [
    model("command-a-plus-05-2026", "chat", 256_000),
    model("command-a-03-2025", "chat", 288_000),
    model("command-a-reasoning-08-2025", "chat", 288_768),
    model("command-a-vision-07-2025", "chat", 128_000),
    model("embed-v4.0", "embed", 128_000),
    model("rerank-v3.5", "rerank", 4096),
  ],
  endpoints: ["/chat/completions", "/embeddings", "/audio/transcriptions"],
  // Of Cohere's own API.
  elsewhere: { "/v1/models": "/models", "/v2/rerank": "/rerank" },
  modelList: (rows) => ({ models: rows.map(({ id, ...row }) => ({ name: id ?? null, ...row })), next_page_token: null }),
  rerankResults: (ranking) => ({
    results: ranking.map(({ index, score }) => ({ index, relevance_score: score })),
    meta: { api_version: { version: "2" }, billed_units: { search_units: 1 } },
  }),
  isReasoningModel: (modelId) => modelId.includes("reasoning"),
  usageObject: ({ prompt, completion }) => ({ prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }),
  errorBody,
  words,
  refuse,
  headers: ({ requestId }) => ({ "x-debug-trace-id": requestId.replace("req_", "") }),
});
