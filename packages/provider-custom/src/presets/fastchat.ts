import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding } from "@portolan/core/openai-models";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";

/** FastChat. https://github.com/lm-sys/FastChat/blob/main/docs/openai_api.md */
export const fastchat = (): Preset => ({
  id: "fastchat",
  name: "FastChat",
  baseURL: "http://localhost:8000/v1",
  env: { apiKey: ["FASTCHAT_API_KEY"] },
  keyless: true,
  pages: { site: "https://github.com/lm-sys/FastChat" },
  // What its request model does not have, it ignores: fastchat/protocol/openai_api_protocol.py
  wire: { fields: { topK: "top_k", seed: false }, reasoning: {}, reasoningTags: ["<think>", "</think>"] },
  models: [{ can: { tools: false, jsonObject: false, jsonSchema: false, seed: false, logprobs: false } }],
  // Codes of fastchat/constants.py; the status of nearly all is 400.
  errors: [
    { code: /^4010[12]$/, kind: "auth" },
    { code: "40103", kind: "permission" },
    { code: "40301", kind: "model-not-found" },
    { code: "40303", kind: "context-length" },
    { code: "42901", kind: "rate-limit" },
    { code: "42902", kind: "quota" },
    { code: "42903", kind: "overloaded" },
    { code: /^5000\d$/, kind: "server", hint: "see the logs of the controller and of the model's worker" },
  ],
  advise: localAdvice({ start: "python3 -m fastchat.serve.openai_api_server", getModel: "start a worker for it: python3 -m fastchat.serve.model_worker --model-path NAME" }),
  completion: openaiCompletion(),
  embedding: openaiEmbedding({ dimensions: false }),
});
