import { resolveCapabilities, type CapabilityFacts, type LanguageCall, type PartWriter } from "@portolan/core";
import type { JSONObject, JSONValue, LanguageModelV4CallOptions, LanguageModelV4Prompt, SharedV4Warning } from "@ai-sdk/provider";

/** A call as the dialect is handed it, and what it warned of. */
export interface TestCall {
  readonly call: LanguageCall;
  readonly warnings: SharedV4Warning[];
}

/** What a test says of a call beyond its prompt. */
export interface CallParts extends Omit<Partial<LanguageModelV4CallOptions>, "prompt"> {
  readonly prompt?: LanguageModelV4Prompt | string;
  readonly modelId?: string;
  readonly can?: CapabilityFacts;
  /** The provider's options. */
  readonly options?: JSONObject;
  /** Which of them are the model definition's. */
  readonly usual?: readonly string[];
}

/** A user's words as a prompt. */
export function said(text: string): LanguageModelV4Prompt {
  return [{ role: "user", content: [{ type: "text", text }] }];
}

export function callOf({ prompt = "hello", modelId = "some-model", can = {}, options = {}, usual = [], ...rest }: CallParts = {}): TestCall {
  const warnings: SharedV4Warning[] = [];
  const call: LanguageCall = {
    ...rest,
    prompt: typeof prompt === "string" ? said(prompt) : prompt,
    providerId: "ollama",
    modelId,
    target: `ollama/${modelId}`,
    stream: true,
    can: resolveCapabilities([{ source: "list", facts: can }]),
    options,
    defaultOptions: new Set(usual),
    lessons: new Set(),
    warn: (warning) => void warnings.push(warning),
  };
  return { call, warnings };
}

/** What a decoder wrote, one line a word. */
export interface WrittenParts extends PartWriter {
  readonly lines: readonly (readonly [string, unknown])[];
  readonly kept: Readonly<Record<string, JSONValue>>;
}

export function partWriter(): WrittenParts {
  const lines: (readonly [string, unknown])[] = [];
  const kept: Record<string, JSONValue> = {};
  const write = (kind: string) => (value: unknown): void => void lines.push([kind, value]);
  return {
    lines,
    kept,
    metadata: write("metadata"),
    text: write("text"),
    reasoning: write("reasoning"),
    toolInput: write("toolInput"),
    toolCall: write("toolCall"),
    toolResult: write("toolResult"),
    source: write("source"),
    file: write("file"),
    usage: write("usage"),
    finish: write("finish"),
    fail: write("fail"),
    keep: (key, value) => {
      if (value !== undefined) kept[key] = value;
    },
  };
}
