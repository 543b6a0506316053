import type { JSONObject } from "@ai-sdk/provider";
import type { EmulatorProfile } from "../profile.ts";
import type { ServiceError } from "../script.ts";

/** What a service that took over OpenAI's form states of itself; everything else is as most of them do it. */
export type OpenaiLike = Partial<EmulatorProfile> & Pick<EmulatorProfile, "id" | "basePath" | "models">;

function errorBody(error: ServiceError): JSONObject {
  return { error: { message: error.message, type: error.type ?? "invalid_request_error", param: null, code: error.code ?? null, ...error.extra } };
}

/** The profile of a service that speaks OpenAI's chat completions. */
export function openaiLike(service: OpenaiLike): EmulatorProfile {
  return {
    apiKey: `test-key-${service.id}`,
    reasoningField: "reasoning_content",
    usage: { on: "own-chunk", mustAsk: true },
    errorBody,
    streamError: service.errorBody ?? errorBody,
    headers: ({ requestId }) => ({ "x-request-id": requestId }),
    ...service,
  };
}

/** A row of a model list with nothing but an id. */
export function listed(id: string, ownedBy: string): JSONObject {
  return { id, object: "model", created: 1_764_000_000, owned_by: ownedBy };
}
