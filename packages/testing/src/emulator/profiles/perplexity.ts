import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readObject, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, type: string): ServiceError => ({ status, message, type });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "401 Authorization Required", "unauthorized"),
  wrongKey: () => refused(401, "401 Authorization Required", "unauthorized"),
  unknownModel: (modelId) => refused(400, `Invalid model '${modelId}'. Permitted models can be found in the documentation at https://docs.perplexity.ai/guides/model-cards.`, "invalid_model"),
  rateLimited: () => refused(429, "Request rate limit exceeded, please try again later.", "request_rate_limit_exceeded"),
};

function errorBody({ status, message, type, extra }: ServiceError): JSONObject {
  return { error: { message, type: type ?? "internal_error", code: status, ...extra } };
}

/** The gateway in front answers for a missing key, and not in JSON. */
function errorPage({ status }: ServiceError): { readonly contentType: string; readonly body: string } | undefined {
  if (status !== 401) return undefined;
  const title = "401 Authorization Required";
  return {
    contentType: "text/html",
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>openresty/1.25.3.1</center>\r\n</body>\r\n</html>\r\n`,
  };
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path === "/embeddings" && !/^base64_(int8|binary)$/.test(readString(body, "encoding_format") ?? "base64_int8")) {
    return refused(400, "Invalid value for parameter 'encoding_format'. Permitted values: 'base64_int8', 'base64_binary'.", "invalid_parameter");
  }
  if (path !== "/chat/completions") return undefined;
  const format = readString(readObject(body, "response_format"), "type");
  if (format !== undefined && !["text", "json_schema", "regex"].includes(format)) {
    return refused(400, `Invalid value for parameter 'response_format.type': '${format}'. Permitted values: 'text', 'json_schema', 'regex'.`, "invalid_parameter");
  }
  if (typeof body["tool_choice"] === "object") return refused(400, "Invalid value for parameter 'tool_choice'. Permitted values: 'none', 'auto', 'required'.", "invalid_parameter");
  return refuseTurns(readList(body, "messages").filter(isObject));
}

function refuseTurns(messages: readonly JSONObject[]): ServiceError | undefined {
  const turns = messages.filter(({ role }) => role !== "system").map(({ role }) => (role === "assistant" ? "assistant" : role === "tool" ? "tool" : "user"));
  const repeated = turns.some((role, position) => position > 0 && role === turns[position - 1] && role !== "tool");
  if (turns[0] === "assistant" || repeated) {
    return refused(400, "After the (optional) system message(s), user or tool message(s) should alternate with assistant message(s).", "invalid_message");
  }
  return turns.at(-1) === "assistant" ? refused(400, "Last message must have role `user` or `tool`.", "invalid_message") : undefined;
}

/** Perplexity. */
export const perplexityProfile: EmulatorProfile = openaiLike({
  id: "perplexity",
  basePath: "",
  models: [listed("sonar", "perplexity"), listed("sonar-pro", "perplexity"), listed("sonar-reasoning-pro", "perplexity"), listed("sonar-deep-research", "perplexity"), listed("pplx-embed-v1-0.6b", "perplexity")],
  endpoints: ["/chat/completions", "/models", "/embeddings"],
  reasoningField: "think-tags",
  isReasoningModel: (modelId) => /^sonar-(reasoning|deep)/.test(modelId),
  embeddingBytes: "int8",
  usage: { on: "every-chunk", mustAsk: false },
  usageObject: ({ prompt, completion, reasoning }) => ({
    prompt_tokens: prompt,
    completion_tokens: completion - reasoning,
    total_tokens: prompt + completion,
    ...(reasoning === 0 ? {} : { reasoning_tokens: reasoning }),
    num_search_queries: 1,
    search_context_size: "low",
    cost: { input_tokens_cost: 0.00001, output_tokens_cost: 0.00002, request_cost: 0.005, total_cost: 0.00503 },
  }),
  errorBody,
  errorPage,
  words,
  refuse,
  chunkFields: (position) => (position === "last" ? { object: "chat.completion.done" } : {}),
});
