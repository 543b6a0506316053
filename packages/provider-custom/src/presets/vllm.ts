import type { JSONObject } from "@ai-sdk/provider";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiRerank, openaiTranscription } from "@portolan/core/openai-models";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";
import { countWithVllm } from "../token-counting/vllm.ts";

/** Templates have a switch, models such as gpt-oss a level; each ignores the other's. */
const thinking = (level: string): JSONObject => ({ reasoning_effort: level, chat_template_kwargs: { enable_thinking: level !== "none" } });

/**
 * vLLM. https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
 *
 * What an answer is held to besides JSON is a provider option: `structuredOutputs: { regex | choice | grammar | structural_tag }`.
 */
export const vllm = (): Preset => ({
  id: "vllm",
  name: "vLLM",
  baseURL: "http://localhost:8000/v1",
  env: { apiKey: ["VLLM_API_KEY"] },
  keyless: true,
  pages: { site: "https://docs.vllm.ai" },
  chat: { keep: { stopReason: "choices.0.stop_reason" } },
  wire: {
    // Not `max_completion_tokens`, which old versions ignore: the answer would have no limit.
    fields: { topK: "top_k" },
    reasoning: {
      none: thinking("none"),
      minimal: thinking("minimal"),
      low: thinking("low"),
      medium: thinking("medium"),
      high: thinking("high"),
      xhigh: thinking("xhigh"),
      max: thinking("max"),
    },
    history: "reasoning",
    promptCaching: "automatic",
  },
  errors: [
    { message: /requires --enable-auto-tool-choice|requires --tool-call-parser/, kind: "bad-request", hint: "start the server with --enable-auto-tool-choice and the model's --tool-call-parser" },
    { message: /At most 0 (?:image|audio|video)|is not a multimodal model/, kind: "bad-request", hint: "a model that takes such input" },
  ],
  advise: localAdvice({ start: "vllm serve MODEL", getModel: "it serves the model it was started with (--served-model-name), and listModels() shows its id" }),
  completion: openaiCompletion(),
  embedding: openaiEmbedding({ base64: true }),
  reranking: openaiRerank(),
  transcription: openaiTranscription(),
  countTokens: countWithVllm,
});
