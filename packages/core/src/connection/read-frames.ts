import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { serviceError } from "../errors/api-error.ts";
import { isErrorBody } from "../errors/body.ts";
import { asObject } from "../json/narrow.ts";
import { parseJSON } from "../json/parse.ts";
import { ndjsonSplitter, sseSplitter, type FrameSplitter } from "../transport/frames.ts";
import type { Exchange } from "./open.ts";
import { fault, readAnswer, readBody, sampleLength } from "./read-answer.ts";

/** The frames of an answer, one at a time. Whoever leaves the loop ends the exchange. */
export async function* readFrames(open: () => Promise<Exchange>, framing: "sse" | "ndjson"): AsyncGenerator<JSONObject, void, void> {
  const exchange = await open();
  try {
    const decoder = new TextDecoder();
    let piece: Uint8Array | undefined;
    let text: string;
    do {
      piece = await exchange.read();
      text = decoder.decode(piece, { stream: piece !== undefined });
    } while (piece !== undefined && text.trim() === "");
    if (text.trim() === "") throw fault(exchange, "empty", "the answer was empty");
    // What it is shows at its first letter, whatever its content type says.
    if (/^\s*</.test(text) || (framing === "sse" && /^\s*[{[]/.test(text))) {
      const answer = asObject(readAnswer(exchange, text + decoder.decode(await readBody(exchange))));
      if (answer !== undefined) yield answer;
      return;
    }
    const reader = new FrameReader(exchange, framing);
    for (;;) {
      yield* reader.feed(text, piece === undefined);
      if (reader.fault !== undefined) throw reader.fault;
      if (piece === undefined || reader.isDone) return;
      piece = await exchange.read();
      text = decoder.decode(piece, { stream: piece !== undefined });
    }
  } finally {
    exchange.cancel();
  }
}

/** Frames of an answer up to the first that is no answer. */
class FrameReader {
  readonly #exchange: Exchange;
  readonly #splitter: FrameSplitter;
  #frames: JSONObject[] = [];
  fault: unknown;
  isDone = false;

  constructor(exchange: Exchange, framing: "sse" | "ndjson") {
    this.#exchange = exchange;
    this.#splitter = (framing === "sse" ? sseSplitter : ndjsonSplitter)({
      frame: (text, event) => this.#read(text, event === "error"),
      // A bare line is an answer only when it is JSON; what else proxies write there means nothing.
      stray: (line) => this.#read(line, false, true),
      done: () => {
        this.isDone = true;
      },
      tooLong: () => {
        this.fault ??= fault(exchange, "server", "the service sent a frame without end; it was given up at 16 MiB");
      },
    });
  }

  feed(text: string, isLast: boolean): readonly JSONObject[] {
    this.#splitter.feed(text);
    if (isLast) this.#splitter.end();
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }

  #read(text: string, isError: boolean, isStray = false): void {
    if (this.fault !== undefined || this.isDone) return;
    let value: JSONValue | undefined;
    try {
      value = parseJSON(text);
    } catch {
      if (isStray) return;
    }
    const object = asObject(value);
    const { context, status, headers } = this.#exchange;
    if (isError || (object !== undefined && isErrorBody(object))) {
      this.fault = serviceError({ ...context, status, headers, bodyText: text, ...(value === undefined ? {} : { body: value }), stage: "stream" });
    } else if (value === undefined) {
      this.fault = fault(this.#exchange, "server", "the service sent something that is not JSON", text.slice(0, sampleLength));
    } else if (object !== undefined) this.#frames.push(object);
  }
}
