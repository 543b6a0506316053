import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import type { ScriptedToolCall, ServiceError } from "../script.ts";
import { findStrictProblem } from "../strict-schema.ts";

const refused = (message: string, extra: JSONObject = {}): ServiceError => ({ status: 400, message, type: "invalid_request_error", extra });

export const isGroqReasoningModel = (modelId: string): boolean => /gpt-oss|qwen3|groq\/compound/.test(modelId);

/** Groq documents `json_schema` for these alone (console.groq.com/docs/structured-outputs). */
const writesSchemas = (modelId: string): boolean => /gpt-oss|kimi-k2|llama-4/.test(modelId);

/** What Groq refuses before a model is asked. */
export function refuseGroq(body: JSONObject, path: string, models: readonly JSONObject[]): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  const modelId = readString(body, "model") ?? "";
  return (
    refuseMessages(body, modelId) ??
    refuseReasoning(body, modelId) ??
    refuseTools(body) ??
    refuseResponseFormat(body, modelId) ??
    refuseLength(body, models.find((row) => row["id"] === modelId)) ??
    ((readNumber(body, "n") ?? 1) > 1 ? refused("'n' : number must be at most 1", { param: "n" }) : undefined)
  );
}

function refuseMessages(body: JSONObject, modelId: string): ServiceError | undefined {
  for (const [position, message] of readList(body, "messages").entries()) {
    if (!isObject(message)) return refused(`'messages.${position}' : value must be an object`);
    const foreign = ["reasoning_content", "reasoning_details"].find((field) => message[field] !== undefined);
    if (foreign !== undefined) {
      return refused(
        `'messages.${position}' : for 'role:${readString(message, "role")}' the following must be satisfied[('messages.${position}' : property '${foreign}' is unsupported)]`,
      );
    }
    if (message["reasoning"] !== undefined && !isGroqReasoningModel(modelId)) {
      return refused(`\`messages[${position}].reasoning\`: reasoning is not supported with this model`);
    }
  }
  return undefined;
}

function refuseReasoning(body: JSONObject, modelId: string): ServiceError | undefined {
  const format = readString(body, "reasoning_format");
  const effort = readString(body, "reasoning_effort");
  if (format !== undefined && body["include_reasoning"] !== undefined && body["include_reasoning"] !== null) {
    return refused("cannot specify both `reasoning_format` and `include_reasoning`", { param: "reasoning_format" });
  }
  for (const field of ["reasoning_format", "reasoning_effort"]) {
    // gpt-oss knows `include_reasoning` alone (console.groq.com/docs/reasoning).
    const isKnown = isGroqReasoningModel(modelId) && !(field === "reasoning_format" && modelId.includes("gpt-oss"));
    if (typeof body[field] === "string" && !isKnown) return refused(`\`${field}\` is not supported with this model`, { param: field });
  }
  const efforts = reasoningEfforts(modelId);
  if (effort !== undefined && efforts !== undefined && !efforts.includes(effort)) {
    return refused(`\`reasoning_effort\` must be one of ${efforts.map((level) => `\`${level}\``).join(", ")}`);
  }
  if (format === "raw" && (readList(body, "tools").length > 0 || isJsonFormat(body))) {
    return refused("`reasoning_format` must be `parsed` or `hidden` when using JSON mode or tools", { param: "reasoning_format" });
  }
  return undefined;
}

function reasoningEfforts(modelId: string): readonly string[] | undefined {
  if (modelId.includes("gpt-oss")) return ["low", "medium", "high"];
  if (modelId.includes("qwen3.8")) return ["none", "default", "low", "medium", "high"];
  return modelId.includes("qwen3") ? ["none", "default"] : undefined;
}

function refuseTools(body: JSONObject): ServiceError | undefined {
  const tools = readList(body, "tools");
  if (tools.length > 128) return refused("'tools' : maximum number of items is 128");
  if (tools.length > 0 && isJsonFormat(body)) {
    return refused(`response_format \`${readString(readObject(body, "response_format"), "type")}\` cannot be combined with tool/function calling`);
  }
  const chosen = readString(readObject(readObject(body, "tool_choice"), "function"), "name");
  if (chosen !== undefined && !toolNames(body).includes(chosen)) return refused("requested tool does not exist");
  return undefined;
}

function refuseResponseFormat(body: JSONObject, modelId: string): ServiceError | undefined {
  const format = readObject(body, "response_format");
  const type = readString(format, "type");
  if (type === "json_schema" && !writesSchemas(modelId)) {
    return refused(
      "This model does not support response format `json_schema`. See supported models at https://console.groq.com/docs/structured-outputs#supported-models",
      { param: "response_format" },
    );
  }
  const schema = readObject(format, "json_schema");
  const problem = schema?.["strict"] === true ? findStrictProblem(schema["schema"]) : undefined;
  if (problem !== undefined) {
    const rule =
      problem.rule === "additionalProperties"
        ? "`additionalProperties:false` must be set on every object"
        : `\`required\` is required to be supplied and to be an array including every key in properties. Missing '${problem.missing}'`;
    return refused(`invalid JSON schema for response_format: '${readString(schema, "name")}': ${rule}`, { param: "response_format" });
  }
  if (type === "json_object" && !/json/i.test(JSON.stringify(body["messages"] ?? null))) {
    return refused("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.");
  }
  return undefined;
}

function refuseLength(body: JSONObject, row: JSONObject | undefined): ServiceError | undefined {
  const cap = readNumber(row, "max_completion_tokens");
  if (cap === undefined) return undefined;
  for (const field of ["max_completion_tokens", "max_tokens"]) {
    if ((readNumber(body, field) ?? 0) > cap) {
      return refused(
        `\`${field}\` must be less than or equal to \`${cap}\`, the maximum value for \`${field}\` is less than the \`context_window\` for this model`,
        { param: field },
      );
    }
  }
  return undefined;
}

/** Groq checks what a model calls, and hands the failed text to the caller. */
export function refuseGroqToolCalls(calls: readonly ScriptedToolCall[], body: JSONObject): ServiceError | undefined {
  if (body["disable_tool_validation"] === true) return undefined;
  const failed = (message: string, call: ScriptedToolCall): ServiceError => ({
    status: 400,
    message,
    type: "invalid_request_error",
    code: "tool_use_failed",
    extra: { failed_generation: `{"name": "${call.name}", "arguments": ${call.arguments}}` },
  });
  for (const call of calls) {
    if (!toolNames(body).includes(call.name)) {
      return failed(`Tool call validation failed: tool call validation failed: attempted to call tool '${call.name}' which was not in request.tools`, call);
    }
    if (!isJson(call.arguments)) {
      return failed("Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.", call);
    }
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isJsonFormat(body: JSONObject): boolean {
  const type = readString(readObject(body, "response_format"), "type");
  return type === "json_object" || type === "json_schema";
}

function toolNames(body: JSONObject): (string | undefined)[] {
  return readList(body, "tools").map((tool) => (isObject(tool) ? readString(readObject(tool, "function"), "name") : undefined));
}
