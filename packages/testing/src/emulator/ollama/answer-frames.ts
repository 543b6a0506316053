import type { JSONObject } from "@ai-sdk/provider";
import { pieces } from "../chat/pieces.ts";
import type { Chunk } from "../chat/stream-writer.ts";
import type { ModelAnswer } from "../script.ts";
import { goTime } from "./durations.ts";
import type { ReadCalls } from "./tool-calls.ts";

/** An answer with everything settled: the writers only write it. */
export interface SettledAnswer {
  readonly answer: ModelAnswer;
  readonly modelId: string;
  readonly calls: ReadCalls;
  readonly counters: JSONObject;
  /** Puts what is said into the field of its endpoint. */
  readonly say: (said: Said) => JSONObject;
  /** Only on the last frame. */
  readonly lastFields: JSONObject;
  /** How many tokens besides the chosen one are told of; `undefined` tells of none. */
  readonly topLogprobs: number | undefined;
}

export interface Said {
  readonly text?: string;
  readonly thinking?: string;
  readonly calls?: readonly JSONObject[];
  readonly isFirst?: boolean;
}

/** The frames of a streamed answer; an error in them is the last. */
export function* answerFrames(settled: SettledAnswer): Generator<Chunk> {
  const { answer, calls } = settled;
  let isFirst = true;
  for (const said of saidOf(settled)) {
    yield { role: "content", value: frame(settled, { ...said, isFirst }) };
    isFirst = false;
  }
  if (calls.fault !== undefined) {
    yield { role: "content", value: { error: calls.fault } };
    return;
  }
  const late = answer.toolDeltas === "with-finish" ? calls.calls : [];
  yield { role: "finish", value: lastFrame(settled, { text: calls.text, ...(late.length === 0 ? {} : { calls: late }), isFirst }) };
}

function* saidOf({ answer, calls }: SettledAnswer): Generator<Said> {
  const size = deltaSize(answer);
  for (const thinking of pieces(answer.reasoning ?? "", size)) yield { thinking };
  for (const text of pieces(answer.text ?? "", size)) yield { text };
  if (answer.toolDeltas !== "with-finish") for (const call of calls.calls) yield { calls: [call] };
}

/** The answer as one value. One that breaks off without an end is passed on as it is. */
export function wholeAnswer(settled: SettledAnswer): JSONObject {
  const { answer, calls } = settled;
  const said: Said = {
    text: (answer.text ?? "") + calls.text,
    ...(answer.reasoning === undefined || answer.reasoning === "" ? {} : { thinking: answer.reasoning }),
    ...(calls.calls.length === 0 ? {} : { calls: calls.calls }),
    isFirst: true,
  };
  return answer.faults?.noFinish === true ? frame(settled, said) : lastFrame(settled, said);
}

function frame(settled: SettledAnswer, said: Said): JSONObject {
  const { modelId, say, answer } = settled;
  return { model: modelId, created_at: goTime(), ...say(said), done: false, ...logprobs(settled, said.text), ...answer.chunkFields };
}

function lastFrame(settled: SettledAnswer, said: Said): JSONObject {
  const { modelId, say, answer, lastFields, counters } = settled;
  const reason = doneReason(answer);
  return {
    model: modelId,
    created_at: goTime(),
    ...say(said),
    done: true,
    ...(reason === null ? {} : { done_reason: reason }),
    ...lastFields,
    ...counters,
    ...logprobs(settled, said.text),
    ...answer.chunkFields,
  };
}

/** It is never said that a tool was called. */
function doneReason({ finishReason = "stop" }: ModelAnswer): string | null {
  return finishReason === "tool_calls" ? "stop" : finishReason;
}

/** As if each piece were one token, and the model nearly sure of it. */
function logprobs({ topLogprobs, answer }: SettledAnswer, text: string | undefined): JSONObject {
  if (topLogprobs === undefined || text === undefined || text === "") return {};
  return { logprobs: [...pieces(text, deltaSize(answer))].map((piece) => logprob(piece, topLogprobs)) };
}

function logprob(piece: string, alternatives: number): JSONObject {
  const token = (word: string, sureness: number): JSONObject => ({ token: word, logprob: sureness, bytes: [...Buffer.from(word)] });
  const others = Array.from({ length: alternatives }, (_, place) => (place === 0 ? token(piece, -0.125) : token(`other ${place}`, -2 - place)));
  return { ...token(piece, -0.125), ...(alternatives === 0 ? {} : { top_logprobs: others }) };
}

function deltaSize({ deltaSize: size = 8 }: ModelAnswer): number {
  return Math.max(1, size);
}
