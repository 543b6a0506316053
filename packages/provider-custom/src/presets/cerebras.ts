import type { JSONObject } from "@ai-sdk/provider";
import { openaiCompletion } from "@portolan/core/openai-completion";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });
const graded = { low: effort("low"), medium: effort("medium"), high: effort("high") };

/**
 * Cerebras. https://inference-docs.cerebras.ai
 *
 * The limit of an answer counts against the tokens of a minute before the answer is written, so a large one is no safe default.
 */
export const cerebras = (): Preset => ({
  id: "cerebras",
  name: "Cerebras",
  baseURL: "https://api.cerebras.ai/v1",
  env: { apiKey: ["CEREBRAS_API_KEY"] },
  keyPrefix: "csk-",
  pages: { site: "https://www.cerebras.ai", keys: "https://cloud.cerebras.ai", status: "https://status.cerebras.ai" },
  defaultModel: "gpt-oss-120b",
  chat: { keep: { timeInfo: "time_info", serviceTier: "service_tier" } },
  completion: openaiCompletion(),
  wire: {
    fields: { maxOutputTokens: "max_completion_tokens" },
    streamUsage: "always",
    // Thoughts of earlier turns are left out of the prompt unless `clear_thinking` is false.
    history: "reasoning",
    strictSchema: "fitting",
    promptCaching: "automatic",
  },
  models: [
    { can: { tools: true, forcedToolChoice: true, jsonObject: true, jsonSchema: true, seed: true } },
    {
      match: ["gpt-oss-120b"],
      can: { kind: "language", reasoning: true, reasoningLevels: ["low", "medium", "high"], imageInput: false, contextWindow: 131_072, maxOutputTokens: 40_960 },
      wire: { reasoning: graded },
    },
    {
      match: ["zai-glm-4.7"],
      can: { kind: "language", reasoning: true, reasoningLevels: ["none", "low", "medium", "high"], imageInput: false, contextWindow: 131_072, maxOutputTokens: 40_960 },
      wire: { reasoning: { none: effort("none"), ...graded } },
    },
    { match: ["gemma-4-31b"], can: { kind: "language" } },
    { match: ["llama3.1-8b", "qwen-3-235b-a22b-instruct-2507"], retired: { on: "2026-05-27", use: "gpt-oss-120b" } },
    { match: ["llama-3.3-70b", "llama3.3-70b", "qwen-3-32b"], retired: { on: "2026-02-16", use: "gpt-oss-120b" } },
    { match: /^(qwen-3-coder-480b|qwen-3-235b-a22b-thinking|llama-4-|llama3\.1-70b|deepseek-r1-distill)/, retired: { use: "gpt-oss-120b" } },
  ],
  errors: [
    { code: "queue_exceeded", kind: "overloaded" },
    { code: /^(token|request)_quota_exceeded$/, kind: "rate-limit", hint: "a smaller maxOutputTokens counts less: it is charged in advance" },
  ],
});
