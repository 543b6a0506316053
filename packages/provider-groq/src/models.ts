import type { JSONObject } from "@ai-sdk/provider";
import type { ModelRule } from "@portolan/core";
import type { OpenAIChatWire } from "@portolan/core/openai-chat";

/** Ids that Groq serves; any other string is taken as well. */
export type GroqModelId =
  | "openai/gpt-oss-120b"
  | "openai/gpt-oss-20b"
  | "openai/gpt-oss-safeguard-20b"
  | "qwen/qwen3.8-27b"
  | "qwen/qwen3.6-27b"
  | "qwen/qwen3-32b"
  | "groq/compound"
  | "groq/compound-mini"
  | "meta-llama/llama-4-scout-17b-16e-instruct"
  | "meta-llama/llama-prompt-guard-2-22m"
  | "meta-llama/llama-prompt-guard-2-86m"
  | "whisper-large-v3"
  | "whisper-large-v3-turbo"
  | "canopylabs/orpheus-v1-english"
  | "canopylabs/orpheus-arabic-saudi";

const effort = (level: "none" | "default" | "low" | "medium" | "high"): JSONObject => ({ reasoning_effort: level });
const graded: NonNullable<OpenAIChatWire["reasoning"]> = { low: effort("low"), medium: effort("medium"), high: effort("high") };
const thinkTags: OpenAIChatWire["reasoningTags"] = ["<think>", "</think>"];

/**
 * Facts by model id, as of 2026-11-21.
 *
 * Sources: groq-sdk 1.6.0 (parameters, reasoning efforts), console.groq.com/docs (structured outputs, reasoning, compound),
 * models.dev (context and output limits), Groq's deprecation notices.
 */
export const models: readonly ModelRule<OpenAIChatWire>[] = [
  {
    match: /^(?!whisper|distil|canopylabs|playai)/,
    can: { tools: true, forcedToolChoice: true, jsonObject: true, jsonSchemaWithTools: false, seed: true, logprobs: false, audioInput: false, fileInput: false },
  },
  {
    match: ["openai/gpt-oss-120b", "openai/gpt-oss-20b", "openai/gpt-oss-safeguard-20b"],
    can: { kind: "language", reasoning: true, reasoningLevels: ["low", "medium", "high"], jsonSchema: true, imageInput: false, contextWindow: 131_072, maxOutputTokens: 65_536 },
    wire: { reasoning: graded, history: "reasoning" },
  },
  // console.groq.com/docs/structured-outputs names these two for `strict: true`.
  { match: ["openai/gpt-oss-120b", "openai/gpt-oss-20b"], wire: { strictSchema: "fitting" } },
  {
    match: ["qwen/qwen3.6-27b", "qwen/qwen3-32b"],
    can: { kind: "language", reasoning: true, reasoningLevels: ["none", "medium"], jsonSchema: false },
    wire: { reasoning: { none: effort("none"), medium: effort("default") }, reasoningTags: thinkTags, history: "reasoning" },
  },
  {
    match: ["qwen/qwen3.8-27b"],
    can: { kind: "language", reasoning: true, reasoningLevels: ["none", "low", "medium", "high"], jsonSchema: false },
    wire: { reasoning: { none: effort("none"), ...graded }, reasoningTags: thinkTags, history: "reasoning" },
  },
  { match: ["qwen/qwen3.6-27b"], can: { maxOutputTokens: 16_384 } },
  { match: ["qwen/qwen3-32b"], can: { imageInput: false, contextWindow: 131_072, maxOutputTokens: 40_960 } },
  {
    match: ["groq/compound", "groq/compound-mini"],
    can: { kind: "language", tools: false, jsonSchema: false, imageInput: false, contextWindow: 131_072, maxOutputTokens: 8192 },
    wire: { reasoning: {} },
  },
  {
    match: ["meta-llama/llama-4-scout-17b-16e-instruct"],
    can: { kind: "language", reasoning: false, jsonSchema: true, imageInput: true, contextWindow: 131_072, maxOutputTokens: 8192 },
  },
  {
    match: ["meta-llama/llama-prompt-guard-2-22m", "meta-llama/llama-prompt-guard-2-86m"],
    can: { kind: "language", tools: false, jsonObject: false, jsonSchema: false, reasoning: false, imageInput: false, contextWindow: 512 },
  },
  { match: ["whisper-large-v3", "whisper-large-v3-turbo"], can: { kind: "transcription" } },
  { match: ["canopylabs/orpheus-v1-english", "canopylabs/orpheus-arabic-saudi"], can: { kind: "speech" } },
  { match: /^(gemma2?-|mixtral-|llama3-8b|llama-3\.[12]-\d+b-)/, retired: { use: "openai/gpt-oss-20b" } },
  { match: /^(llama-3\.1-70b|llama3-70b|deepseek-r1-distill-llama|moonshotai\/kimi-k2-instruct|meta-llama\/llama-4-maverick)/, retired: { use: "openai/gpt-oss-120b" } },
  { match: ["llama-3.3-70b-versatile"], retired: { use: "openai/gpt-oss-120b", on: "2026-08-16" } },
  { match: ["llama-3.1-8b-instant"], retired: { use: "openai/gpt-oss-20b", on: "2026-08-16" } },
  { match: /^(qwen-|deepseek-r1-distill-qwen)/, retired: { use: "qwen/qwen3.6-27b" } },
  { match: /llama-guard-[34]/, retired: { use: "openai/gpt-oss-safeguard-20b" } },
  { match: ["compound-beta"], retired: { use: "groq/compound" } },
  { match: ["compound-beta-mini"], retired: { use: "groq/compound-mini" } },
  { match: /^distil-whisper/, can: { kind: "transcription" }, retired: { use: "whisper-large-v3-turbo" } },
  { match: ["playai-tts"], can: { kind: "speech" }, retired: { use: "canopylabs/orpheus-v1-english", on: "2025-12-31" } },
  { match: ["playai-tts-arabic"], can: { kind: "speech" }, retired: { use: "canopylabs/orpheus-arabic-saudi", on: "2025-12-31" } },
];
