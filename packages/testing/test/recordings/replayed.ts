import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { defineProvider, type Provider } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiEmbedding } from "@portolan/core/openai-models";
import type { Emulator } from "../../src/emulator/script.ts";
import type { RecordedAnswer } from "./recorded-answer.ts";

/** Any OpenAI-compatible service, with nothing known of it. */
export function createLocal({ baseURL, apiKey }: Emulator): Provider {
  return defineProvider({ id: "local", env: { apiKey: [] }, language: openaiChat(), embedding: openaiEmbedding() })({ baseURL, apiKey });
}

const anyTool = (name: string): LanguageModelV4FunctionTool => ({ type: "function", name, inputSchema: { type: "object" } });

/** A call with the tools whose use was recorded. What was asked has no bearing on how the answer is read. */
export function callWith(toolNames: readonly string[]): LanguageModelV4CallOptions {
  const prompt: LanguageModelV4CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "Hello." }] }];
  return toolNames.length === 0 ? { prompt } : { prompt, tools: [...new Set(toolNames)].map(anyTool) };
}

/** What the parts of an answer say, in the words of `RecordedAnswer`. */
export function foldParts(parts: readonly LanguageModelV4StreamPart[]): RecordedAnswer {
  const finish = parts.find((part) => part.type === "finish");
  const metadata = parts.find((part) => part.type === "response-metadata");
  return {
    text: parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join(""),
    reasoning: parts.map((part) => (part.type === "reasoning-delta" ? part.delta : "")).join(""),
    toolCalls: parts.flatMap((part) => (part.type === "tool-call" ? [{ toolCallId: part.toolCallId, toolName: part.toolName, input: part.input }] : [])),
    finishReason: finish?.finishReason.raw,
    inputTokens: finish?.usage.inputTokens.total,
    outputTokens: finish?.usage.outputTokens.total,
    modelId: metadata?.modelId,
  };
}

/** Neighbouring deltas of one block made one: how much came in a read is the network's business. */
export function joinDeltas(parts: readonly LanguageModelV4StreamPart[]): readonly LanguageModelV4StreamPart[] {
  const joined: LanguageModelV4StreamPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && "delta" in last && "delta" in part && last.type === part.type && last.id === part.id) {
      joined[joined.length - 1] = { ...last, delta: last.delta + part.delta };
    } else joined.push(part);
  }
  return joined;
}
