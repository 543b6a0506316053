import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Connection, Decoder, LanguageCall, PartWriter } from "@portolan/core";
import { estimateTokens } from "../context/estimate.ts";
import { isSuspicious, judgeContext, judgeFiles, readPromptOf, type ReadPrompt } from "../context/judge.ts";
import { loadedContext } from "../context/loaded.ts";
import { contextOf } from "../context/window.ts";
import type { OllamaWire } from "../wire.ts";
import { frameFault } from "./frame-fault.ts";
import { keepDurations, toUsage } from "./usage.ts";

/** What a frame says, wherever its endpoint puts it. */
export interface FrameWords {
  readonly text: JSONValue | undefined;
  readonly thinking: JSONValue | undefined;
  readonly toolCalls: JSONValue | undefined;
}

/** Reads one answer of `/api/chat` or `/api/generate`. */
export class FrameDecoder implements Decoder {
  readonly #call: LanguageCall;
  readonly #out: PartWriter;
  readonly #wordsOf: (frame: JSONObject) => FrameWords | undefined;
  readonly #wire: OllamaWire;
  #calls = 0;
  #hasMetadata = false;
  #beginning = "";
  #logprobs: JSONValue[] | undefined;
  #read: ReadPrompt | undefined;

  constructor(call: LanguageCall, wire: OllamaWire, out: PartWriter, wordsOf: (frame: JSONObject) => FrameWords | undefined) {
    this.#call = call;
    this.#out = out;
    this.#wordsOf = wordsOf;
    this.#wire = wire;
  }

  frame(frame: JSONObject): void {
    const words = this.#wordsOf(frame);
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

  /** A prompt that may have been cut by a context nobody asked for: the loaded model has its size. */
  lookBack(to: Connection): Promise<void> | undefined {
    const read = this.#read;
    if (read === undefined) return undefined;
    judgeFiles(this.#call, read);
    const { numCtx } = contextOf(this.#call, this.#wire);
    if (numCtx === undefined) return isSuspicious(read) ? this.#askSize(to, read) : undefined;
    judgeContext(this.#call, read, numCtx);
    return undefined;
  }

  async #askSize(to: Connection, read: ReadPrompt): Promise<void> {
    let size: number | undefined;
    try {
      size = await loadedContext(to, this.#call.modelId, this.#call.abortSignal);
    } catch {
      // The cloud, and proxies that let only chats through, do not tell.
      judgeContext(this.#call, read, undefined);
      return;
    }
    // Servers that do not tell sizes count only what was not in their cache, so a small count means nothing.
    if (size !== undefined) judgeContext(this.#call, read, size);
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
    if (typeof text === "string" && text !== "") {
      if (this.#beginning.length < 16) this.#beginning += text.slice(0, 16);
      this.#out.text(text);
    }
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
    this.#out.finish(typeof reason === "string" && reason !== "" ? reason : "done", { wholeCalls: true });
    this.#read = readPromptOf(frame, () => estimateTokens(this.#call));
    if (reason === "length" && this.#calls === 0 && (this.#call.tools?.length ?? 0) > 0 && /^\s*(?:[[{]|<\|?tool)/.test(this.#beginning)) {
      this.#call.warn({ type: "other", message: "the answer reached its limit of tokens within what looks like a call of a tool: Ollama passes half a call on as text. More maxOutputTokens would let it be finished" });
    }
  }
}
