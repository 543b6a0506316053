import { UnsupportedFunctionalityError, type JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { openaiImage } from "@portolan/core/openai-models";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });
const levels = { none: effort("none"), low: effort("low"), medium: effort("medium"), high: effort("high") };

/** What chat completions no longer do, or what a chat model cannot wait for. */
const refused: Readonly<Record<string, string>> = {
  search_parameters: "xAI closed live search of chat completions (410 Gone since May 2026); search with a tool of your own, or with xAI's Responses API",
  deferred: "a deferred answer comes by another request, hours later; leave the option out",
};

function finishBody(body: JSONObject, { providerId, modelId }: LanguageCall): JSONObject {
  const field = Object.keys(refused).find((name) => body[name] !== undefined && body[name] !== false);
  if (field === undefined) return body;
  throw new UnsupportedFunctionalityError({ functionality: field, message: `${providerId}/${modelId}: ${field} cannot be sent: ${refused[field]}` });
}

/** xAI. https://docs.x.ai/docs/api-reference#chat-completions */
export const xai = (): Preset => ({
  id: "xai",
  name: "xAI",
  baseURL: "https://api.x.ai/v1",
  env: { apiKey: ["XAI_API_KEY"] },
  keyPrefix: "xai-",
  pages: { site: "https://x.ai/api", keys: "https://console.x.ai", status: "https://status.x.ai" },
  defaultModel: "grok-4.3",
  chat: { finishBody, keep: { costInUsdTicks: "usage.cost_in_usd_ticks", sourcesUsed: "usage.num_sources_used", systemFingerprint: "system_fingerprint" } },
  wire: {
    // Reasoning models refuse penalties and stop sequences: docs.x.ai/docs/guides/reasoning
    fields: { maxOutputTokens: "max_completion_tokens", frequencyPenalty: false, presencePenalty: false, stopSequences: false },
    reasoning: levels,
    promptCaching: "automatic",
    urls: { "image/*": [/^https?:/] },
  },
  models: [
    { match: /^grok-(?!imagine)/, can: { tools: true, jsonObject: true, jsonSchema: true } },
    { match: /^grok-4\.[3-9]/, can: { reasoning: true, reasoningLevels: ["none", "low", "medium", "high"] } },
    { match: /^grok-4\.6/, can: { reasoningLevels: ["none", "low", "medium", "high", "xhigh"] }, wire: { reasoning: { ...levels, xhigh: effort("xhigh") } } },
    // These refuse the field with any value: the AI SDK's supports-reasoning-effort.
    { match: /^grok-4\.20(-\d{4})?-(non-)?reasoning$/, can: { reasoningLevels: [] }, wire: { reasoning: {} } },
    { match: /-non-reasoning$/, can: { reasoning: false }, wire: { fields: { frequencyPenalty: "frequency_penalty", presencePenalty: "presence_penalty", stopSequences: "stop" } } },
    { match: ["grok-4.3"], can: { kind: "language", imageInput: true, contextWindow: 1_000_000, maxOutputTokens: 30_000 } },
    { match: ["grok-4.20-0309-reasoning"], can: { kind: "language", reasoning: true } },
    { match: ["grok-4.20-0309-non-reasoning"], can: { kind: "language" } },
    { match: ["grok-build-0.1"], can: { kind: "language", contextWindow: 256_000 } },
    { match: ["grok-imagine-image"], can: { kind: "image" } },
    { match: /^grok-(beta|vision-beta|[23])(-|$)/, retired: { use: "grok-4.3" } },
  ],
  image: openaiImage({ size: false, aspectRatio: "aspect_ratio", responseFormat: "b64_json", maxPerCall: 10, keep: { costInUsdTicks: "usage.cost_in_usd_ticks" } }),
  errors: [
    { message: /incorrect api key/i, kind: "auth" },
    { status: 410, kind: "bad-request", hint: "leave out search_parameters: live search of chat completions has closed" },
  ],
});
