import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { listModels } from "../endpoints/models.ts";
import { readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const titles: Readonly<Record<number, string>> = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests" };
const refused = (status: number, message: string): ServiceError => ({ status, message });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "Header of type `authorization` was missing"),
  wrongKey: () => refused(403, "Authorization failed"),
  unknownModel: () => refused(404, "Function '23d4f03a-0000-4adb-a183-000000000000': Not found for account 'emulated-account'"),
  rateLimited: () => refused(429, "Too Many Requests"),
};

/** Problem details from the gateway; what the model's own server refuses is OpenAI's shape. */
function errorBody({ status, message, type, code, extra }: ServiceError): JSONObject {
  if (type !== undefined || code !== undefined) return { error: { message, type: type ?? "BadRequestError", param: null, code: code ?? status, ...extra } };
  return { status, title: titles[status] ?? "Internal Server Error", detail: message };
}

function refuse(body: JSONObject, path: string): ServiceError | undefined {
  if (path === "/embeddings" && /embedqa|embed-qa/.test(readString(body, "model") ?? "") && body["input_type"] === undefined) {
    return { status: 400, message: "'input_type' parameter is required for asymmetric models", type: "invalid_request_error", code: 400 };
  }
  return undefined;
}

/** The list is open to everybody. */
function answer({ method, path }: RecordedRequest, context: RequestContext): Reply | undefined {
  return method === "GET" && path === "/v1/models" ? listModels(context) : undefined;
}

/** NVIDIA's hosted NIM. */
export const nvidiaProfile: EmulatorProfile = openaiLike({
  id: "nvidia",
  basePath: "/v1",
  models: [
    listed("openai/gpt-oss-120b", "openai"),
    listed("openai/gpt-oss-20b", "openai"),
    listed("nvidia/nemotron-3-ultra-550b-a55b", "nvidia"),
    listed("meta/llama-3.1-8b-instruct", "meta"),
    listed("nvidia/nv-embedqa-e5-v5", "nvidia"),
    listed("baai/bge-m3", "baai"),
  ],
  endpoints: ["/chat/completions", "/completions", "/embeddings", "/models"],
  isReasoningModel: (modelId) => /gpt-oss|nemotron-3/.test(modelId),
  usage: { on: "every-chunk", mustAsk: true },
  errorBody,
  words,
  refuse,
  answer,
  headers: ({ requestId }) => ({ "nvcf-reqid": requestId.replace("req_", ""), "nvcf-status": "fulfilled" }),
});
