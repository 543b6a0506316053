import type { JSONObject } from "@ai-sdk/provider";
import type { ModelRule } from "@portolan/core";
import type { OpenAIChatWire } from "@portolan/core/openai-chat";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });

/**
 * Facts by model id, as of 2026-11-21.
 *
 * Sources: together-ai 0.52.0 (parameters), docs.together.ai (reasoning, deprecations), models.dev (limits).
 */
export const togetherModels = (): readonly ModelRule<OpenAIChatWire>[] => [
  {
    match: ["openai/gpt-oss-120b", "openai/gpt-oss-20b"],
    can: { kind: "language", tools: true, reasoning: true, reasoningLevels: ["low", "medium", "high"], imageInput: false, contextWindow: 131_072 },
    wire: { reasoning: { low: effort("low"), medium: effort("medium"), high: effort("high") } },
  },
  {
    match: /^(deepseek-ai\/DeepSeek-V[34]|zai-org\/GLM-|moonshotai\/Kimi-K2\.|Qwen\/Qwen3\.5)/,
    can: { reasoning: true, reasoningLevels: ["none", "high"] },
    wire: { reasoning: { none: { reasoning: { enabled: false } }, high: { reasoning: { enabled: true } } } },
  },
  { match: ["deepseek-ai/DeepSeek-V4-Pro"], can: { kind: "language", tools: true, contextWindow: 512_000, maxOutputTokens: 384_000 } },
  { match: ["Qwen/Qwen3.5-397B-A17B"], can: { kind: "language", tools: true, contextWindow: 262_144 } },
  { match: ["MiniMaxAI/MiniMax-M3"], can: { kind: "language", tools: true, reasoning: true, contextWindow: 524_288 } },
  { match: ["moonshotai/Kimi-K2.6", "zai-org/GLM-5.2", "deepseek-ai/DeepSeek-V4-Flash-0731"], can: { kind: "language", tools: true } },
  { match: ["meta-llama/Llama-3.3-70B-Instruct-Turbo"], can: { kind: "language", tools: true, reasoning: false, imageInput: false, contextWindow: 131_072 } },
  { match: ["intfloat/multilingual-e5-large-instruct"], can: { kind: "embedding", embeddingDimensions: 1024 } },
  { match: ["Salesforce/Llama-Rank-V1"], can: { kind: "reranking" } },
  { match: ["openai/whisper-large-v3"], can: { kind: "transcription" } },
  { match: ["black-forest-labs/FLUX.1-schnell"], can: { kind: "image" } },
  { match: /^deepseek-ai\/(DeepSeek-(V3|R1)|deepseek-llm)/, retired: { use: "deepseek-ai/DeepSeek-V4-Pro" } },
  { match: ["moonshotai/Kimi-K2.5"], retired: { use: "moonshotai/Kimi-K2.6" } },
  { match: /^Qwen\/(Qwen3-Coder-480B|Qwen2)/, retired: { use: "Qwen/Qwen3.5-397B-A17B" } },
  { match: /^meta-llama\/(Meta-Llama-3\.1|Meta-Llama-3|Llama-3|Llama-2)-/, retired: { use: "meta-llama/Llama-3.3-70B-Instruct-Turbo" } },
  { match: /^(mistralai\/Mixtral|NousResearch\/Nous-Hermes)/, retired: { use: "openai/gpt-oss-120b" } },
];
