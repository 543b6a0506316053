import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readString } from "../json.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import { errorReply, type Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";
import { listed, openaiLike } from "./openai-like.ts";

const gateway = (status: number, code: number, message: string): ServiceError => ({ status, message, code });

const words: Partial<ServiceWords> = {
  unknownPath: () => gateway(404, 7003, "Could not route to this path, perhaps your object identifier is invalid?"),
  rateLimited: () => gateway(429, 2003, "Rate limited"),
};

/** The gateway's own errors; the others are the upstream's, as they came. */
function errorBody({ status, message, type, code, extra }: ServiceError): JSONValue {
  if (typeof code === "number" && type === undefined) {
    return { success: false, result: [], messages: [], error: [{ code, message }], name: "AiGatewayError", httpCode: status, internalCode: code };
  }
  return { error: { message, type: type ?? "invalid_request_error", param: null, code: code ?? null, ...extra } };
}

function refuse(body: JSONObject): ServiceError | undefined {
  return readString(body, "model")?.includes("/") === true ? undefined : gateway(400, 2005, "Invalid model: write provider/model");
}

/** The token of a gateway that has one, whatever else a request holds. */
function answer({ headers }: RecordedRequest, { profile, exchange }: RequestContext): Reply | undefined {
  const token = headers["cf-aig-authorization"];
  return token === undefined || token === "Bearer test-token-cloudflare" ? undefined : errorReply(gateway(401, 2009, "Unauthorized"), profile, exchange);
}

/** Cloudflare AI Gateway, at an account and a gateway that exist only here. */
export const cloudflareProfile: EmulatorProfile = openaiLike({
  id: "cloudflare",
  basePath: "/v1/emulated-account/emulated-gateway/compat",
  models: [listed("workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast", "workers-ai"), listed("google-ai-studio/gemini-3.5-flash", "google-ai-studio"), listed("groq/openai/gpt-oss-20b", "groq")],
  endpoints: ["/chat/completions", "/models"],
  errorBody,
  words,
  refuse,
  answer,
  headers: ({ requestId }) => ({ "cf-aig-log-id": requestId.replace("req_", "01"), "cf-aig-cache-status": "MISS", "cf-ray": "emulated-FRA" }),
});
