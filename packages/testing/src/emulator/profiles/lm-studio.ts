import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readObject, readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";
import { openaiLike } from "./openai-like.ts";

const refused = (status: number, message: string, extra: JSONObject = {}): ServiceError => ({ status, message, type: "invalid_request_error", extra });

const words: Partial<ServiceWords> = {
  // A path that is none is answered like one that is, with a complaint in place of the answer.
  unknownPath: (method, path) => ({ status: 200, message: `Unexpected endpoint or method. (${method} ${path})`, type: "text" }),
  unknownModel: () => refused(404, "No models loaded. Please load a model in the developer page or use the `lms load` command.", { param: "model", code: "model_not_found" }),
};

/** What is wrong with a request is told as a plain text, what is wrong with a model as an object. */
function errorBody({ message, type, code, extra }: ServiceError): JSONObject {
  if (type === "text") return { error: message };
  return { error: { message, type: type ?? "invalid_request_error", param: null, code: code ?? null, ...extra } };
}

const efforts: readonly string[] = ["none", "low", "medium", "high", "xhigh"];

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  if (isObject(body["tool_choice"])) return { status: 400, message: "Invalid tool_choice type: 'object'. Supported string values: none, auto, required", type: "text" };
  const format = readString(readObject(body, "response_format"), "type");
  if (format !== undefined && format !== "json_schema" && format !== "text") {
    return { status: 400, message: "'response_format.type' must be 'json_schema' or 'text'", type: "text" };
  }
  const effort = readString(body, "reasoning_effort");
  if (effort === undefined || efforts.includes(effort)) return undefined;
  return { status: 400, message: `Invalid discriminator value. Expected ${efforts.map((one) => `'${one}'`).join(" | ")}`, type: "text" };
}

const model = (id: string): JSONObject => ({ id, object: "model", owned_by: "organization_owner" });

/** LM Studio. */
export const lmStudioProfile: EmulatorProfile = openaiLike({
  id: "lm-studio",
  basePath: "/v1",
  models: [model("openai/gpt-oss-20b"), model("qwen/qwen3-coder-30b"), model("text-embedding-nomic-embed-text-v1.5")],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models"],
  isReasoningModel: (modelId) => modelId.includes("gpt-oss"),
  errorBody,
  words,
  refuse,
  headers: () => ({ "x-powered-by": "Express" }),
  chunkFields: (position, body) => ({ system_fingerprint: readString(body, "model") ?? "", ...(position === "whole" ? { stats: {} } : {}) }),
});
