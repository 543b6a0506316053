import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { leaveOut } from "../hooks/leave-out.ts";
import type { Preset } from "../preset.ts";

/** Ids from before V4; whatever else there is thinks as V4 does. */
const old = /^deepseek-(chat|reasoner|coder)/;
const thinking = (effort: string): JSONObject => ({ thinking: { type: "enabled" }, reasoning_effort: effort });

/** Since V4 it wants a thought with every answer of the history, be it empty, and samples only while it does not think. */
function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  const isThinking = (body["thinking"] as JSONObject | undefined)?.["type"] !== "disabled";
  if (old.test(call.modelId) || !isThinking) return body;
  const messages = (body["messages"] as JSONObject[]).map((message) => (message["role"] === "assistant" ? { reasoning_content: "", ...message } : message));
  return leaveOut({ ...body, messages }, call, { temperature: "temperature", top_p: "topP" }, 'without effect while the model thinks; the reasoning level "none" stops it');
}

/**
 * DeepSeek. https://api-docs.deepseek.com
 *
 * Strict tools and the continuation of an answer (`prefix: true` on the last assistant message) are at the base URL
 * `https://api.deepseek.com/beta`, where text completions are asked for whatever the base URL.
 */
export const deepseek = (): Preset => ({
  id: "deepseek",
  name: "DeepSeek",
  baseURL: "https://api.deepseek.com/v1",
  env: { apiKey: ["DEEPSEEK_API_KEY"] },
  keyPrefix: "sk-",
  pages: { site: "https://platform.deepseek.com", keys: "https://platform.deepseek.com/api_keys", status: "https://status.deepseek.com" },
  defaultModel: "deepseek-v4-flash",
  chat: { finishBody, keep: { systemFingerprint: "system_fingerprint" } },
  wire: {
    // Penalties are deprecated and without effect: api-docs.deepseek.com/api/create-chat-completion
    fields: { seed: false, frequencyPenalty: false, presencePenalty: false },
    // It takes `medium` for `high` and `xhigh` for `max`.
    reasoning: { none: { thinking: { type: "disabled" } }, low: thinking("low"), medium: thinking("high"), high: thinking("high"), xhigh: thinking("max"), max: thinking("max") },
    // A turn that called tools needs its thoughts in every later request: api-docs.deepseek.com/guides/thinking_mode
    history: "reasoning_content",
    historyScope: "all",
    promptCaching: "automatic",
    urls: { "image/*": [/^https?:/] },
  },
  models: [
    { can: { tools: true, forcedToolChoice: true, jsonObject: true, jsonSchema: false } },
    { match: /^deepseek-(v4|flash|pro)/, can: { reasoning: true, reasoningLevels: ["none", "low", "high", "max"], contextWindow: 1_000_000, maxOutputTokens: 384_000 } },
    { match: ["deepseek-v4-flash", "deepseek-v4-pro"], can: { kind: "language" } },
    { match: old, wire: { history: "none" } },
    { match: ["deepseek-chat", "deepseek-reasoner"], retired: { on: "2026-07-24", use: "deepseek-v4-flash" } },
    { match: /^deepseek-coder/, retired: { use: "deepseek-v4-flash" } },
  ],
  errors: [
    { status: 402, kind: "quota", hint: "top up: https://platform.deepseek.com/top_up" },
    { message: /only available when using beta api/, kind: "bad-request", hint: "give the baseURL https://api.deepseek.com/beta" },
  ],
  completion: openaiCompletion({ path: "../beta/completions" }),
  keepHeaders: { "x-ds-trace-id": "traceId" },
});
