import type { JSONObject } from "@ai-sdk/provider";
import { readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const invalid = "Client specified an invalid argument";
const refused = (status: number, code: string, message: string): ServiceError => ({ status, code, message });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "The request does not have valid authentication credentials for the operation.", "No Authorization header was sent. You can obtain an API key from https://console.x.ai."),
  // A wrong key is a wrong argument here: 400, not 401.
  wrongKey: (key) => refused(400, invalid, `Incorrect API key provided: ${key.slice(0, 2)}***${key.slice(-2)}. You can obtain an API key from https://console.x.ai.`),
  unknownModel: (modelId) => refused(404, "Some requested entity was not found", `The model ${modelId} does not exist or your team does not have access to it.`),
  rateLimited: (modelId) => refused(429, "Some resource has been exhausted", `Too many requests for team emulated and model ${modelId}. Your team's rate limit is 480 requests per minute.`),
};

/** Flat: the code is a sentence, and the error a text. */
function errorBody({ status, code, message, extra }: ServiceError): JSONObject {
  return { code: status >= 500 || typeof code !== "string" ? "The service is currently unavailable" : code, error: message, ...extra };
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const modelId = readString(body, "model") ?? "";
  if (body["search_parameters"] !== undefined) return refused(410, "Gone", "Live search is deprecated. Please switch to the Agent Tools API: https://docs.x.ai/docs/guides/tools/overview");
  const isReasoning = !modelId.endsWith("-non-reasoning");
  const field = ["presence_penalty", "frequency_penalty", "stop"].find((name) => isReasoning && body[name] !== undefined);
  if (field !== undefined) return refused(400, invalid, `Argument not supported on this model: ${field}`);
  const refusesEffort = /^grok-4\.20(-\d{4})?-(non-)?reasoning$/.test(modelId);
  if (refusesEffort && body["reasoning_effort"] !== undefined) return refused(400, invalid, `Model ${modelId} does not support parameter reasoningEffort.`);
  return undefined;
}

/** xAI. */
export const xaiProfile: EmulatorProfile = openaiLike({
  id: "xai",
  basePath: "/v1",
  models: [listed("grok-4.3", "xai"), listed("grok-4.6", "xai"), listed("grok-4.20-0309-reasoning", "xai"), listed("grok-4.20-0309-non-reasoning", "xai"), listed("grok-imagine-image", "xai")],
  endpoints: ["/chat/completions", "/images/generations", "/models"],
  isReasoningModel: (modelId) => modelId.startsWith("grok") && !modelId.endsWith("-non-reasoning"),
  toolDeltas: "whole",
  // Reasoning is counted beside the completion, and money in ten-billionths of a dollar.
  usageObject: ({ prompt, completion, reasoning }) => ({
    prompt_tokens: prompt,
    completion_tokens: completion - reasoning,
    total_tokens: prompt + completion,
    prompt_tokens_details: { text_tokens: prompt, audio_tokens: 0, image_tokens: 0, cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
    num_sources_used: 0,
    cost_in_usd_ticks: 1_580_000,
  }),
  errorBody,
  words,
  refuse,
  chunkFields: () => ({ system_fingerprint: "fp_emulated" }),
});
