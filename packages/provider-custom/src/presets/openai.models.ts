import type { JSONObject } from "@ai-sdk/provider";
import type { ModelRule, ReasoningLevel } from "@portolan/core";
import type { OpenAIChatWire } from "@portolan/core/openai-chat";

type Rule = ModelRule<OpenAIChatWire>;

const effort = (level: string): JSONObject => ({ reasoning_effort: level });

/** A model with these levels, and how each is asked for. */
function levels(...names: readonly ReasoningLevel[]): Pick<Required<Rule>, "can" | "wire"> {
  return { can: { reasoningLevels: names }, wire: { reasoning: Object.fromEntries(names.map((name) => [name, effort(name)])) } };
}

/**
 * Facts by model id, as of 2026-11-21.
 *
 * Sources: platform.openai.com/docs (models, reasoning, deprecations), the AI SDK's catalogue of OpenAI's models, models.dev
 * (context and output limits).
 */
export const openaiModels = (): readonly Rule[] => [
  { match: /^(gpt-|o\d)/, can: { tools: true, jsonObject: true } },
  {
    match: /^(o\d|gpt-[5-9](?!-chat))/,
    can: { reasoning: true, jsonSchema: true, imageInput: true },
    wire: { fields: { maxOutputTokens: "max_completion_tokens", frequencyPenalty: false, presencePenalty: false } },
  },
  { match: /^o[13]-mini/, can: { imageInput: false } },
  { match: /^gpt-[5-9]-chat/, wire: { fields: { maxOutputTokens: "max_completion_tokens" } } },
  { match: /^(gpt-(3|4)|chatgpt-4)/, can: { reasoning: false } },
  { match: /^o\d/, ...levels("low", "medium", "high") },
  { match: /^gpt-5(-(mini|nano))?(-\d{4}|$)/, ...levels("minimal", "low", "medium", "high") },
  { match: /^gpt-5\.1(-(mini|nano))?(-\d{4}|$)/, ...levels("none", "low", "medium", "high") },
  { match: /^gpt-5\.[2-5](-(mini|nano))?(-\d{4}|$)/, ...levels("none", "low", "medium", "high", "xhigh") },
  // `max` is the Responses API's alone.
  { match: /^gpt-5\.[6-9]/, ...levels("none", "low", "medium", "high", "xhigh") },
  { match: /^gpt-[6-9]/, ...levels("low", "medium", "high", "xhigh") },
  { match: ["gpt-5.5"], can: { kind: "language", contextWindow: 1_050_000, maxOutputTokens: 128_000 } },
  { match: ["gpt-5.4-mini"], can: { kind: "language", contextWindow: 400_000 } },
  { match: ["gpt-5.6", "gpt-5.4", "gpt-5.4-nano", "gpt-5.2", "gpt-5.1", "gpt-5", "gpt-5-mini", "gpt-5-nano", "o3", "o4-mini"], can: { kind: "language" } },
  { match: ["gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano"], can: { kind: "language", jsonSchema: true, imageInput: true, contextWindow: 1_047_576, maxOutputTokens: 32_768 } },
  { match: ["gpt-4o", "gpt-4o-mini"], can: { kind: "language", jsonSchema: true, imageInput: true, contextWindow: 128_000, maxOutputTokens: 16_384 } },
  { match: ["gpt-4"], can: { kind: "language", jsonSchema: false, imageInput: false, contextWindow: 8192 } },
  { match: ["gpt-3.5-turbo"], can: { kind: "language", jsonSchema: false, imageInput: false, contextWindow: 16_385, maxOutputTokens: 4096 } },
  { match: /^gpt-4(-turbo)?(-\d{4})?(-preview)?$/, can: { jsonSchema: false } },
  { match: ["gpt-3.5-turbo-instruct"], can: { kind: "completion", tools: false } },
  { match: /^text-embedding-/, can: { kind: "embedding" } },
  { match: ["text-embedding-3-small", "text-embedding-ada-002"], can: { embeddingDimensions: 1536 } },
  { match: ["text-embedding-3-large"], can: { embeddingDimensions: 3072 } },
  { match: ["whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe"], can: { kind: "transcription", tools: false, jsonObject: false } },
  { match: ["tts-1", "tts-1-hd", "gpt-4o-mini-tts"], can: { kind: "speech", tools: false, jsonObject: false } },
  { match: /^(gpt-image|chatgpt-image)-/, can: { kind: "image", tools: false, jsonObject: false, reasoning: false } },
  { match: ["gpt-image-2", "gpt-image-1.5", "gpt-image-1", "gpt-image-1-mini"], can: { kind: "image" } },
  { match: ["omni-moderation-latest"], can: { kind: "moderation" } },
  { match: /^(dall-e-[23])$/, can: { kind: "image" } },
  { match: /^(gpt-5-pro|gpt-5(\.\d)?-codex|codex-|computer-use-)/, elsewhere: "it speaks OpenAI's Responses API alone; gpt-5.5 speaks chat completions" },
  { match: /^o1-(preview|mini)/, retired: { use: "o4-mini" } },
  { match: /^gpt-4\.5-preview/, retired: { use: "gpt-4.1", on: "2025-07-14" } },
  { match: /^gpt-4-(32k|vision-preview|1106-vision)/, retired: { use: "gpt-4.1" } },
  { match: /^(text-(davinci|curie|babbage|ada)-00\d|code-davinci|davinci$)/, can: { kind: "completion" }, retired: { use: "gpt-3.5-turbo-instruct", on: "2024-01-04" } },
];
