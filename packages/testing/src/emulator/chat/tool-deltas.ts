import type { JSONObject } from "@ai-sdk/provider";
import type { Completion, WireToolCall } from "./completion.ts";
import { pieces } from "./pieces.ts";

/** The `tool_calls` of each delta, cut as the completion's form says. */
export function* toolDeltas(completion: Completion): Generator<JSONObject[]> {
  const { toolCalls, toolDeltas: form, deltaSize } = completion;
  if (form === "with-finish") return;
  const streams = toolCalls.map((call, index) => callDeltas(call, index, completion));
  if (form === "interleaved") {
    yield* inTurns(streams);
    return;
  }
  if (form === "whole" || form === "whole-without-index") {
    for (const [index, call] of toolCalls.entries()) {
      yield [{ ...(form === "whole" ? { index } : {}), ...wholeToolCall(call) }];
    }
    return;
  }
  if (form === "name-split") {
    for (const [index, call] of toolCalls.entries()) yield* nameSplit(call, index, deltaSize);
    return;
  }
  for (const stream of streams) for (const delta of stream) yield [delta];
}

export function wholeToolCall(call: WireToolCall): JSONObject {
  return { ...identified(call.id), type: "function", function: { name: call.name, arguments: call.arguments } };
}

function* callDeltas(call: WireToolCall, index: number, { toolDeltas: form, deltaSize }: Completion): Generator<JSONObject> {
  const place: JSONObject = form === "without-index" ? {} : { index };
  const type: JSONObject = form === "without-type" ? {} : { type: "function" };
  if (form === "without-arguments") {
    yield { ...place, ...identified(call.id), ...type, function: { name: call.name } };
    return;
  }
  const isBegun = form === "begun" || form === "begun-and-typed";
  const [begun = "", ...rest] = isBegun ? pieces(call.arguments, deltaSize) : ["", ...pieces(call.arguments, deltaSize)];
  yield { ...place, ...identified(call.id), ...type, function: { name: call.name, arguments: begun } };
  const later: JSONObject = { ...place, ...(form === "empty-continuation-id" ? { id: "", type: "function" } : form === "begun-and-typed" ? type : {}) };
  for (const piece of rest) yield { ...later, function: { arguments: piece } };
}

function* nameSplit(call: WireToolCall, index: number, deltaSize: number): Generator<JSONObject[]> {
  const middle = Math.ceil(call.name.length / 2);
  yield [{ index, ...identified(call.id), type: "function", function: { name: call.name.slice(0, middle), arguments: "" } }];
  yield [{ index, function: { name: call.name.slice(middle) } }];
  for (const piece of pieces(call.arguments, deltaSize)) yield [{ index, function: { arguments: piece } }];
}

function* inTurns(streams: readonly Generator<JSONObject>[]): Generator<JSONObject[]> {
  let open = streams;
  while (open.length > 0) {
    const still: Generator<JSONObject>[] = [];
    for (const stream of open) {
      const next = stream.next();
      if (next.done === true) continue;
      yield [next.value];
      still.push(stream);
    }
    open = still;
  }
}

function identified(id: string | null | undefined): JSONObject {
  return id === undefined ? {} : { id };
}
