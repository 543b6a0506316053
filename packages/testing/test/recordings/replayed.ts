import type {
  JSONObject,
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  SharedV4Warning,
} from "@ai-sdk/provider";
import { defineProvider, type Provider } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiEmbedding } from "@portolan/core/openai-models";
import * as fc from "fast-check";
import { readAll } from "../../src/conformance/parts.ts";
import { startEmulator } from "../../src/emulator/emulator.ts";
import { profiles } from "../../src/emulator/profiles/index.ts";
import type { Emulator, RawAnswer } from "../../src/emulator/script.ts";
import { foldChunks, readEvents, type RecordedAnswer, type RecordedToolCall } from "./recorded-answer.ts";

/** A service that sends nothing but what it is given: the rate limits of the built-in one would differ from call to call. */
export function startReplaying(): Promise<Emulator> {
  return startEmulator({ ...profiles.openai, headers: () => ({}) });
}

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

export interface AnswerReader<Read> {
  /** What the recording says. */
  readonly expected: RecordedAnswer;
  /** What a provider reads when the bytes come in pieces of this size; all at once without one. */
  read(pieceBytes?: number): Promise<Read>;
}

/** What a recorded event stream says, and what is read from it. */
export function streamReader(emulator: Emulator, answer: RawAnswer): AnswerReader<readonly LanguageModelV4StreamPart[]> {
  const expected = withoutCutCalls(foldChunks(readEvents(String(answer.body))));
  const call = callWith(expected.toolCalls.map(({ toolName }) => toolName));
  const read = async (pieceBytes?: number): Promise<readonly LanguageModelV4StreamPart[]> => {
    emulator.use({ failNext: [inPieces(answer, pieceBytes)] });
    const { stream } = await createLocal(emulator)("some-model").doStream(call);
    return withWarningsAtTheStart(joinDeltas(await readAll(stream)));
  };
  return { expected, read };
}

/** What a recorded answer that did not stream says, and what is read from it. */
export function bodyReader(emulator: Emulator, answer: RawAnswer): AnswerReader<RecordedAnswer> {
  const expected = withoutCutCalls(foldChunks([JSON.parse(String(answer.body)) as JSONObject]));
  const call = callWith(expected.toolCalls.map(({ toolName }) => toolName));
  const read = async (pieceBytes?: number): Promise<RecordedAnswer> => {
    emulator.use({ failNext: [inPieces(answer, pieceBytes)] });
    return foldResult(await createLocal(emulator)("some-model").doGenerate(call));
  };
  return { expected, read };
}

function inPieces(answer: RawAnswer, pieceBytes: number | undefined): RawAnswer {
  return pieceBytes === undefined ? answer : { ...answer, faults: { pieceBytes } };
}

/** Enough pieces to cut anywhere, few enough to be quick. */
const mostPieces = 800;

export function pieceSizes({ body }: RawAnswer): fc.Arbitrary<number> {
  const bytes = Buffer.byteLength(body);
  return fc.integer({ min: Math.ceil(bytes / mostPieces), max: bytes });
}

/** An input that was cut by a limit is of no use to anyone: no call may be made of it. */
function withoutCutCalls(answer: RecordedAnswer): RecordedAnswer {
  return answer.finishReason === "length" ? { ...answer, toolCalls: [] } : answer;
}

function foldResult({ content, finishReason, usage, response }: LanguageModelV4GenerateResult): RecordedAnswer {
  return {
    text: content.map((part) => (part.type === "text" ? part.text : "")).join(""),
    reasoning: content.map((part) => (part.type === "reasoning" ? part.text : "")).join(""),
    toolCalls: content.flatMap((part) => (part.type === "tool-call" ? [toolCallOf(part)] : [])),
    finishReason: finishReason.raw,
    inputTokens: usage.inputTokens.total,
    outputTokens: usage.outputTokens.total,
    modelId: response?.modelId,
  };
}

function toolCallOf({ toolCallId, toolName, input }: LanguageModelV4ToolCall): RecordedToolCall {
  return { toolCallId, toolName, input };
}

/** What the parts of an answer say, in the words of `RecordedAnswer`. */
export function foldParts(parts: readonly LanguageModelV4StreamPart[]): RecordedAnswer {
  const finish = parts.find((part) => part.type === "finish");
  const metadata = parts.find((part) => part.type === "response-metadata");
  return {
    text: parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join(""),
    reasoning: parts.map((part) => (part.type === "reasoning-delta" ? part.delta : "")).join(""),
    toolCalls: parts.flatMap((part) => (part.type === "tool-call" ? [toolCallOf(part)] : [])),
    finishReason: finish?.finishReason.raw,
    inputTokens: finish?.usage.inputTokens.total,
    outputTokens: finish?.usage.outputTokens.total,
    modelId: metadata?.modelId,
  };
}

/** What there is to warn about is told at the start where all came in one read, else at the end. */
function withWarningsAtTheStart(parts: readonly LanguageModelV4StreamPart[]): readonly LanguageModelV4StreamPart[] {
  const late = parts.flatMap((part) => (part.type === "finish" ? ((part.providerMetadata?.["local"]?.["warnings"] ?? []) as SharedV4Warning[]) : []));
  return parts.map((part) => {
    if (part.type === "stream-start") return { ...part, warnings: [...part.warnings, ...late] };
    if (part.type !== "finish" || late.length === 0) return part;
    const { local: { warnings: _, ...kept } = {}, ...others } = part.providerMetadata ?? {};
    const { providerMetadata: __, ...finish } = part;
    const left = { ...others, ...(Object.keys(kept).length === 0 ? {} : { local: kept }) };
    return Object.keys(left).length === 0 ? finish : { ...finish, providerMetadata: left };
  });
}

/** Neighbouring deltas of one block made one: how much came in a read is the network's business. */
function joinDeltas(parts: readonly LanguageModelV4StreamPart[]): readonly LanguageModelV4StreamPart[] {
  const joined: LanguageModelV4StreamPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && "delta" in last && "delta" in part && last.type === part.type && last.id === part.id) {
      joined[joined.length - 1] = { ...last, delta: last.delta + part.delta };
    } else joined.push(part);
  }
  return joined;
}
