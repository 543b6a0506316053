import type { CapabilityFacts, ModelRule } from "@portolan/core";
import type { OpenAIChatWire } from "@portolan/core/openai-chat";
import { constantThinking, deepSeekThinking, gradedThinking, noThinking, unboundThinking } from "./chat/thinking-levels.ts";

/** Ids that DashScope serves, most of them in every region; any other string is taken as well. */
export type DashScopeModelId =
  | "qwen3.8-max"
  | "qwen3.8-flash"
  | "qwen3.7-max"
  | "qwen3.7-plus"
  | "qwen3.7-flash"
  | "qwen3.6-plus"
  | "qwen3.6-flash"
  | "qwen3.6-max-preview"
  | "qwen3.5-plus"
  | "qwen3-max"
  | "qwen-max"
  | "qwen-plus"
  | "qwen-flash"
  | "qwen3-coder-plus"
  | "qwen3-coder-flash"
  | "qwen3-vl-plus"
  | "qwen3-vl-flash"
  | "qwen-vl-ocr"
  | "qwen3-omni-flash"
  | "qwen3-235b-a22b"
  | "qwen3-32b"
  | "qwen3-235b-a22b-thinking-2507"
  | "qwen3-next-80b-a3b-thinking"
  | "qwq-plus"
  | "qvq-max"
  | "qwen-mt-plus"
  | "qwen-mt-flash"
  | "qwen-long"
  | "qwen-doc-turbo"
  | "qwen3-asr-flash"
  | "qwen3-tts-flash"
  | "qwen3-tts-instruct-flash"
  | "text-embedding-v4"
  | "text-embedding-v3"
  | "qwen3-rerank"
  | "gte-rerank-v2"
  | "qwen-image-2.0-pro"
  | "qwen-image-2.0"
  | "qwen-image-max"
  | "qwen-image-plus"
  | "qwen-image"
  | "wan2.6-t2i"
  | "wan2.5-t2i-preview"
  | "wan2.2-t2i-flash"
  | "wan2.2-t2i-plus";

type Rule = ModelRule<OpenAIChatWire>;

const chat: CapabilityFacts = { kind: "language", tools: true, jsonObject: true };
const size = (contextWindow: number, maxOutputTokens: number): CapabilityFacts => ({ contextWindow, maxOutputTokens });
const languageRule = (ids: readonly string[], can: CapabilityFacts): Rule => ({ match: ids, can: { ...chat, ...can } });
const kindRule = (kind: NonNullable<CapabilityFacts["kind"]>, match: RegExp, ids: readonly string[]): readonly Rule[] => [{ match, can: { kind } }, { match: ids, can: { kind } }];

/** Qwen's language models. */
const chatRules: readonly Rule[] = [
  // https://www.alibabacloud.com/help/en/model-studio/qwen-structured-output names the models that take a schema, and only those.
  { match: /^(?:qwen|qwq|qvq)/, can: { jsonSchema: false } },
  { match: /^qwen3\.(?:7-(?:plus|flash|max)|8-(?:max|flash))(?:-|$)/, can: { jsonSchema: true } },
  { match: /^qwen(?:-plus|-flash|-turbo|3-max|3-vl|3-omni|3-\d+b|3\.)/, can: { reasoning: true } },
  { match: /^qwen(?:-max|3-coder|-coder|-mt|-long|-doc|-vl|2\.5)|-instruct/, can: { reasoning: false }, wire: noThinking },
  { match: /^qwen3\.8-max/, wire: { ...gradedThinking, historyScope: "all" } },
  // https://docs.qwencloud.com/developer-guides/text-generation/thinking#preserve-thinking-in-multi-turn
  { match: /^(?:qwen3\.8-flash|qwen3\.7-(?:plus|flash|max)|qwen3\.6-(?:plus|max-preview)|kimi-k2\.7-code)/, wire: { historyScope: "all" } },
  // "This model only support stream mode": https://www.alibabacloud.com/help/en/model-studio/error-code
  { match: /^(?:qwq|qvq)|omni|-thinking(?:-|$)|^qwen3-\d[\w.]*b(?:-a\d+b)?$/, wire: { streamOnly: true } },
  { match: /-thinking(?:-|$)/, can: { reasoning: true, jsonObject: false }, wire: constantThinking },
  { match: /^(?:qwq|qvq)/, can: { reasoning: true, jsonObject: false }, wire: unboundThinking },
  { match: /^deepseek-v4/, wire: deepSeekThinking },
  languageRule(["qwen3.8-max"], { reasoning: true, imageInput: true, reasoningLevels: ["none", "low", "medium", "xhigh"] }),
  languageRule(["qwen3.8-flash"], {}),
  languageRule(["qwen3.7-max"], size(1_000_000, 65_536)),
  languageRule(["qwen3.7-plus"], { imageInput: true, ...size(1_000_000, 65_536) }),
  languageRule(["qwen3.7-flash"], {}),
  languageRule(["qwen3.6-plus"], size(1_000_000, 65_536)),
  languageRule(["qwen3.6-flash"], {}),
  languageRule(["qwen3.6-max-preview"], { contextWindow: 262_144 }),
  languageRule(["qwen3.5-plus"], {}),
  languageRule(["qwen3-max"], { imageInput: false, ...size(262_144, 65_536) }),
  languageRule(["qwen-max"], { imageInput: false, ...size(32_768, 8192) }),
  languageRule(["qwen-plus", "qwen-flash"], { imageInput: false, ...size(1_000_000, 32_768) }),
  languageRule(["qwen3-coder-plus"], { imageInput: false, ...size(1_048_576, 65_536) }),
  languageRule(["qwen3-coder-flash"], { imageInput: false }),
  languageRule(["qwen3-vl-plus"], { imageInput: true, ...size(262_144, 32_768) }),
  languageRule(["qwen3-vl-flash"], { imageInput: true }),
  languageRule(["qwen-vl-ocr"], { tools: false, imageInput: true }),
  languageRule(["qwen3-omni-flash"], { tools: "unknown", imageInput: true, audioInput: true }),
  languageRule(["qwen3-235b-a22b", "qwen3-32b"], { imageInput: false, ...size(131_072, 16_384) }),
  languageRule(["qwen3-235b-a22b-thinking-2507", "qwen3-next-80b-a3b-thinking"], { imageInput: false, jsonObject: false, ...size(131_072, 32_768) }),
  languageRule(["qwq-plus"], { imageInput: false, jsonObject: false, ...size(131_072, 8192) }),
  languageRule(["qvq-max"], { tools: "unknown", imageInput: true, jsonObject: false, ...size(131_072, 8192) }),
];

