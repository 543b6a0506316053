import type { JSONObject } from "@ai-sdk/provider";
import type { Preset } from "../preset.ts";

const thinks = (type: "enabled" | "adaptive" | "disabled"): JSONObject => ({ thinking: { type } });
const enabled = { none: thinks("disabled"), minimal: thinks("enabled"), low: thinks("enabled"), medium: thinks("enabled"), high: thinks("enabled"), xhigh: thinks("enabled"), max: thinks("enabled") };

/**
 * Anthropic in OpenAI's form, which Anthropic offers for trying its models out: thoughts stay hidden, prompts are not cached, and what the
 * form does not know is ignored without a word. https://platform.claude.com/docs/en/api/openai-sdk
 */
export const anthropic = (): Preset => ({
  id: "anthropic",
  name: "Anthropic (OpenAI form)",
  baseURL: "https://api.anthropic.com/v1",
  env: { apiKey: ["ANTHROPIC_API_KEY"] },
  keyPrefix: "sk-ant-",
  pages: { site: "https://www.anthropic.com", keys: "https://platform.claude.com/settings/keys", status: "https://status.claude.com" },
  defaultModel: "claude-sonnet-5",
  // The list is of the native API: it wants its own header for the key, and a version.
  headers: () => ({ "anthropic-version": "2023-06-01" }),
  list: { path: "/models?limit=1000", keyHeader: "x-api-key" },
  check: { path: "/models?limit=1", keyHeader: "x-api-key" },
  wire: {
    fields: { seed: false, frequencyPenalty: false, presencePenalty: false },
    ranges: { temperature: [0, 1] },
    strictTools: false,
    reasoning: enabled,
    reasoningBudget: "thinking.budget_tokens",
    promptCaching: false,
  },
  models: [
    { match: /^claude-/, can: { kind: "language", tools: true, forcedToolChoice: true, jsonObject: false, jsonSchema: false, seed: false, logprobs: false, imageInput: true, audioInput: false } },
    { match: ["claude-sonnet-5"], can: { reasoning: true, contextWindow: 1_000_000, maxOutputTokens: 128_000 } },
    { match: ["claude-opus-4-8"], can: { reasoning: true } },
    { match: ["claude-haiku-4-5"], can: { reasoning: true, contextWindow: 200_000, maxOutputTokens: 64_000 } },
    // From Sonnet 5 on the model decides how long it thinks: a budget is refused.
    {
      match: /^claude-(?:[a-z]+-[5-9]|opus-4-[78])/,
      can: { reasoningLevels: ["none", "medium"] },
      wire: { reasoning: { none: thinks("disabled"), medium: thinks("adaptive") }, reasoningBudget: false },
    },
    { match: /^claude-(3-opus|2)/, retired: { use: "claude-opus-4-8" } },
    { match: /^claude-3-(5-|7-)?sonnet/, retired: { use: "claude-sonnet-5" } },
    { match: /^claude-(3-(5-)?haiku|instant)/, retired: { use: "claude-haiku-4-5" } },
  ],
  // The kind is in the code; the type says "invalid_request_error" of a server that broke down too.
  errors: [{ code: "api_error", kind: "server" }],
  keepHeaders: { "request-id": "requestId" },
});
