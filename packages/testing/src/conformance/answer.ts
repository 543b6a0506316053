import type {
  JSONObject,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4Source,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4Usage,
  SharedV4ProviderMetadata,
  SharedV4Warning,
} from "@ai-sdk/provider";
import { finishOf, ofType } from "./parts.ts";

/** An answer in one shape, however it came. */
export interface ReadAnswer {
  readonly how: "streamed" | "whole";
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly LanguageModelV4ToolCall[];
  readonly sources: readonly LanguageModelV4Source[];
  readonly finishReason: LanguageModelV4FinishReason;
  readonly usage: LanguageModelV4Usage;
  readonly warnings: readonly SharedV4Warning[];
  readonly providerMetadata: SharedV4ProviderMetadata;
  /** What was asked. */
  readonly body: JSONObject;
}

export function readParts(parts: readonly LanguageModelV4StreamPart[], body: JSONObject): ReadAnswer {
  const finish = finishOf(parts);
  return {
    how: "streamed",
    text: ofType(parts, "text-delta").map(({ delta }) => delta).join(""),
    reasoning: ofType(parts, "reasoning-delta").map(({ delta }) => delta).join(""),
    toolCalls: ofType(parts, "tool-call"),
    sources: ofType(parts, "source"),
    finishReason: finish.finishReason,
    usage: finish.usage,
    warnings: ofType(parts, "stream-start").flatMap(({ warnings }) => warnings),
    providerMetadata: finish.providerMetadata ?? {},
    body,
  };
}

export function readResult(result: LanguageModelV4GenerateResult, body: JSONObject): ReadAnswer {
  return {
    how: "whole",
    text: ofType(result.content, "text").map(({ text }) => text).join(""),
    reasoning: ofType(result.content, "reasoning").map(({ text }) => text).join(""),
    toolCalls: ofType(result.content, "tool-call"),
    sources: ofType(result.content, "source"),
    finishReason: result.finishReason,
    usage: result.usage,
    warnings: result.warnings,
    providerMetadata: result.providerMetadata ?? {},
    body,
  };
}
