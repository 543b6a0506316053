import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readObject, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, type = "invalid_request_error"): ServiceError => ({ status, message, type, code: "invalid_request_error" });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "Authentication Fails (governor)", "authentication_error"),
  wrongKey: (key) => refused(401, `Authentication Fails, Your api key: ****${key.slice(-4)} is invalid`, "authentication_error"),
  unknownModel: () => refused(400, "Model Not Exist"),
  rateLimited: () => ({ status: 429, message: "Rate limit reached, please slow down your requests.", type: "rate_limit_error", code: "rate_limit_error" }),
};

/** Thinks unless it is told not to, and wants its thoughts back. */
const isV4 = (modelId: string): boolean => !/^deepseek-(chat|reasoner|coder)/.test(modelId);

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path === "/completions") return refused(400, 'completions api is only available when using beta api (set base_url="https://api.deepseek.com/beta")');
  if (path !== "/chat/completions") return undefined;
  const format = readString(readObject(body, "response_format"), "type");
  if (format === "json_schema") return refused(400, "This response_format type is unavailable now");
  if (format === "json_object" && !/json/i.test(JSON.stringify(body["messages"] ?? null))) {
    return refused(400, "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.");
  }
  return refuseHistory(body);
}

function refuseHistory(body: JSONObject): ServiceError | undefined {
  const answers = readList(body, "messages").filter((message) => isObject(message) && message["role"] === "assistant") as JSONObject[];
  const bearing = answers.filter((message) => message["reasoning_content"] !== undefined);
  if (!isV4(readString(body, "model") ?? "")) {
    return bearing.length === 0 ? undefined : refused(400, "The reasoning_content is an intermediate result and must be removed from the messages");
  }
  const isThinking = readString(readObject(body, "thinking"), "type") !== "disabled";
  if (!isThinking || bearing.length === answers.length) return undefined;
  return refused(400, "The `reasoning_content` in the thinking mode must be passed back to the API.");
}

/** DeepSeek. */
export const deepseekProfile: EmulatorProfile = openaiLike({
  id: "deepseek",
  basePath: "/v1",
  models: [listed("deepseek-v4-flash", "deepseek"), listed("deepseek-v4-pro", "deepseek")],
  endpoints: ["/chat/completions", "/completions", "/models"],
  elsewhere: { "/beta/completions": "/completions" },
  isReasoningModel: isV4,
  usage: { on: "finish-chunk", mustAsk: true },
  usageObject: ({ prompt, completion, reasoning }) => ({
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0 },
    ...(reasoning === 0 ? {} : { completion_tokens_details: { reasoning_tokens: reasoning } }),
    prompt_cache_hit_tokens: 0,
    prompt_cache_miss_tokens: prompt,
  }),
  // Keeps connections alive so while a request waits for its turn: api-docs.deepseek.com/quick_start/rate_limit
  keepAlive: { comment: "keep-alive", blankLines: 2 },
  words,
  refuse,
  headers: ({ requestId }) => ({ "x-ds-trace-id": requestId.replace("req_", "") }),
  chunkFields: () => ({ system_fingerprint: "fp_emulated_prod" }),
});
