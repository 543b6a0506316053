import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiImage, openaiModeration, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import { leaveOut } from "../hooks/leave-out.ts";
import type { Preset } from "../preset.ts";
import { openaiModels } from "./openai.models.ts";

const sampling = { temperature: "temperature", top_p: "topP", logprobs: "logprobs", top_logprobs: "topLogprobs" };

/** Reasoning models refuse sampling; gpt-5.1 to gpt-5.9 take it at the level `none`. https://platform.openai.com/docs/guides/latest-model */
function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  const { modelId } = call;
  if (!/^(o\d|gpt-[5-9])/.test(modelId) || /^gpt-\d-chat/.test(modelId)) return body;
  const takesNone = /^gpt-5\.\d/.test(modelId);
  const effort = refusesToolsWhileReasoning(body, call) ? { reasoning_effort: "none" } : {};
  const sent: JSONObject = { ...body, ...effort };
  if (takesNone && sent["reasoning_effort"] === "none") return sent;
  return leaveOut(sent, call, sampling, takesNone ? 'sent with the reasoning level "none" alone' : "the model always reasons");
}

/** From gpt-5.6 on, chat completions with tools must not reason; together they belong to the Responses API. */
function refusesToolsWhileReasoning(body: JSONObject, call: LanguageCall): boolean {
  const effort = body["reasoning_effort"];
  if (!/^gpt-5\.[6-9]/.test(call.modelId) || body["tools"] === undefined || effort === "none") return false;
  call.warn({ type: "compatibility", feature: "reasoning", details: `${call.modelId} takes tools without reasoning alone; the level "none" is sent` });
  return true;
}

/** OpenAI. https://platform.openai.com/docs/api-reference/chat */
export const openai = (): Preset => ({
  id: "openai",
  name: "OpenAI",
  baseURL: "https://api.openai.com/v1",
  env: { apiKey: ["OPENAI_API_KEY"] },
  headers: (_, read) => ({ "openai-organization": read("OPENAI_ORG_ID", "OPENAI_ORGANIZATION"), "openai-project": read("OPENAI_PROJECT_ID", "OPENAI_PROJECT") }),
  keyPrefix: "sk-",
  pages: { site: "https://platform.openai.com", keys: "https://platform.openai.com/api-keys", status: "https://status.openai.com" },
  defaultModel: "gpt-5.4-mini",
  chat: { finishBody, keep: { serviceTier: "service_tier", systemFingerprint: "system_fingerprint" } },
  wire: { promptCaching: "prompt_cache_key", strictSchema: "fitting", urls: { "image/*": [/^https?:/] } },
  models: openaiModels(),
  errors: [
    { code: "insufficient_quota", kind: "quota", hint: "credit and limits: https://platform.openai.com/settings/organization/billing" },
    { message: /only supported in v1\/responses|not a chat model|not in v1\/chat\/completions/i, kind: "model-not-found", hint: "choose a model that speaks chat completions" },
    { message: /organization must be verified/i, kind: "permission", hint: "verify it: https://platform.openai.com/settings/organization/general" },
  ],
  keepHeaders: { "x-request-id": "requestId", "openai-processing-ms": "processingMs" },
  completion: openaiCompletion(),
  embedding: openaiEmbedding({ base64: true }),
  image: openaiImage({
    edits: "/images/edits",
    responseFormat: (modelId) => (modelId.startsWith("dall-e") ? "b64_json" : undefined),
    maxPerCall: (modelId) => (modelId === "dall-e-3" ? 1 : 10),
  }),
  moderation: openaiModeration(),
  transcription: openaiTranscription({ verbose: /^whisper/ }),
  speech: openaiSpeech({ voice: "alloy", instructions: "instructions" }),
});
