import type { JSONObject } from "@ai-sdk/provider";
import type { ToolInputDelta } from "../dialects/dialect.ts";

/** A tool call that is being written. */
interface OpenCall {
  readonly index: number | undefined;
  readonly position: number | undefined;
  /** As the service gave it; may be missing, or used twice. */
  wireId: string | undefined;
  /** Unique in the stream; set when the call starts. */
  id: string | undefined;
  name: string;
  arguments: string;
  /** The newest piece of the arguments: to look at their end would flatten them, at the cost of their length. */
  newest: string;
  metadata: JSONObject | undefined;
  /** Its braces are known to be text as well, so they tell nothing of where it ends. */
  hasOddBraces: boolean;
}

/** Where a tool call's life is written to. */
export interface ToolInputSink {
  start(id: string, name: string): void;
  delta(id: string, delta: string): void;
  end(id: string): void;
  call(of: { readonly id: string; readonly name: string; readonly input: string; readonly metadata: JSONObject | undefined }): void;
  nameless(): void;
}

/**
 * Puts streamed tool calls together, whatever the service tells them apart by.
 *
 * Calls stay open until the answer ends: services interleave parallel ones, and text that parses may still grow.
 */
export class ToolInputs {
  readonly #sink: ToolInputSink;
  readonly #calls: OpenCall[] = [];
  readonly #ids = new Set<string>();
  /** The newest call of each index and of each id that the service gave. */
  readonly #byIndex = new Map<number, OpenCall>();
  readonly #byWireId = new Map<string, OpenCall>();

  constructor(sink: ToolInputSink) {
    this.#sink = sink;
  }

  get hasBegun(): boolean {
    return this.#calls.length > 0;
  }

  /** Ids that calls made by the service itself have taken. */
  reserve(id: string): void {
    this.#ids.add(id);
  }

  add(of: ToolInputDelta): void {
    const call = this.#find(of) ?? this.#open(of);
    if (call.wireId === undefined && of.id !== undefined && of.id !== "") {
      call.wireId = of.id;
      this.#byWireId.set(of.id, call);
    }
    if (of.name !== undefined && of.name !== "") call.name = joinName(call, of.name);
    if (of.metadata !== undefined) call.metadata = { ...call.metadata, ...of.metadata };
    const delta = of.delta ?? "";
    if (delta === "") return;
    const isStarted = call.id !== undefined;
    call.arguments += delta;
    call.newest = delta;
    if (isStarted) this.#sink.delta(call.id as string, delta);
    // A name may come in pieces; the first arguments say that it is whole.
    else if (call.name !== "") this.#start(call);
  }

  /** Ends all calls. Of input that was cut only what is whole becomes a call. Returns how many calls there were, and the tools whose call was lost. */
  finish(of: { readonly cut: boolean }): { readonly calls: number; readonly lost: readonly string[] } {
    let calls = 0;
    const lost: string[] = [];
    for (const call of this.#calls) {
      if (call.name === "") {
        this.#sink.nameless();
        continue;
      }
      const id = call.id ?? this.#start(call);
      this.#sink.end(id);
      if (of.cut && !isWholeObject(call.arguments)) {
        lost.push(call.name);
        continue;
      }
      const input = call.arguments.trim() === "" ? "{}" : call.arguments;
      this.#sink.call({ id, name: call.name, input, metadata: call.metadata });
      calls += 1;
    }
    this.#calls.length = 0;
    return { calls, lost };
  }

  #find(of: ToolInputDelta): OpenCall | undefined {
    const { id } = of;
    const hasId = id !== undefined && id !== "";
    const hasName = of.name !== undefined && of.name !== "";
    if (of.index !== undefined) {
      const call = this.#byIndex.get(of.index);
      // Some services give every call index 0: another id together with a name is another call, and so is a second object.
      const isAnother = hasName && call !== undefined && ((hasId && call.wireId !== undefined && id !== call.wireId) || isNextObject(call, of));
      return isAnother ? undefined : call;
    }
    const last = this.#calls.at(-1);
    if (hasId) {
      const same = this.#byWireId.get(id);
      if (same !== undefined) return hasName && same.position !== of.position ? undefined : same;
      return !hasName && last?.wireId === undefined ? last : undefined;
    }
    return hasName ? undefined : last;
  }

  #open(of: ToolInputDelta): OpenCall {
    const before = this.#calls.at(-1);
    if (before !== undefined && before.id === undefined && before.name !== "") this.#start(before);
    const call: OpenCall = { index: of.index, position: of.position, wireId: undefined, id: undefined, name: "", arguments: "", newest: "", metadata: undefined, hasOddBraces: false };
    this.#calls.push(call);
    if (of.index !== undefined) this.#byIndex.set(of.index, call);
    return call;
  }

  #start(call: OpenCall): string {
    const { wireId } = call;
    const id = wireId === undefined || this.#ids.has(wireId) ? `call_${globalThis.crypto.randomUUID()}` : wireId;
    this.#ids.add(id);
    call.id = id;
    this.#sink.start(id, call.name);
    if (call.arguments !== "") this.#sink.delta(id, call.arguments);
    return id;
  }
}

/** A name may be repeated with every delta, grow, or come in pieces. */
function joinName(call: OpenCall, piece: string): string {
  if (call.id !== undefined || piece === call.name) return call.name;
  return piece.startsWith(call.name) ? piece : call.name + piece;
}

/** Whether a delta without an id of its own begins an object after one that is whole: outside of strings no JSON text has `}{`. */
function isNextObject(call: OpenCall, of: ToolInputDelta): boolean {
  if (call.hasOddBraces || (of.id !== undefined && of.id !== "") || of.delta?.startsWith("{") !== true || !call.newest.endsWith("}")) return false;
  const isWhole = isWholeObject(call.arguments);
  // Looked at once: to parse at every piece would cost the square of the length.
  call.hasOddBraces = !isWhole;
  return isWhole;
}

function isWholeObject(text: string): boolean {
  if (!text.trimStart().startsWith("{")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
