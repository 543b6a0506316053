import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readObject, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, code: string, message: string, extra: JSONObject = {}): ServiceError => ({ status, message, code, extra });
const wrongKey = (): ServiceError =>
  refused(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", {
    details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID", domain: "googleapis.com", metadata: { service: "generativelanguage.googleapis.com" } }],
  });
const unknownName = (field: string): ServiceError => refused(400, "INVALID_ARGUMENT", `Invalid JSON payload received. Unknown name "${field}": Cannot find field.`);

const words: Partial<ServiceWords> = {
  missingKey: () => refused(400, "INVALID_ARGUMENT", "Missing or invalid Authorization header."),
  wrongKey,
  unknownModel: (modelId) => refused(404, "NOT_FOUND", `models/${modelId} is not found for API version v1main, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`),
  missingField: (field) => refused(400, "INVALID_ARGUMENT", `${field} is not specified`),
  unknownField: unknownName,
  rateLimited: (modelId, retryAfterSeconds) =>
    refused(429, "RESOURCE_EXHAUSTED", `You exceeded your current quota, please check your plan and billing details. * Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 10, model: ${modelId}\nPlease retry in ${retryAfterSeconds}s.`, {
      details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${retryAfterSeconds}s` }],
    }),
};

/** Google's error in a list of one. */
function errorBody({ status, message, code, extra }: ServiceError): JSONValue {
  return [{ error: { code: status, message, status: code ?? "INTERNAL", ...extra } }];
}

/** The name of the first call of an answer that came back without its signature, since the user last spoke. */
function unsignedCall(body: JSONObject): string | undefined {
  const messages = readList(body, "messages").filter(isObject);
  const answers = messages.slice(messages.findLastIndex((message) => message["role"] === "user") + 1);
  const calls = answers.map((message) => readList(message, "tool_calls")[0]).filter(isObject);
  const unsigned = calls.find((call) => readString(readObject(readObject(call, "extra_content"), "google"), "thought_signature") === undefined);
  return readString(readObject(unsigned, "function"), "name");
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const unknown = ["seed", "frequency_penalty", "presence_penalty", "top_k", "reasoning"].find((field) => body[field] !== undefined);
  if (unknown !== undefined) return unknownName(unknown);
  const effort = readString(body, "reasoning_effort");
  const modelId = readString(body, "model") ?? "";
  if (effort === "none" && !modelId.startsWith("gemini-2.5-flash")) return refused(400, "INVALID_ARGUMENT", "Reasoning cannot be turned off for this model.");
  if (effort !== undefined && !["none", "minimal", "low", "medium", "high"].includes(effort)) return refused(400, "INVALID_ARGUMENT", `Invalid value at 'reasoning_effort': "${effort}"`);
  const own = readObject(readObject(readObject(body, "extra_body"), "google"), "thinking_config");
  const unsigned = modelId.startsWith("gemini-3") ? unsignedCall(body) : undefined;
  if (unsigned !== undefined) return refused(400, "INVALID_ARGUMENT", `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly. Additional data, function call \`default_api:${unsigned}\`.`);
  if (effort !== undefined && own !== undefined) return refused(400, "INVALID_ARGUMENT", "Expected one of either `reasoning_effort` or custom `thinking_config`; found both.");
  return undefined;
}


const model = (id: string): JSONObject => ({ id: `models/${id}`, object: "model", owned_by: "google", display_name: id });

/** Google AI Studio in OpenAI's form. */
export const googleProfile: EmulatorProfile = openaiLike({
  id: "google",
  basePath: "/v1beta/openai",
  models: ["gemini-3.5-flash", "gemini-3.1-pro-preview", "gemini-3.1-flash-lite", "gemini-2.5-pro", "gemini-2.5-flash", "gemini-embedding-001"].map(model),
  endpoints: ["/chat/completions", "/embeddings", "/models", "/images/generations"],
  reasoningField: "think-tags",
  reasoningTags: ["<thought>", "</thought>"],
  reasoningAsked: (body) => (readObject(readObject(readObject(body, "extra_body"), "google"), "thinking_config")?.["include_thoughts"] === true ? undefined : "none"),
  isReasoningModel: (modelId) => /^gemini-(2\.5|[3-9])/.test(modelId),
  toolDeltas: "whole-without-index",
  // Thoughts count in the total alone.
  usageObject: ({ prompt, completion, reasoning }) => ({ prompt_tokens: prompt, completion_tokens: completion - reasoning, total_tokens: prompt + completion }),
  errorBody,
  words,
  refuse,
  requestId: (sequence) => `emulated-${sequence}`,
  headers: () => ({ server: "scaffolding on HTTPServer2", vary: "Origin, X-Origin, Referer" }),
});
