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

const ids = (...live: readonly GroqModelId[]): readonly string[] => live;
const retired = (use: GroqModelId, on?: string): { readonly use: string; readonly on?: string } => ({ use, ...(on === undefined ? {} : { on }) });
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
    can: { tools: true, forcedToolChoice: true, jsonObject: true, jsonSchemaWithTools: false, streaming: true, seed: true, logprobs: false, audioInput: false, fileInput: false },
  },
  {
    match: ids("openai/gpt-oss-120b", "openai/gpt-oss-20b", "openai/gpt-oss-safeguard-20b"),
    can: { kind: "language", reasoning: true, reasoningLevels: ["low", "medium", "high"], jsonSchema: true, imageInput: false, contextWindow: 131_072, maxOutputTokens: 65_536 },
    wire: { reasoning: graded, history: "reasoning" },
  },
  // console.groq.com/docs/structured-outputs names these two for `strict: true`.
  { match: ids("openai/gpt-oss-120b", "openai/gpt-oss-20b"), wire: { strictSchema: "fitting" } },
  {
    match: ids("qwen/qwen3.6-27b", "qwen/qwen3-32b"),
    can: { kind: "language", reasoning: true, reasoningLevels: ["none", "medium"], jsonSchema: false },
    wire: { reasoning: { none: effort("none"), medium: effort("default") }, reasoningTags: thinkTags, history: "reasoning" },
  },
  {
    match: ids("qwen/qwen3.8-27b"),
    can: { kind: "language", reasoning: true, reasoningLevels: ["none", "low", "medium", "high"], jsonSchema: false },
    wire: { reasoning: { none: effort("none"), ...graded }, reasoningTags: thinkTags, history: "reasoning" },
  },
  { match: ids("qwen/qwen3.6-27b"), can: { maxOutputTokens: 16_384 } },
  { match: ids("qwen/qwen3-32b"), can: { imageInput: false, contextWindow: 131_072, maxOutputTokens: 40_960 } },
  {
    match: ids("groq/compound", "groq/compound-mini"),
    can: { kind: "language", tools: false, jsonSchema: false, imageInput: false, contextWindow: 131_072, maxOutputTokens: 8192 },
    wire: { reasoning: {} },
  },
  {
    match: ids("meta-llama/llama-4-scout-17b-16e-instruct"),
    can: { kind: "language", reasoning: false, jsonSchema: true, imageInput: true, contextWindow: 131_072, maxOutputTokens: 8192 },
  },
  {
    match: ids("meta-llama/llama-prompt-guard-2-22m", "meta-llama/llama-prompt-guard-2-86m"),
    can: { kind: "language", tools: false, jsonObject: false, jsonSchema: false, reasoning: false, imageInput: false, contextWindow: 512 },
  },
  { match: ids("whisper-large-v3", "whisper-large-v3-turbo"), can: { kind: "transcription" } },
  { match: ids("canopylabs/orpheus-v1-english", "canopylabs/orpheus-arabic-saudi"), can: { kind: "speech" } },
  { match: /^(gemma2?-|mixtral-|llama3-8b|llama-3\.[12]-\d+b-)/, retired: retired("openai/gpt-oss-20b") },
  { match: /^(llama-3\.1-70b|llama3-70b|deepseek-r1-distill-llama|moonshotai\/kimi-k2-instruct|meta-llama\/llama-4-maverick)/, retired: retired("openai/gpt-oss-120b") },
  { match: ["llama-3.3-70b-versatile"], retired: retired("openai/gpt-oss-120b", "2026-08-16") },
  { match: ["llama-3.1-8b-instant"], retired: retired("openai/gpt-oss-20b", "2026-08-16") },
  { match: /^(qwen-|deepseek-r1-distill-qwen)/, retired: retired("qwen/qwen3.6-27b") },
  { match: /llama-guard-[34]/, retired: retired("openai/gpt-oss-safeguard-20b") },
  { match: ["compound-beta"], retired: retired("groq/compound") },
  { match: ["compound-beta-mini"], retired: retired("groq/compound-mini") },
  { match: /^distil-whisper/, can: { kind: "transcription" }, retired: retired("whisper-large-v3-turbo") },
  { match: ["playai-tts"], can: { kind: "speech" }, retired: retired("canopylabs/orpheus-v1-english", "2025-12-31") },
  { match: ["playai-tts-arabic"], can: { kind: "speech" }, retired: retired("canopylabs/orpheus-arabic-saudi", "2025-12-31") },
];
