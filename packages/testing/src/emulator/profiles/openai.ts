import type { JSONObject } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { refuseOpenai } from "./openai-refusals.ts";

const refused = (status: number, message: string, code: string | null, extra: JSONObject = {}): ServiceError => ({
  status,
  message,
  type: "invalid_request_error",
  code,
  extra,
});

/** OpenAI shows the first and last characters of the key it was sent. */
function masked(key: string): string {
  return key.length <= 12 ? `${key.slice(0, 2)}${"*".repeat(Math.max(0, key.length - 2))}` : `${key.slice(0, 8)}${"*".repeat(key.length - 12)}${key.slice(-4)}`;
}

export const openaiWords: ServiceWords = {
  missingKey: () =>
    refused(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys.",
      null,
    ),
  wrongKey: (key) =>
    refused(401, `Incorrect API key provided: ${masked(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`, "invalid_api_key"),
  unknownPath: (method, path) => refused(404, `Invalid URL (${method} ${path})`, null),
  unknownModel: (modelId) => refused(404, `The model \`${modelId}\` does not exist or you do not have access to it.`, "model_not_found"),
  invalidJson: () =>
    refused(
      400,
      "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
      null,
    ),
  missingField: (field) =>
    field === "model"
      ? refused(400, "you must provide a model parameter", null)
      : refused(400, `Missing required parameter: '${field}'.`, "missing_required_parameter", { param: field }),
  unknownField: (field) => refused(400, `Unrecognized request argument supplied: ${field}`, null),
  rateLimited: (modelId, retryAfterSeconds) => ({
    status: 429,
    message: `Rate limit reached for ${modelId} in organization org-portolan on tokens per min (TPM): Limit 30000, Used 29500, Requested 1200. Please try again in ${retryAfterSeconds}s. Visit https://platform.openai.com/account/rate-limits to learn more.`,
    type: "tokens",
    code: "rate_limit_exceeded",
  }),
};

function errorBody(error: ServiceError): JSONObject {
  return {
    error: { message: error.message, type: error.type ?? defaultType(error.status), param: null, code: error.code ?? null, ...error.extra },
  };
}

function defaultType(status: number): string {
  if (status === 429) return "requests";
  return status >= 500 ? "server_error" : "invalid_request_error";
}

/** Reads the wait out of a limit's text, as both services put it there. */
export function waitSeconds(error: ServiceError | undefined): number | undefined {
  const found = error?.status === 429 ? /try again in (?:(\d+)m)?([\d.]+)(ms|s)/.exec(error.message) : undefined;
  if (found === undefined || found === null) return undefined;
  const [, minutes = "0", amount = "0", unit = "s"] = found;
  return Number(minutes) * 60 + Number(amount) / (unit === "ms" ? 1000 : 1);
}

const model = (id: string, created: number): JSONObject => ({ id, object: "model", created, owned_by: "system" });

const fingerprint = `fp_${identifier("openai fingerprint", 10)}`;

/** Hides how long a token is; readers have to ignore it. */
const padding = identifier("openai padding", 8);

/** OpenAI's chat completions, and what most compatible services copy. */
export const openaiProfile: EmulatorProfile = {
  id: "openai",
  basePath: "/v1",
  apiKey: "test-key-openai",
  models: [
    model("gpt-5.6", 1780000000),
    model("gpt-5.5", 1776000000),
    model("gpt-5.4", 1770000000),
    model("gpt-5.4-mini", 1770000001),
    model("gpt-4.1-nano", 1744321707),
    model("gpt-4o", 1715367049),
    model("gpt-4o-mini", 1721172741),
    model("gpt-3.5-turbo", 1677610602),
    model("gpt-3.5-turbo-instruct", 1692901427),
    model("gpt-image-2", 1771000000),
    model("omni-moderation-latest", 1731689265),
    model("text-embedding-3-small", 1705948997),
    model("text-embedding-3-large", 1705953180),
    model("text-embedding-ada-002", 1671217299),
    model("whisper-1", 1677532384),
    model("tts-1", 1681940951),
  ],
  reasoningField: "reasoning_content",
  usage: { on: "own-chunk", mustAsk: true },
  errorBody,
  streamError: errorBody,
  words: openaiWords,
  headers: ({ sequence, requestId }, error) => {
    const wait = waitSeconds(error);
    return {
      "x-request-id": requestId,
      "openai-organization": "org-portolan",
      "openai-processing-ms": String(20 + (sequence % 7)),
      "openai-version": "2020-10-01",
      "x-ratelimit-limit-requests": "5000",
      "x-ratelimit-limit-tokens": "800000",
      "x-ratelimit-remaining-requests": String(Math.max(0, 5000 - sequence)),
      "x-ratelimit-remaining-tokens": String(Math.max(0, 800000 - 100 * sequence)),
      "x-ratelimit-reset-requests": "12ms",
      "x-ratelimit-reset-tokens": "6ms",
      ...(wait === undefined ? {} : { "retry-after": String(Math.ceil(wait)), "retry-after-ms": String(Math.round(wait * 1000)) }),
    };
  },
  refuse: refuseOpenai,
  chunkFields: (position, _body, { sequence }) => ({
    service_tier: "default",
    system_fingerprint: fingerprint,
    ...(position === "whole" ? {} : { obfuscation: padding.slice(0, 4 + (sequence % 5)) }),
  }),
  messageFields: (position) => (position === "whole" ? { refusal: null, annotations: [] } : { refusal: null }),
};
