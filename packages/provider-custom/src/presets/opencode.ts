import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import type { Preset } from "../preset.ts";

/** DeepSeek's models want a thought with every answer of the history, be it empty. */
function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  if (!call.modelId.startsWith("deepseek-")) return body;
  const messages = (body["messages"] as JSONObject[]).map((message) => (message["role"] === "assistant" ? { reasoning_content: "", ...message } : message));
  return { ...body, messages };
}

/**
 * OpenCode Zen: models chosen for coding, each in the form of its maker. https://opencode.ai/docs/zen
 *
 * The list is open to everybody, so it proves no key.
 */
export const opencode = (): Preset => ({
  id: "opencode",
  name: "OpenCode Zen",
  baseURL: "https://opencode.ai/zen/v1",
  env: { apiKey: ["OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY"] },
  keyPrefix: "sk-",
  pages: { site: "https://opencode.ai/zen", keys: "https://opencode.ai/auth" },
  defaultModel: "glm-5.2",
  check: false,
  chat: { finishBody, keep: { cost: "cost" } },
  wire: { history: "reasoning_content", promptCaching: "automatic" },
  models: [
    { match: /^deepseek-/, wire: { historyScope: "all" } },
    { match: ["big-pickle"], can: { kind: "language", tools: true, contextWindow: 200_000 } },
    { match: ["glm-5.2", "glm-5.1", "kimi-k2.7-code", "kimi-k2.6", "minimax-m3", "minimax-m2.7", "deepseek-v4-pro", "deepseek-v4-flash"], can: { kind: "language", tools: true } },
    { match: /^(gpt-|grok-|muse-)/, elsewhere: "it is answered at /responses: use @ai-sdk/openai with the same base URL and key" },
    { match: /^(claude-|qwen)/, elsewhere: "it is answered at /messages: use @ai-sdk/anthropic with the same base URL and key" },
    { match: /^gemini-/, elsewhere: "it is answered at /models in Google's own form: use @ai-sdk/google with the same base URL and key" },
    { match: ["glm-4.6", "glm-4.7"], retired: { on: "2026-03-15", use: "glm-5.2" } },
    { match: ["minimax-m2.1"], retired: { on: "2026-03-15", use: "minimax-m3" } },
    { match: ["kimi-k2", "kimi-k2-thinking"], retired: { on: "2026-03-06", use: "kimi-k2.7-code" } },
  ],
  errors: [
    { code: /^(CreditsError|MonthlyLimitError|UserLimitError)$/, kind: "quota" },
    { code: /^(FreeUsageLimitError|GoUsageLimitError|BlackUsageLimitError|RateLimitError)$/, kind: "rate-limit" },
    { code: "ModelError", kind: "model-not-found" },
    { code: "RegionError", kind: "permission" },
    { status: 403, kind: "permission", hint: "free models may answer OpenCode's own client alone" },
  ],
});
