import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall, PartWriter } from "@portolan/core";
import { openaiEmbedding, openaiImage } from "@portolan/core/openai-models";
import { leaveOut } from "../hooks/leave-out.ts";
import { signForeignCalls } from "../hooks/sign-foreign-calls.ts";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });
const graded = { minimal: effort("minimal"), low: effort("low"), medium: effort("medium"), high: effort("high") };

/** Google takes an effort or its own `thinking_config`, not both. */
function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  const signed = /^gemini-[3-9]/.test(call.modelId) ? { ...body, messages: signForeignCalls(body["messages"] as JSONObject[]) } : body;
  const own = ((body["extra_body"] as JSONObject | undefined)?.["google"] as JSONObject | undefined)?.["thinking_config"];
  return own === undefined ? signed : leaveOut(signed, call, { reasoning_effort: "reasoning" }, "thinking_config says how much to think");
}

/** Thoughts are in the total and in no other count. */
function readChunk(chunk: JSONObject, _out: PartWriter): JSONObject | undefined {
  const usage = chunk["usage"] as JSONObject | null | undefined;
  const hidden = Number(usage?.["total_tokens"]) - Number(usage?.["prompt_tokens"]) - Number(usage?.["completion_tokens"] ?? 0);
  if (usage == null || usage["completion_tokens_details"] != null || !(hidden > 0)) return undefined;
  return { ...chunk, usage: { ...usage, completion_tokens_details: { reasoning_tokens: hidden } } };
}

/** Google AI Studio in OpenAI's form. https://ai.google.dev/gemini-api/docs/openai */
export const google = (): Preset => ({
  id: "google",
  name: "Google AI Studio",
  aliases: ["gemini"],
  baseURL: "https://generativelanguage.googleapis.com/v1beta/openai",
  env: { apiKey: ["GEMINI_API_KEY", "GOOGLE_AI_STUDIO_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"] },
  keyPrefix: "AIza",
  pages: { site: "https://aistudio.google.com", keys: "https://aistudio.google.com/apikey", status: "https://aistudio.google.com/status" },
  defaultModel: "gemini-3.5-flash",
  chat: { finishBody, readChunk },
  embedding: openaiEmbedding({ maxPerCall: 100 }),
  image: openaiImage({ responseFormat: "b64_json" }),
  // "Invalid JSON payload received. Unknown name …: Cannot find field." is its answer to these.
  wire: { fields: { seed: false, frequencyPenalty: false, presencePenalty: false }, promptCaching: "automatic", reasoningTags: ["<thought>", "</thought>"] },
  models: [
    { match: /^gemini-.*-image|^imagen-/, can: { kind: "image" } },
    { match: /^gemini-(?!embedding|.*-image)/, can: { kind: "language", tools: true, forcedToolChoice: true, jsonObject: true, jsonSchema: true, imageInput: true, seed: false } },
    { match: /^gemini-(2\.5|[3-9])/, can: { reasoning: true, reasoningLevels: ["minimal", "low", "medium", "high"] }, wire: { reasoning: graded } },
    { match: /^gemini-2\.5-flash/, can: { reasoningLevels: ["none", "minimal", "low", "medium", "high"] }, wire: { reasoning: { none: effort("none"), ...graded } } },
    { match: ["gemini-3.5-flash"], can: { contextWindow: 1_048_576, maxOutputTokens: 65_536 } },
    { match: ["gemini-3.1-pro-preview", "gemini-3.1-flash-lite", "gemini-2.5-pro", "gemini-2.5-flash", "gemini-2.5-flash-lite"], can: { kind: "language" } },
    { match: ["gemini-embedding-001"], can: { kind: "embedding", embeddingDimensions: 3072 } },
    { match: /^gemini-(pro|1\.[05]|2\.0)/, retired: { use: "gemini-3.5-flash" } },
    { match: ["gemini-3-pro-preview"], retired: { use: "gemini-3.1-pro-preview" } },
    { match: ["text-embedding-004", "embedding-001"], can: { kind: "embedding" }, retired: { use: "gemini-embedding-001" } },
  ],
  errors: [
    { message: /API key not (valid|found)|API key expired/i, kind: "auth" },
    { message: /location is not supported/i, kind: "permission" },
    { message: /thought_signature/, kind: "bad-request", hint: "send tool calls back with the providerMetadata they came with" },
  ],
});
