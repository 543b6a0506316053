import type { JSONObject } from "@ai-sdk/provider";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiModeration, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import { mistralMessages } from "../hooks/mistral-messages.ts";
import type { Preset } from "../preset.ts";
import { mistralModels } from "./mistral.models.ts";

const finishBody = (body: JSONObject): JSONObject => ({ ...body, messages: mistralMessages(body["messages"] as JSONObject[]) });

/** Mistral AI. https://docs.mistral.ai/api */
export const mistral = (): Preset => ({
  id: "mistral",
  name: "Mistral AI",
  baseURL: "https://api.mistral.ai/v1",
  env: { apiKey: ["MISTRAL_API_KEY"] },
  pages: { site: "https://mistral.ai", keys: "https://console.mistral.ai/api-keys", status: "https://status.mistral.ai" },
  defaultModel: "mistral-small-latest",
  chat: { finishBody, keep: { serviceTier: "usage.service_tier" } },
  wire: {
    fields: { seed: "random_seed" },
    streamUsage: "always",
    toolChoice: { required: "any" },
    history: "thinking",
    historyScope: "all",
    promptCaching: "prompt_cache_key",
    urls: { "image/*": [/^https?:/], "application/pdf": [/^https?:/] },
  },
  models: mistralModels(),
  errors: [
    { code: "3505", kind: "overloaded", hint: "the model's capacity is used up: another model, or a paid tier" },
    { code: "1300", kind: "rate-limit", hint: "limits by model: https://admin.mistral.ai/plateforme/limits" },
    { code: "invalid_model", kind: "model-not-found" },
  ],
  keepHeaders: { "mistral-correlation-id": "correlationId" },
  // Fills the gap between a prompt and the provider option `suffix`: docs.mistral.ai/api/endpoint/fim
  completion: openaiCompletion({ path: "/fim/completions" }),
  moderation: openaiModeration(),
  embedding: openaiEmbedding({ dimensions: "output_dimension", maxPerCall: 32, parallel: false }),
  transcription: openaiTranscription({ verbose: false, plainTimes: true, lists: "repeated" }),
  speech: openaiSpeech({ formats: ["mp3", "wav", "pcm", "flac", "opus"], voiceField: "voice_id", speed: false }),
});
