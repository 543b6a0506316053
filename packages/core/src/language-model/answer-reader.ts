import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import type { Exchange } from "../connection/open.ts";
import type { Decoder, LanguageCall } from "../dialects/dialect.ts";
import { protocolError, serviceError } from "../errors/api-error.ts";
import { asObject } from "../json/narrow.ts";
import { BodyReader } from "./body-reader.ts";
import { drain } from "./drain.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { Ending, PartEmitter } from "./part-emitter.ts";

interface Answer {
  readonly call: LanguageCall;
  readonly exchange: Exchange;
  readonly emitter: PartEmitter;
  readonly decoder: Decoder;
  readonly framing: "sse" | "ndjson";
  /** Whether the service was asked to stream. */
  readonly streamed: boolean;
  /** For a last look at the service. */
  readonly to: Connection;
}

/**
 * Reads one answer to its end, one transport read at a time.
 *
 * Everything that can go wrong ends here: before any part left as `fault` alone, after it as an `error` part too.
 */
export class AnswerReader {
  readonly emitter: PartEmitter;
  readonly exchange: Exchange;
  /** Nothing more will come. */
  ended = false;
  /** What went wrong, if anything did. */
  fault: { readonly error: unknown } | undefined;
  bytesRead = 0;
  /** Parts have left, so that a fault is told by a part and not by a rejection. */
  released = false;
  readonly #call: LanguageCall;
  readonly #decoder: Decoder;
  readonly #body: BodyReader;
  readonly #rawChunks: boolean;
  readonly #to: Connection;
  #marked = false;
  #bodyEnded = false;
  #foreign: unknown;

  constructor(answer: Answer) {
    this.emitter = answer.emitter;
    this.exchange = answer.exchange;
    this.#call = answer.call;
    this.#decoder = answer.decoder;
    this.#to = answer.to;
    this.#rawChunks = answer.call.includeRawChunks === true;
    this.#body = new BodyReader(answer.framing, answer.streamed, {
      value: (value) => this.#value(value),
      error: (value) => this.emitter.fail(value),
      done: () => {
        this.#marked = true;
      },
      foreign: ({ what, text }) => {
        this.#foreign = this.#foreignError(what, text);
      },
    });
  }

  /** The body, where it was one JSON answer. */
  get wholeBody(): JSONValue | undefined {
    return this.#body.whole;
  }

  /** One transport read and what follows from it. Rejects on the caller's abort alone, with its reason. */
  async advance(): Promise<void> {
    this.emitter.beginRead();
    let piece: Uint8Array | undefined;
    let broken: { readonly error: unknown } | undefined;
    try {
      piece = await this.exchange.read();
    } catch (error) {
      if (this.#call.abortSignal?.aborted === true) throw this.#call.abortSignal.reason;
      if (this.ended) return;
      broken = { error };
    }
    try {
      this.#take(piece);
    } catch (error) {
      // A provider's own code stumbled over what its service sent; the exchange must not stay open for that.
      this.#conclude("failed", error);
      return;
    }
    if (this.#foreign !== undefined && broken === undefined) this.#conclude("cut", this.#foreign);
    else if (this.emitter.failure !== undefined) this.#conclude("failed", this.#failure(this.emitter.failure.body));
    else if (this.#marked || (piece === undefined && this.emitter.finishRaw !== undefined)) {
      if (this.#decoder.lookBack !== undefined) await this.#lookBack(this.#decoder.lookBack(this.#to));
      if (this.#marked) this.#complete();
      // The service had said its last word: only the end of the body is missing.
      else this.#conclude("complete", undefined);
    } else if (piece === undefined) this.#conclude("cut", broken === undefined ? this.#missingEnd() : broken.error);
  }

  /** Stops the exchange at once. */
  cancel(reason?: unknown): void {
    this.ended = true;
    this.exchange.cancel(reason);
  }

  /** Without a piece nothing follows, and what is held is all that there is. */
  #take(piece: Uint8Array | undefined): void {
    if (piece === undefined) {
      this.#bodyEnded = true;
      this.#body.end();
      return;
    }
    this.bytesRead += piece.length;
    this.#body.feed(piece);
  }

  #value(value: JSONValue): void {
    if (this.emitter.failure !== undefined || this.#foreign !== undefined) return;
    if (this.#rawChunks) this.emitter.raw(value);
    const frame = Array.isArray(value) && value.length === 1 ? asObject(value[0] as JSONValue) : asObject(value);
    if (frame === undefined) this.#foreign = this.#foreignError("not-json", typeof value === "string" ? value : JSON.stringify(value));
    else this.#decoder.frame(frame as JSONObject);
  }

  /** Whatever it meets, the answer is there. */
  async #lookBack(look: Promise<void> | undefined): Promise<void> {
    try {
      await look;
    } catch {
      // It was a courtesy.
    }
    this.#call.abortSignal?.throwIfAborted();
  }

  /** The end was marked by the service. */
  #complete(): void {
    if (this.ended) return;
    this.#decoder.end();
    if (this.emitter.isEmpty) this.#conclude("complete", this.#emptyError("the answer held nothing: no content and no finish reason", this.wholeBody));
    else this.#conclude("complete", undefined);
  }

  #conclude(ending: Ending, error: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.#decoder.end();
    if (error !== undefined) {
      this.fault = { error };
      if (!this.emitter.committed && !this.released) {
        this.exchange.cancel(error);
        return;
      }
      this.emitter.error(error);
    }
    this.emitter.end(ending, (outcome) => judgeAnswer(this.#call, outcome));
    if (error !== undefined) this.exchange.cancel(error);
    else if (!this.#bodyEnded) drain(this.exchange);
  }

  #failure(body: JSONValue): unknown {
    const { context, status, headers } = this.exchange;
    return serviceError({ ...context, status, headers, bodyText: JSON.stringify(body), body, stage: "stream" });
  }

  /** The body ended in order, its answer did not. */
  #missingEnd(): unknown {
    const { beginning, hasValues } = this.#body;
    if (beginning === "") return this.#emptyError("the answer was empty");
    if (!hasValues) return this.#protocolError("server", `the answer is not an event stream: ${JSON.stringify(beginning)}`, beginning);
    if (this.emitter.isEmpty) return this.#emptyError("the stream ended before it said anything");
    return this.#protocolError("network", "the stream ended without its finish signal");
  }

  #emptyError(message: string, body?: JSONValue): unknown {
    return this.#protocolError("empty", message, body === undefined ? undefined : JSON.stringify(body));
  }

  #foreignError(what: "web-page" | "not-json" | "too-long", text: string): unknown {
    if (what === "web-page") return this.#protocolError("bad-request", "the answer is a web page", text);
    if (what === "too-long") return this.#protocolError("server", `the service sent ${text}`);
    // Words in an answer's place are the service's complaint; broken JSON may be what the model wrote.
    const words = this.emitter.isEmpty && !/^\s*[{[]/.test(text) ? `: ${JSON.stringify(text.slice(0, 500))}` : "";
    return this.#protocolError("server", `the service sent something that is not JSON${words}`, text.slice(0, 64 * 1024));
  }

  #protocolError(kind: "network" | "empty" | "server" | "bad-request", message: string, bodyText?: string): unknown {
    const { context, status, headers } = this.exchange;
    return protocolError({ ...context, kind, message, stage: "stream", status, headers, ...(bodyText === undefined ? {} : { bodyText }) });
  }
}
