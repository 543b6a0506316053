import type { JSONObject } from "@ai-sdk/provider";
import { isObject, readList, readObject, readString } from "../json.ts";
import type { ServiceError } from "../script.ts";

/** "must be a-z, A-Z, 0-9, with a length of 9", also for ids that another service made: github.com/vercel/ai/issues/11802 */
export function takesToolCallId(id: string): boolean {
  return /^[a-zA-Z0-9]{9}$/.test(id);
}

/** OpenAI's fields that Mistral's request model does not have: it forbids every field it does not know. */
const foreign = ["seed", "stream_options", "max_completion_tokens", "top_k", "logprobs", "user"] as const;

/** What Mistral refuses before a model is asked. */
export function refuseMistral(body: JSONObject, path: string): ServiceError | undefined {
  if (path !== "/chat/completions") return undefined;
  return refuseFields(body) ?? refuseMessages(body);
}

function refuseFields(body: JSONObject): ServiceError | undefined {
  const field = foreign.find((name) => body[name] !== undefined);
  if (field !== undefined) return invalid(["body", field], "Extra inputs are not permitted", "extra_forbidden");
  if (body["tool_choice"] === "required") return invalid(["body", "tool_choice"], "Input should be 'auto', 'none' or 'any'", "enum");
  const effort = readString(body, "reasoning_effort");
  if (effort === undefined) return undefined;
  const efforts = effortsOf(readString(body, "model") ?? "");
  if (efforts.includes(effort)) return undefined;
  return refused(`reasoning_effort ${effort} is not supported for this model. Supported values: ${efforts.join(", ")}`, "invalid_request_error", "3051");
}

/** docs.mistral.ai/studio/conversations/reasoning */
function effortsOf(modelId: string): readonly string[] {
  if (modelId.startsWith("zai-glm-5-3")) return ["low", "high", "max"];
  return modelId.startsWith("mistral-large-4") ? ["low", "medium", "high"] : ["none", "high"];
}

function refuseMessages(body: JSONObject): ServiceError | undefined {
  const messages = readList(body, "messages").filter(isObject);
  for (const [position, message] of messages.entries()) {
    const field = ["reasoning", "reasoning_content", "reasoning_details"].find((name) => message[name] !== undefined);
    if (field !== undefined) return invalid(["body", "messages", position, "assistant", field], "Extra inputs are not permitted", "extra_forbidden");
    const file = readList(message, "content").findIndex((part) => isObject(part) && part["type"] === "file" && readObject(part, "file")?.["file_data"] !== undefined);
    if (file !== -1) return invalid(["body", "messages", position, "user", "content", file, "file", "file_id"], "Field required", "missing");
    const ids = [readString(message, "tool_call_id"), ...readList(message, "tool_calls").map((call) => readString(isObject(call) ? call : undefined, "id"))];
    const odd = ids.find((id) => id !== undefined && !takesToolCallId(id));
    if (odd !== undefined) return refused(`Tool call id was ${odd} but must be a-z, A-Z, 0-9, with a length of 9.`, "invalid_function_call", "3280");
  }
  const last = messages.at(-1);
  if (last?.["role"] !== "assistant" || last["prefix"] === true) return undefined;
  return refused("Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant", "invalid_request_message_order", "3230");
}

function refused(message: string, type: string, code: string): ServiceError {
  return { status: 400, message, type, code };
}

function invalid(loc: (string | number)[], message: string, type: string): ServiceError {
  return { status: 422, message, type, extra: { loc } };
}
