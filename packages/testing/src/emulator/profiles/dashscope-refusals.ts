import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import type { ServiceError } from "../script.ts";

const algorithm = "<400> InternalError.Algo.InvalidParameter: ";
const refused = (message: string): ServiceError => ({ status: 400, message, type: "invalid_request_error", code: "invalid_parameter_error" });

/** Models that think unless told not to. */
export const thinksUnasked = (modelId: string): boolean => /^qwen3\.[5-9]|^qwen3-\d[\w.]*b(?:-a\d+b)?$/.test(modelId);
/** Models that cannot be told not to think. */
export const onlyThinks = (modelId: string): boolean => /^(?:qwq|qvq)|-thinking/.test(modelId);

/** Models that take JSON mode while they think. */
const thinksInJSON = (modelId: string): boolean => /^qwen3\.(?:7-(?:plus|flash|max)|8-(?:max|flash))(?:-|$)/.test(modelId);
const onlyStreams = (modelId: string): boolean => /^(?:qwq|qvq)|omni|-thinking/.test(modelId);
const isOpenSource = (modelId: string): boolean => /^qwen3-\d[\w.]*b/.test(modelId);

/** The most tokens that a model writes. */
const outputLimits: ReadonlyMap<string, number> = new Map([
  ["qwen-plus", 32_768],
  ["qwen-max", 8192],
  ["qwen3-max", 65_536],
]);

/** What DashScope refuses before a model is asked. Its words: https://help.aliyun.com/zh/model-studio/error-code */
export function refuseDashScope(body: JSONObject, path: string): ServiceError | undefined {
  if (path === "/embeddings") return refuseEmbedding(body);
  if (path !== "/chat/completions") return undefined;
  return refuseSampling(body) ?? refuseStreaming(body) ?? refuseThinking(body) ?? refuseFormat(body) ?? refuseMessages(body);
}

function thinks(body: JSONObject): boolean {
  const modelId = readString(body, "model") ?? "";
  if (onlyThinks(modelId)) return true;
  if (typeof body["enable_thinking"] === "boolean") return body["enable_thinking"];
  return body["reasoning_effort"] !== undefined || thinksUnasked(modelId);
}

function refuseSampling(body: JSONObject): ServiceError | undefined {
  const temperature = readNumber(body, "temperature");
  if (temperature !== undefined && (temperature < 0 || temperature >= 2)) return refused(`${algorithm}Temperature should be in [0.0, 2.0)`);
  const most = outputLimits.get(readString(body, "model") ?? "");
  if (most !== undefined && (readNumber(body, "max_tokens") ?? 0) > most) return refused(`${algorithm}Range of max_tokens should be [1, ${most}]`);
  return undefined;
}

function refuseStreaming(body: JSONObject): ServiceError | undefined {
  if (body["stream"] === true) return undefined;
  const modelId = readString(body, "model") ?? "";
  if (readList(body, "modalities").includes("audio")) return refused("'audio' output only support with stream=true");
  if (onlyStreams(modelId)) return refused("This model only support stream mode, please enable the stream parameter to access the model.");
  if (isOpenSource(modelId) && thinks(body)) return refused("parameter.enable_thinking must be set to false for non-streaming calls");
  return undefined;
}

function refuseThinking(body: JSONObject): ServiceError | undefined {
  const modelId = readString(body, "model") ?? "";
  if (onlyThinks(modelId) && body["enable_thinking"] === false) return refused("The value of the enable_thinking parameter is restricted to True.");
  if (!thinks(body)) return undefined;
  const choice = body["tool_choice"];
  if (choice === "required" || isObject(choice)) {
    return refused(`${algorithm}The tool_choice parameter does not support being set to required or object in thinking mode`);
  }
  // https://github.com/QwenLM/Qwen-Agent/issues/941
  const budget = readNumber(body, "thinking_budget");
  if (/^qwen3\.5-\d+b/.test(modelId) && (budget === undefined || budget < 1)) {
    return refused(`${algorithm}The thinking_budget parameter must be a positive integer and not greater than 0`);
  }
  if (budget !== undefined && body["reasoning_effort"] !== undefined) return refused(`${algorithm}thinking_budget and reasoning_effort cannot be set at the same time`);
  return undefined;
}

function refuseFormat(body: JSONObject): ServiceError | undefined {
  const type = readString(readObject(body, "response_format"), "type");
  if (type === "json_object" && !/json/i.test(JSON.stringify(body["messages"]))) {
    return refused("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.");
  }
  if (type !== undefined && type !== "text" && thinks(body) && !thinksInJSON(readString(body, "model") ?? "")) {
    return refused("Json mode response is not supported when enable_thinking is true");
  }
  return undefined;
}

function refuseMessages(body: JSONObject): ServiceError | undefined {
  const messages = readList(body, "messages").filter(isObject);
  if ((readString(body, "model") ?? "").startsWith("qwen-mt") && (messages.length !== 1 || messages[0]?.["role"] !== "user")) {
    return refused(`${algorithm}Role specification invalid, please refer to API documentation for usage.`);
  }
  const sounds = messages.flatMap((message) => readList(message, "content").filter(isObject)).flatMap((part) => readString(readObject(part, "input_audio"), "data") ?? []);
  if (sounds.some((sound) => !/^(?:data:|https?:)/.test(sound))) return refused(`${algorithm}The provided URL does not appear to be valid. Ensure it is correctly formatted.`);
  return undefined;
}

function refuseEmbedding(body: JSONObject): ServiceError | undefined {
  if (readList(body, "input").length <= 10) return undefined;
  return refused(`${algorithm}Value error, batch size is invalid, it should not be larger than 10.: input.contents`);
}
