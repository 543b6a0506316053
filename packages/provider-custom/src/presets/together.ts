import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiImage, openaiRerank, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import type { Preset } from "../preset.ts";
import { togetherModels } from "./together.models.ts";

/** Together AI. https://docs.together.ai/reference/chat-completions-1 */
export const together = (): Preset => ({
  id: "together",
  name: "Together AI",
  baseURL: "https://api.together.xyz/v1",
  env: { apiKey: ["TOGETHER_API_KEY", "TOGETHER_AI_API_KEY"] },
  pages: { site: "https://www.together.ai", keys: "https://api.together.ai/settings/api-keys", status: "https://status.together.ai" },
  defaultModel: "openai/gpt-oss-120b",
  chat: { keep: { serviceWarnings: "warnings" } },
  wire: { fields: { topK: "top_k" }, history: "reasoning", promptCaching: "automatic", urls: { "image/*": [/^https?:/] } },
  models: togetherModels(),
  errors: [
    { status: 402, kind: "quota", hint: "billing: https://api.together.ai/settings/billing" },
    { code: "model_not_available", kind: "model-not-found", hint: "models that need no endpoint of your own: https://api.together.ai/models" },
  ],
  keepHeaders: { "x-request-id": "requestId" },
  completion: openaiCompletion(),
  embedding: openaiEmbedding({ dimensions: false }),
  image: openaiImage({ size: { width: "width", height: "height" }, seed: "seed", responseFormat: "base64", maxPerCall: 4 }),
  reranking: openaiRerank({ objects: true }),
  transcription: openaiTranscription(),
  speech: openaiSpeech({ formats: ["wav", "mp3", "raw"], language: "language" }),
});
