/** The least that any reader of a stream does: split lines, parse each, take the delta. It checks nothing. */
import type { StreamedAnswer, StreamOptions } from "./contestant.ts";

/** What both framings have in common. */
abstract class RawLineReader {
  readonly #decoder = new TextDecoder();
  readonly #onFirstDelta: (() => void) | undefined;
  #tail = "";
  #text = "";
  #toolInput = "";
  protected isDone = false;

  constructor({ onFirstDelta }: StreamOptions = {}) {
    this.#onFirstDelta = onFirstDelta;
  }

  push(bytes: Uint8Array): void {
    const piece = this.#tail + this.#decoder.decode(bytes, { stream: true });
    let start = 0;
    for (let end = piece.indexOf("\n"); end !== -1; end = piece.indexOf("\n", start)) {
      if (end > start) this.readLine(piece.slice(start, end));
      start = end + 1;
    }
    this.#tail = piece.slice(start);
  }

  /** The whole answer. Throws when the end had not been read. */
  finish(): StreamedAnswer {
    if (!this.isDone) throw new Error("the stream ended early");
    return { text: this.#text, toolInput: this.#toolInput };
  }

  protected abstract readLine(line: string): void;

  protected add(content: string, input: string): void {
    if (this.#onFirstDelta !== undefined && this.#text === "" && this.#toolInput === "" && content + input !== "") this.#onFirstDelta();
    this.#text += content;
    this.#toolInput += input;
  }
}

interface RawChunk {
  readonly choices: readonly [{ readonly delta: { readonly content?: string | null; readonly tool_calls?: readonly [{ readonly function: { readonly arguments: string } }] } }?];
}

/** OpenAI's form: server-sent events. */
export class RawEventReader extends RawLineReader {
  protected override readLine(line: string): void {
    const data = line.slice("data: ".length);
    if (data === "[DONE]") {
      this.isDone = true;
      return;
    }
    const delta = (JSON.parse(data) as RawChunk).choices[0]?.delta;
    this.add(delta?.content ?? "", delta?.tool_calls?.[0].function.arguments ?? "");
  }
}

interface RawFrame {
  readonly message: { readonly content: string };
  readonly done: boolean;
}

/** Ollama's own form: lines of JSON. */
export class RawFrameReader extends RawLineReader {
  protected override readLine(line: string): void {
    const { message, done } = JSON.parse(line) as RawFrame;
    this.add(message.content, "");
    if (done) this.isDone = true;
  }
}
