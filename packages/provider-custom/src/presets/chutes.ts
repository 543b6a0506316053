import { openaiCompletion } from "@portolan/core/openai-completion";
import type { Preset } from "../preset.ts";

/**
 * Chutes: open models on hardware that hides prompts from its owner, each id ending in `-TEE`. https://chutes.ai/docs
 *
 * The list is open to everybody, so it proves no key; it tells what each model has.
 */
export const chutes = (): Preset => ({
  id: "chutes",
  name: "Chutes",
  baseURL: "https://llm.chutes.ai/v1",
  env: { apiKey: ["CHUTES_API_KEY"] },
  keyPrefix: "cpk_",
  pages: { site: "https://chutes.ai", keys: "https://chutes.ai/app/api", status: "https://status.chutes.ai" },
  defaultModel: "moonshotai/Kimi-K2.6-TEE",
  check: false,
  completion: openaiCompletion(),
  // vLLM and SGLang answer here.
  wire: { fields: { topK: "top_k" }, history: "reasoning_content", promptCaching: "automatic" },
  models: [
    { match: ["moonshotai/Kimi-K2.6-TEE"], can: { kind: "language", tools: true, jsonObject: true, jsonSchema: true, reasoning: true, imageInput: true, contextWindow: 262_144, maxOutputTokens: 65_535 } },
    { match: ["moonshotai/Kimi-K3-TEE"], can: { kind: "language", tools: true, jsonObject: true, jsonSchema: true, reasoning: true, imageInput: true, contextWindow: 1_048_576, maxOutputTokens: 65_535 } },
    { match: ["deepseek-ai/DeepSeek-V4-Flash-0731-TEE"], can: { kind: "language", imageInput: false, contextWindow: 1_048_576, maxOutputTokens: 131_072 } },
    { match: ["zai-org/GLM-5.2-TEE"], can: { kind: "language", imageInput: false, contextWindow: 1_048_576, maxOutputTokens: 65_535 } },
    { match: ["Qwen/Qwen3.6-27B-TEE", "Qwen/Qwen3.8-27B-TEE"], can: { kind: "language", imageInput: true, contextWindow: 262_144, maxOutputTokens: 65_536 } },
    { match: ["Qwen/Qwen3-32B-TEE"], can: { kind: "language", imageInput: false, contextWindow: 40_960, maxOutputTokens: 40_960 } },
  ],
  errors: [{ status: 402, kind: "quota" }],
});
