import type { JSONValue } from "@ai-sdk/provider";
import type { Chunk } from "./chat/stream-writer.ts";
import type { EmulatorProfile } from "./profile.ts";
import type { Faults } from "./script.ts";

const garbage = '{"model":"garbage","message":{"role":"assistant","content":"this line is cut o';

/** Writes chunks as lines of JSON, with the faults that speak of chunks. */
export function* jsonLines(chunks: Iterable<Chunk>, faults: Faults, profile: EmulatorProfile): Generator<string> {
  const end = faults.lineEnding ?? "\n";
  const failure = faults.errorAfterChunks;
  let sent = 0;
  for (const { role, value } of chunks) {
    if (faults.noFinish === true && role !== "content") break;
    if (failure !== undefined && sent >= failure.chunks) break;
    if (faults.garbageAfterChunks === sent) yield garbage + end;
    yield goJson(value) + end;
    sent += 1;
  }
  if (faults.garbageAfterChunks !== undefined && faults.garbageAfterChunks >= sent) yield garbage + end;
  if (failure !== undefined) yield goJson(profile.streamError(failure.error)) + end;
}

const escapes: Readonly<Record<string, string>> = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029" };

/** JSON as servers written in Go spell it: safe to be put into a web page. */
export function goJson(value: JSONValue): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character);
}
