import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiImage } from "@portolan/core/openai-models";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";

/** Text Generation WebUI. https://github.com/oobabooga/text-generation-webui/wiki/12-%E2%80%90-OpenAI-API */
export const textGenerationWebui = (): Preset => ({
  id: "text-generation-webui",
  name: "Text Generation WebUI",
  baseURL: "http://127.0.0.1:5000/v1",
  env: { apiKey: ["TEXT_GENERATION_WEBUI_API_KEY"] },
  keyless: true,
  pages: { site: "https://github.com/oobabooga/text-generation-webui" },
  // It answers with the model that is loaded, whatever id it is asked for.
  defaultModel: "default",
  wire: { fields: { topK: "top_k" }, streamUsage: "always", reasoningTags: ["<think>", "</think>"] },
  // Its request model has no response format; a grammar is the provider option `grammarString`: extensions/openai/typing.py
  models: [{ can: { jsonObject: false, jsonSchema: false } }],
  errors: [{ message: /No model is loaded/i, kind: "model-not-found", hint: "load one: POST /v1/internal/model/load, or the page Model" }],
  advise: localAdvice({ start: "python server.py --api" }),
  completion: openaiCompletion(),
  embedding: openaiEmbedding({ base64: true, dimensions: false }),
  image: openaiImage(),
});
