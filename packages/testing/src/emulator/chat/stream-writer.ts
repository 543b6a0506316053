import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readNumber } from "../json.ts";
import type { ChunkPosition } from "../profile.ts";
import type { Completion } from "./completion.ts";
import { deltas } from "./deltas.ts";
import { wholeToolCall } from "./tool-deltas.ts";

/** One frame's JSON, and what it is for: faults leave out or repeat chunks by their role. */
export interface Chunk {
  readonly role: "content" | "finish" | "usage";
  readonly value: JSONValue;
}

interface PlacedChunk extends Chunk {
  readonly position: ChunkPosition;
  readonly value: JSONObject;
}

/** The chunks of a streamed answer, made one by one as they are read. */
export function* streamChunks(completion: Completion): Generator<Chunk> {
  const { profile, body } = completion;
  for (const { role, position, value } of placedChunks(completion)) {
    const written = profile.writeChunk === undefined ? value : profile.writeChunk(value, position, body);
    if (written !== undefined) yield { role, value: written };
  }
}

function* placedChunks(completion: Completion): Generator<PlacedChunk> {
  const { profile, messageFields, finishReason, usageOn } = completion;
  const hasText = completion.text !== "" || completion.toolCalls.length === 0;
  const opening = { role: "assistant", content: hasText ? "" : null, ...profile.messageFields?.("first", hasText), ...messageFields };
  let written = 0;
  yield { role: "content", position: "first", value: chunk(completion, "first", choice(opening, null), written) };
  for (const delta of deltas(completion)) {
    written += 1;
    yield { role: "content", position: "middle", value: chunk(completion, "middle", choice(delta, null), written) };
  }
  yield* closing(completion, chunk(completion, "last", choice(lastDelta(completion), finishReason), undefined));
  if (usageOn === "own-chunk") yield* usageChunks(completion, []);
  if (usageOn === "chunk-with-choice-after-finish") yield* usageChunks(completion, choice({}, null));
}

function lastDelta({ toolDeltas, toolCalls }: Completion): JSONObject {
  if (toolDeltas !== "with-finish" || toolCalls.length === 0) return {};
  return { tool_calls: toolCalls.map((call, index) => ({ index, ...wholeToolCall(call) })) };
}

/** The chunk with the finish reason, as often as usage riding on it is to come. */
function* closing(completion: Completion, value: JSONObject): Generator<PlacedChunk> {
  const { usage, usageOn, streamUsage, usageTimes } = completion;
  const rides = streamUsage && usage !== undefined && (usageOn === "finish-chunk" || usageOn === "x_groq" || usageOn === "every-chunk");
  if (!rides || usageTimes === 0) {
    yield { role: "finish", position: "last", value };
    return;
  }
  const group = isObject(value["x_groq"]) ? value["x_groq"] : {};
  const counted = { ...value, ...(usageOn === "x_groq" ? { x_groq: { ...group, usage } } : {}), usage };
  for (let time = 0; time < usageTimes; time += 1) yield { role: "finish", position: "last", value: counted };
}

function* usageChunks(completion: Completion, choices: JSONValue[]): Generator<PlacedChunk> {
  const { usage, streamUsage, usageTimes } = completion;
  if (!streamUsage || usage === undefined) return;
  const value = { ...chunk(completion, "middle", choices, undefined), usage };
  for (let time = 0; time < usageTimes; time += 1) yield { role: "usage", position: "usage", value };
}

function choice(delta: JSONObject, finishReason: string | null): JSONValue[] {
  return [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
}

/** `written` counts deltas for usage that grows from chunk to chunk; undefined leaves it out. */
function chunk(completion: Completion, position: "first" | "middle" | "last", choices: JSONValue[], written: number | undefined): JSONObject {
  const { id, created, modelId, profile, body, exchange } = completion;
  return {
    id,
    object: "chat.completion.chunk",
    created,
    model: modelId,
    ...profile.chunkFields?.(position, body, exchange),
    choices,
    ...usageSoFar(completion, written),
    ...completion.chunkFields,
  };
}

function usageSoFar({ usage, usageOn, streamUsage }: Completion, written: number | undefined): JSONObject {
  if (!streamUsage || usage === undefined) return {};
  if (usageOn === "own-chunk") return { usage: null };
  if (usageOn !== "every-chunk" || written === undefined) return {};
  const prompt = readNumber(usage, "prompt_tokens") ?? 0;
  const completion = Math.min(written, readNumber(usage, "completion_tokens") ?? written);
  return { usage: { ...usage, completion_tokens: completion, total_tokens: prompt + completion } };
}
