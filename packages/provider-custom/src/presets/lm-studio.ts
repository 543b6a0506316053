import type { JSONObject } from "@ai-sdk/provider";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding } from "@portolan/core/openai-models";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });

/** LM Studio. https://lmstudio.ai/docs/developer/openai-compat */
export const lmStudio = (): Preset => ({
  id: "lm-studio",
  aliases: ["lmstudio"],
  name: "LM Studio",
  baseURL: "http://127.0.0.1:1234/v1",
  env: { apiKey: ["LMSTUDIO_API_KEY", "LM_STUDIO_API_KEY"] },
  keyless: true,
  pages: { site: "https://lmstudio.ai" },
  wire: {
    fields: { topK: "top_k" },
    reasoning: { none: effort("none"), low: effort("low"), medium: effort("medium"), high: effort("high"), xhigh: effort("xhigh") },
    // Thoughts come in a field of their own only where a setting of the server says so.
    reasoningTags: ["<think>", "</think>"],
    // "Invalid tool_choice type: 'object'. Supported string values: none, auto, required"
    toolChoice: { named: false },
    promptCaching: "automatic",
  },
  models: [
    // "'response_format.type' must be 'json_schema' or 'text'"
    { can: { jsonObject: false } },
  ],
  errors: [
    { message: /No models loaded|Invalid model identifier|There are no downloaded/i, kind: "model-not-found" },
    { message: /with a larger context length|Context size has been exceeded/i, kind: "context-length", hint: "send less, or load the model with a larger context length" },
    // Told under status 200.
    { message: /^Unexpected endpoint or method/, kind: "bad-request", hint: "the base URL ends in /v1" },
  ],
  advise: localAdvice({ start: "lms server start", getModel: "load it: lms load NAME" }),
  completion: openaiCompletion(),
  embedding: openaiEmbedding({ dimensions: false }),
});