/** Models with one purpose. */
const specialRules: readonly Rule[] = [
  { match: /^qwen-(?:vl|audio)/, can: { tools: false } },
  { match: /^qwen-mt/, can: { kind: "language", tools: false, jsonObject: false, imageInput: false } },
  // Every event of their streams repeats the text so far: https://www.alibabacloud.com/help/en/model-studio/machine-translation
  { match: /^qwen-mt-(?:plus|turbo)/, can: { streaming: false } },
  { match: ["qwen-mt-plus", "qwen-mt-flash"], can: size(16_384, 8192) },
  { match: ["qwen-long", "qwen-doc-turbo"], can: { kind: "language", imageInput: false } },
  ...kindRule("transcription", /^qwen3-asr-flash(?!-filetrans)/, ["qwen3-asr-flash"]),
  ...kindRule("speech", /^qwen3?-tts/, ["qwen3-tts-flash", "qwen3-tts-instruct-flash"]),
  ...kindRule("embedding", /^text-embedding-v/, ["text-embedding-v4", "text-embedding-v3"]),
  { match: ["text-embedding-v4", "text-embedding-v3"], can: { embeddingDimensions: 1024 } },
  ...kindRule("reranking", /^(?:qwen3-|gte-)(?:vl-)?rerank/, ["qwen3-rerank", "gte-rerank-v2"]),
  ...kindRule("image", /^(?:qwen-image|wanx?\d[\d.]*-(?:t2i|image)|z-image)/, [
    "qwen-image-2.0-pro", "qwen-image-2.0", "qwen-image-max", "qwen-image-plus", "qwen-image",
    "wan2.6-t2i", "wan2.5-t2i-preview", "wan2.2-t2i-flash", "wan2.2-t2i-plus",
  ]),
  { match: /-filetrans|^(?:paraformer|fun-asr)/, elsewhere: "long recordings are transcribed as tasks, at /services/audio/asr/transcription; qwen3-asr-flash takes five minutes" },
  { match: /^(?:cosyvoice|qwen-audio-[\d.]+-tts)/, elsewhere: "it speaks at /services/audio/tts/SpeechSynthesizer; qwen3-tts-flash speaks here" },
  { match: /^wanx?\d.*-(?:t2v|i2v|kf2v|r2v|video)/, elsewhere: "videos are made through DashScope's own API, at /services/aigc/video-generation" },
  { match: /-realtime(?:-|$)/, elsewhere: "it is spoken to through a web socket; its sibling without -realtime answers here" },
];

/** Two waves of closures: 2026-05-13 and 2026-07-13, https://www.alibabacloud.com/help/en/model-studio/newly-released-models */
const retiredRules: readonly Rule[] = [
  { match: ["qwen-max-longcontext"], can: chat, retired: { use: "qwen-plus" } },
  { match: /^qwen-turbo/, can: chat, retired: { use: "qwen-flash" } },
  { match: /^qwen(?:1\.5)?-(?:1\.8b|7b|14b|32b|72b|110b)(?:-|$)|^qwen1\.5-/, can: chat, retired: { use: "qwen-plus" } },
  { match: ["qwen-vl-v1", "qwen-vl-chat-v1"], retired: { use: "qwen3-vl-plus" } },
  { match: ["text-embedding-v1", "text-embedding-v2"], retired: { use: "text-embedding-v4" } },
  { match: ["gte-rerank"], retired: { on: "2026-05-30", use: "qwen3-rerank" } },
  { match: /^wanx/, retired: { use: "wan2.6-t2i" } },
];

/**
 * Facts by model id, as of 2026-11-21.
 *
 * Sources: the vendor's pages on models, thinking, structured output, text rerank and errors (alibabacloud.com/help/en/model-studio,
 * docs.qwencloud.com), models.dev (context and output limits).
 */
export const models: readonly Rule[] = [...chatRules, ...specialRules, ...retiredRules];

