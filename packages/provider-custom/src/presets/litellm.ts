import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiImage, openaiModeration, openaiRerank, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import { readThinkingBlocks, writeThinkingBlocks } from "../hooks/litellm-thinking.ts";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";

/** LiteLLM's proxy, in front of whatever its `model_list` names. https://docs.litellm.ai/docs/simple_proxy */
export const litellm = (): Preset => ({
  id: "litellm",
  name: "LiteLLM proxy",
  baseURL: "http://localhost:4000/v1",
  env: { apiKey: ["LITELLM_API_KEY", "LITELLM_MASTER_KEY"] },
  keyless: true,
  pages: { site: "https://docs.litellm.ai" },
  // docs.litellm.ai/docs/reasoning_content
  chat: { readChunk: readThinkingBlocks, finishBody: writeThinkingBlocks },
  // It leaves out what the service behind it does not take, or refuses it, as its `drop_params` says.
  wire: { fields: { topK: "top_k" }, history: "reasoning_details", promptCaching: "automatic" },
  models: [
    // docs.litellm.ai/docs/completion/prompt_caching
    { match: /claude|anthropic/, wire: { promptCaching: "cache_control" } },
  ],
  errors: [
    // Without a database the look-up of a key that is not there breaks down, and only these words are sent.
    { status: 500, message: /^Internal Server Error$/, withoutKey: true, kind: "auth" },
    { code: "no_db_connection", kind: "auth", hint: "without a database the proxy knows its master key alone (LITELLM_MASTER_KEY)" },
    { status: 401, message: /litellm\.AuthenticationError/, kind: "auth", hint: "the proxy's own key was refused by the service behind it: see `api_key` in its model_list" },
    { message: /Invalid model name passed in/, kind: "model-not-found", hint: "models go by the names of the proxy's model_list" },
    { message: /in_cooldown|No deployments available for selected model/, kind: "rate-limit", hint: "the model failed a moment ago, and the proxy lets it rest" },
    { message: /ContentPolicyViolationError/, kind: "content-filter" },
  ],
  advise: localAdvice({ start: "litellm --config config.yaml" }),
  keepHeaders: {
    "x-litellm-call-id": "callId",
    "x-litellm-model-id": "modelId",
    "x-litellm-response-cost": "cost",
    "x-litellm-response-cost-original": "cost",
    "x-litellm-attempted-retries": "attemptedRetries",
    "x-litellm-attempted-fallbacks": "attemptedFallbacks",
  },
  completion: openaiCompletion(),
  embedding: openaiEmbedding(),
  image: openaiImage(),
  moderation: openaiModeration(),
  reranking: openaiRerank(),
  speech: openaiSpeech(),
  transcription: openaiTranscription(),
});
