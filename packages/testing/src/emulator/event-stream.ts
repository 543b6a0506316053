import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Chunk } from "./chat/stream-writer.ts";
import { isObject, readList } from "./json.ts";
import type { EmulatorProfile, Exchange } from "./profile.ts";
import type { Faults, ServiceError, StreamErrorForm } from "./script.ts";

const garbage = '{"id":"chatcmpl-garbage","choices":[{"index":0,"delta":{"content":"this line is cut o';

/** Writes chunks as server-sent events, with the faults that speak of chunks. */
export function* eventStream(chunks: Iterable<Chunk>, faults: Faults, profile: EmulatorProfile, exchange: Exchange): Generator<string> {
  const end = faults.lineEnding ?? "\n";
  const said = faults.comments ?? profile.keepAlive?.comment;
  const comment = said === undefined ? "" : `: ${said}${end}${end}`;
  const frame = (data: string, event?: string): string =>
    `${comment}${event === undefined ? "" : `event: ${event}${end}`}data: ${data}${end}${end}`;
  const failure = faults.errorAfterChunks;
  let sent = 0;
  let newest: JSONValue = {};
  for (const { role, value } of chunks) {
    if (faults.noFinish === true && role !== "content") break;
    if (failure !== undefined && sent >= failure.chunks) break;
    if (faults.garbageAfterChunks === sent) yield frame(garbage);
    yield frame(JSON.stringify(value));
    newest = value;
    sent += 1;
  }
  if (faults.garbageAfterChunks !== undefined && faults.garbageAfterChunks >= sent) yield frame(garbage);
  if (failure !== undefined) {
    const form = failure.form ?? "profile";
    yield frame(JSON.stringify(errorChunk(failure.error, form, newest, profile, exchange)), form === "named-event" ? "error" : undefined);
    return;
  }
  if (faults.noDone !== true && faults.noFinish !== true) yield frame("[DONE]");
}

function errorChunk(error: ServiceError, form: StreamErrorForm, newest: JSONValue, profile: EmulatorProfile, exchange: Exchange): JSONValue {
  const ordinary = (finishReason: string | null): JSONObject => {
    const { x_groq: _group, usage: _usage, ...kept } = isObject(newest) ? newest : {};
    return { ...kept, choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: finishReason }] };
  };
  switch (form) {
    case "x_groq":
      return { ...ordinary(null), x_groq: { id: exchange.requestId, error: error.message } };
    case "finish-chunk":
      return { ...ordinary("error"), error: { code: error.code ?? error.status, message: error.message, ...error.extra } };
    case "flat":
      return { object: "error", message: error.message, type: error.type ?? "server_error", param: null, code: error.code ?? error.status, ...error.extra };
    default:
      return profile.streamError(error);
  }
}

/** Reads the roles out of chunks that were given to the letter. */
export function* chunksToTheLetter(values: readonly JSONValue[], usageTimes: number): Generator<Chunk> {
  for (const value of values) {
    const role = roleOf(value);
    for (let time = 0; time < (role === "usage" ? usageTimes : 1); time += 1) yield { role, value };
  }
}

function roleOf(value: JSONValue): Chunk["role"] {
  if (!isObject(value)) return "content";
  if (value["done"] === true) return "finish";
  const choices = readList(value, "choices");
  if (choices.length === 0 && isObject(value["usage"])) return "usage";
  return choices.some((choice) => isObject(choice) && typeof choice["finish_reason"] === "string") ? "finish" : "content";
}
