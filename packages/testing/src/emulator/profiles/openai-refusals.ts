import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import type { ServiceError } from "../script.ts";
import { findStrictProblem, type StrictProblem } from "../strict-schema.ts";

const refused = (message: string, code: string | null, param: string): ServiceError => ({
  status: 400,
  message,
  type: "invalid_request_error",
  code,
  extra: { param },
});

/** What OpenAI refuses before a model is asked. */
export function refuseOpenai(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  return refuseMaxTokens(body) ?? refuseSampling(body) ?? refuseReasoningWithTools(body) ?? refuseResponseFormat(body) ?? refuseTools(body);
}

/** The o series and gpt-5 know `max_completion_tokens` alone. */
function refuseMaxTokens(body: JSONObject): ServiceError | undefined {
  if (!/^(o\d|gpt-[5-9])/.test(readString(body, "model") ?? "") || readNumber(body, "max_tokens") === undefined) return undefined;
  return refused(
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    "unsupported_parameter",
    "max_tokens",
  );
}

/** What reasoning models take no value of. gpt-5.1 to gpt-5.9 take `temperature` and `top_p` at the effort `none`. */
function refuseSampling(body: JSONObject): ServiceError | undefined {
  const modelId = readString(body, "model") ?? "";
  if (!/^(o\d|gpt-[5-9](?!-chat))/.test(modelId)) return undefined;
  const samples = /^gpt-5\.\d/.test(modelId) && readString(body, "reasoning_effort") === "none";
  const fields = ["presence_penalty", "frequency_penalty", ...(samples ? [] : ["temperature", "top_p", "logprobs", "top_logprobs"])];
  const field = fields.find((name) => body[name] !== undefined);
  if (field === undefined) return undefined;
  return refused(`Unsupported parameter: '${field}' is not supported with this model.`, "unsupported_parameter", field);
}

function refuseReasoningWithTools(body: JSONObject): ServiceError | undefined {
  const modelId = readString(body, "model") ?? "";
  if (!/^gpt-5\.[6-9]/.test(modelId) || readList(body, "tools").length === 0 || readString(body, "reasoning_effort") === "none") return undefined;
  return refused(
    `Function tools with reasoning_effort are not supported for ${modelId} in /v1/chat/completions. Please use /v1/responses instead.`,
    null,
    "reasoning_effort",
  );
}

function refuseResponseFormat(body: JSONObject): ServiceError | undefined {
  const format = readObject(readObject(body, "response_format"), "json_schema");
  const problem = strictProblem(format, "schema");
  if (problem === undefined) return undefined;
  return refused(`Invalid schema for response_format '${readString(format, "name")}': ${inWords(problem)}`, null, "response_format");
}

function refuseTools(body: JSONObject): ServiceError | undefined {
  for (const [index, tool] of readList(body, "tools").entries()) {
    const called = isObject(tool) ? readObject(tool, "function") : undefined;
    const problem = strictProblem(called, "parameters");
    if (problem === undefined) continue;
    const message = `Invalid schema for function '${readString(called, "name")}': ${inWords(problem)}`;
    return refused(message, "invalid_function_parameters", `tools[${index}].function.parameters`);
  }
  return undefined;
}

function strictProblem(holder: JSONObject | undefined, key: string): StrictProblem | undefined {
  const schema: JSONValue | undefined = holder?.[key];
  return holder?.["strict"] === true ? findStrictProblem(schema) : undefined;
}

function inWords({ path, rule, missing }: StrictProblem): string {
  const context = `In context=(${path.map((key) => `'${key}'`).join(", ")})`;
  return rule === "additionalProperties"
    ? `${context}, 'additionalProperties' is required to be supplied and to be false.`
    : `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
}
