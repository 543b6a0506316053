import type { JSONObject, JSONValue, LanguageModelV4Usage } from "@ai-sdk/provider";
import type { Dialect, FoundSource, PartWriter, ToolInputDelta } from "../../../src/dialects/dialect.ts";
import { openaiChat, type OpenAIChatSpec, type OpenAIChatWire } from "../../../src/openai-chat.ts";
import { callOf } from "./call.ts";

export interface Said {
  readonly text: string;
  readonly reasoning: string;
  readonly reasoningMetadata: JSONObject | undefined;
  readonly tools: readonly ToolInputDelta[];
  readonly sources: readonly FoundSource[];
  readonly files: readonly unknown[];
  readonly metadata: readonly unknown[];
  readonly usage: LanguageModelV4Usage | undefined;
  readonly finish: string | undefined;
  readonly failed: JSONValue | undefined;
  readonly kept: Readonly<Record<string, JSONValue>>;
}

/** What the chat dialect says of these frames, in one piece each. */
export function decode(frames: readonly JSONObject[], wire: Partial<OpenAIChatWire> = {}, spec: OpenAIChatSpec = {}): Said {
  return decodeBy(openaiChat(spec), frames, wire);
}

export function decodeBy(dialect: Dialect<OpenAIChatWire>, frames: readonly JSONObject[], wire: Partial<OpenAIChatWire> = {}): Said {
  const said = {
    text: "",
    reasoning: "",
    reasoningMetadata: undefined as JSONObject | undefined,
    tools: [] as ToolInputDelta[],
    sources: [] as FoundSource[],
    files: [] as unknown[],
    metadata: [] as unknown[],
    usage: undefined as LanguageModelV4Usage | undefined,
    finish: undefined as string | undefined,
    failed: undefined as JSONValue | undefined,
    kept: {} as Record<string, JSONValue>,
  };
  const out: PartWriter = {
    metadata: (of) => void said.metadata.push(of),
    text: (delta) => void (said.text += delta),
    reasoning: (delta, metadata) => {
      said.reasoning += delta;
      if (metadata !== undefined) said.reasoningMetadata = { ...said.reasoningMetadata, ...metadata };
    },
    toolInput: (of) => void said.tools.push(of),
    toolCall: () => undefined,
    toolResult: () => undefined,
    source: (of) => void said.sources.push(of),
    file: (of) => void said.files.push(of),
    usage: (usage) => void (said.usage = usage),
    finish: (raw) => void (said.finish = raw),
    fail: (body) => void (said.failed ??= body),
    keep: (key, value) => {
      if (value !== undefined) said.kept[key] = value;
    },
  };
  const decoder = dialect.decoder(callOf({}).call, dialect.wire([wire]), out);
  for (const frame of frames) decoder.frame(frame);
  decoder.end();
  return said;
}

/** A chunk with this delta. */
export const delta = (value: JSONObject, more: JSONObject = {}): JSONObject => ({ id: "x", choices: [{ index: 0, delta: value, ...more }] });
