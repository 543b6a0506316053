import type { JSONObject } from "@ai-sdk/provider";
import type { ModelRule } from "@portolan/core";
import type { OpenAIChatWire } from "@portolan/core/openai-chat";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });

/**
 * Facts by model id, as of 2026-11-21. Every model takes the levels `none` and `high` unless another rule says otherwise.
 *
 * Sources: docs.mistral.ai/studio/conversations/reasoning, the catalogue of the AI SDK's own Mistral provider, models.dev.
 */
export const mistralModels = (): readonly ModelRule<OpenAIChatWire>[] => [
  {
    match: /^(?!.*(embed|moderation|ocr|transcribe|tts))/,
    can: { tools: true, forcedToolChoice: true, jsonObject: true, jsonSchema: true, logprobs: false, reasoningLevels: ["none", "high"] },
    wire: { reasoning: { none: effort("none"), high: effort("high") } },
  },
  { match: /^(magistral|mistral-(small|medium|vibe)|labs-leanstral|zai-glm|glm)-/, can: { reasoning: true } },
  { match: /^(codestral|ministral|mistral-code|voxtral|mistral-large-(latest|2512))/, can: { reasoning: false, reasoningLevels: [] } },
  {
    match: /^mistral-large-4/,
    can: { reasoning: true, reasoningLevels: ["low", "medium", "high"] },
    wire: { reasoning: { low: effort("low"), medium: effort("medium"), high: effort("high") } },
  },
  {
    match: /^zai-glm-(5(-3.*)?|latest)$/,
    can: { reasoning: true, reasoningLevels: ["low", "high", "max"] },
    wire: { reasoning: { low: effort("low"), high: effort("high"), max: effort("max") } },
  },
  { match: /^(magistral-(medium|small)|ministral-(8|14)b|mistral-(large|medium|small))-latest$/, can: { imageInput: true } },
  { match: /^(voxtral-small|zai-glm)/, can: { imageInput: false } },
  { match: ["mistral-large-latest", "mistral-large-2512", "mistral-medium-latest", "mistral-medium-2604"], can: { kind: "language", contextWindow: 262_144 } },
  { match: ["mistral-small-latest", "mistral-small-2603", "codestral-latest", "codestral-2508"], can: { kind: "language", contextWindow: 256_000 } },
  { match: ["mistral-large-4", "magistral-medium-latest", "ministral-14b-latest", "ministral-8b-latest", "zai-glm-5-3", "zai-glm-5-3-flash"], can: { kind: "language" } },
  { match: ["mistral-embed"], can: { kind: "embedding", embeddingDimensions: 1024 } },
  { match: ["codestral-embed"], can: { kind: "embedding", embeddingDimensions: 1536 } },
  { match: ["mistral-moderation-latest"], can: { kind: "moderation" } },
  { match: ["voxtral-mini-transcribe-3-0"], can: { kind: "transcription" } },
  { match: ["voxtral-mini-tts-3-0"], can: { kind: "speech" } },
  { match: /^(open-mi[sx]tral-|mistral-tiny)/, retired: { use: "mistral-small-latest" } },
  { match: /^pixtral-/, retired: { use: "mistral-medium-latest" } },
  { match: /^devstral-/, retired: { use: "mistral-medium-latest" } },
];
