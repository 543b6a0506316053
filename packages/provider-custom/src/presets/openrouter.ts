import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding } from "@portolan/core/openai-models";
import { openrouterTools } from "../hooks/openrouter-tools.ts";
import type { Preset } from "../preset.ts";

const effort = (level: string): { readonly reasoning: { readonly effort: string } } => ({ reasoning: { effort: level } });

/** OpenRouter, which stands in front of hundreds of models of many services. https://openrouter.ai/docs */
export const openrouter = (): Preset => ({
  id: "openrouter",
  name: "OpenRouter",
  baseURL: "https://openrouter.ai/api/v1",
  env: { apiKey: ["OPENROUTER_API_KEY"] },
  // The site and the program that OpenRouter's rankings and its usage page name.
  headers: (_, read) => ({ "http-referer": read("OPENROUTER_SITE_URL"), "x-title": read("OPENROUTER_SITE_NAME") }),
  keyPrefix: "sk-or-",
  pages: { site: "https://openrouter.ai", keys: "https://openrouter.ai/settings/keys", status: "https://status.openrouter.ai" },
  defaultModel: "openrouter/auto",
  // The model list is public and proves nothing of a key.
  check: "/key",
  chat: {
    finishBody: openrouterTools,
    keep: {
      provider: "provider",
      nativeFinishReason: "choices.0.native_finish_reason",
      cost: "usage.cost",
      costDetails: "usage.cost_details",
      isByok: "usage.is_byok",
      serverToolUse: "usage.server_tool_use_details",
    },
  },
  wire: {
    fields: { topK: "top_k" },
    streamUsage: "always",
    // It rounds by itself to what the model behind it takes.
    reasoning: { none: effort("none"), minimal: effort("minimal"), low: effort("low"), medium: effort("medium"), high: effort("high"), xhigh: effort("xhigh"), max: effort("max") },
    history: "reasoning_details",
    historyScope: "all",
    promptCaching: "automatic",
    urls: { "image/*": [/^https?:/], "application/pdf": [/^https?:/] },
  },
  models: [
    { match: ["openrouter/auto"], can: { kind: "language" } },
    { match: ["openai/gpt-5.5", "anthropic/claude-sonnet-5", "google/gemini-3.5-flash", "deepseek/deepseek-v4-flash"], can: { kind: "language", tools: true, reasoning: true } },
    { match: ["qwen/qwen3.7-plus", "moonshotai/kimi-k2.6", "z-ai/glm-5.2"], can: { kind: "language", tools: true, reasoning: true } },
    // Others cache by themselves: openrouter.ai/docs/features/prompt-caching
    { match: /^~?(anthropic|qwen|alibaba)\//, wire: { promptCaching: "cache_control" } },
    { match: /^anthropic\/claude-3/, retired: { use: "anthropic/claude-sonnet-5" } },
  ],
  errors: [
    { status: 402, kind: "quota", hint: "credits: https://openrouter.ai/settings/credits" },
    { message: /free-models-per-(day|min)/, kind: "rate-limit", hint: "free models: 20 requests a minute and 50 a day, 1000 a day once 10 credits were bought" },
    { message: /no endpoints found matching your data policy/i, kind: "permission", hint: "privacy settings: https://openrouter.ai/settings/privacy" },
    { message: /no endpoints found that/i, kind: "model-not-found", hint: "no provider of the model takes all of the request: leave out what it lacks, or loosen `provider` in the provider options" },
  ],
  keepHeaders: { "x-generation-id": "generationId" },
  completion: openaiCompletion(),
  embedding: openaiEmbedding(),
});
