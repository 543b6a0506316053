import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Decoder, PartWriter } from "@portolan/core";
import { frameFault } from "./frame-fault.ts";
import { keepDurations, toUsage } from "./usage.ts";

/** What a frame says, wherever its endpoint puts it. */
export interface FrameWords {
  readonly text: JSONValue | undefined;
  readonly thinking: JSONValue | undefined;
  readonly toolCalls: JSONValue | undefined;
}

/** Reads one answer of `/api/chat` or `/api/generate`; `end` is told of the last frame. */
export class FrameDecoder implements Decoder {
  readonly #out: PartWriter;
  readonly #words: (frame: JSONObject) => FrameWords | undefined;
  readonly #done: (frame: JSONObject) => void;
  #calls = 0;
  #hasMetadata = false;
  #logprobs: JSONValue[] | undefined;

  constructor(out: PartWriter, words: (frame: JSONObject) => FrameWords | undefined, done: (frame: JSONObject) => void) {
    this.#out = out;
    this.#words = words;
    this.#done = done;
  }

  frame(frame: JSONObject): void {
    const words = this.#words(frame);
    const fault = frameFault(frame, words !== undefined);
    if (fault !== undefined) {
      this.#out.fail(fault);
      return;
    }
    if (!this.#hasMetadata) this.#metadata(frame);
    if (words !== undefined) this.#say(words);
    this.#readLogprobs(frame["logprobs"]);
    if (frame["done"] === true) this.#finish(frame);
  }

  end(): void {
    if (this.#logprobs !== undefined) this.#out.keep("logprobs", this.#logprobs);
  }

  #metadata({ model, created_at: created, remote_model: remote, remote_host: host }: JSONObject): void {
    if (typeof model !== "string" && typeof created !== "string") return;
    this.#hasMetadata = true;
    const time = typeof created === "string" ? Date.parse(created) : Number.NaN;
    this.#out.metadata({
      ...(typeof model === "string" && model !== "" ? { modelId: model } : {}),
      ...(Number.isNaN(time) ? {} : { timestamp: new Date(time) }),
    });
    if (typeof remote === "string" && remote !== "") this.#out.keep("remoteModel", remote);
    if (typeof host === "string" && host !== "") this.#out.keep("remoteHost", host);
  }

  #say({ thinking, text, toolCalls }: FrameWords): void {
    if (typeof thinking === "string" && thinking !== "") this.#out.reasoning(thinking);
    if (typeof text === "string" && text !== "") this.#out.text(text);
    if (Array.isArray(toolCalls)) for (const call of toolCalls as JSONValue[]) this.#toolCall(call);
  }

  /** Each comes whole. Their `index` is not set by every model, so they are counted here. */
  #toolCall(call: JSONValue): void {
    const { id, function: called } = (call ?? {}) as JSONObject;
    const { name, arguments: input } = (called ?? {}) as JSONObject;
    this.#out.toolInput({
      index: this.#calls,
      id: typeof id === "string" && id !== "" ? id : undefined,
      name: typeof name === "string" ? name : undefined,
      delta: typeof input === "string" ? input : JSON.stringify(input ?? {}),
    });
    this.#calls += 1;
  }

  #readLogprobs(entries: JSONValue | undefined): void {
    if (!Array.isArray(entries)) return;
    this.#logprobs ??= [];
    for (const entry of entries as JSONValue[]) this.#logprobs.push(entry);
  }

  #finish(frame: JSONObject): void {
    const reason = frame["done_reason"];
    this.#out.usage(toUsage(frame));
    keepDurations(frame, this.#out);
    // Servers of the past end without a reason: all that they say is that they are done.
    this.#out.finish(typeof reason === "string" && reason !== "" ? reason : "done");
    this.#done(frame);
  }
}
