/** The least that any reader of a stream does: split lines, parse each event, take the delta. It checks nothing. */
import type { StreamedAnswer, StreamOptions } from "./contestant.ts";

interface RawChunk {
  readonly choices: readonly [{ readonly delta: { readonly content?: string | null; readonly tool_calls?: readonly [{ readonly function: { readonly arguments: string } }] } }?];
}

export class RawEventReader {
  readonly #decoder = new TextDecoder();
  readonly #onFirstDelta: (() => void) | undefined;
  #tail = "";
  #text = "";
  #toolInput = "";
  #isDone = false;

  constructor({ onFirstDelta }: StreamOptions = {}) {
    this.#onFirstDelta = onFirstDelta;
  }

  push(bytes: Uint8Array): void {
    const piece = this.#tail + this.#decoder.decode(bytes, { stream: true });
    let start = 0;
    for (let end = piece.indexOf("\n"); end !== -1; end = piece.indexOf("\n", start)) {
      if (end > start) this.#readLine(piece.slice(start, end));
      start = end + 1;
    }
    this.#tail = piece.slice(start);
  }

  /** The whole answer. Throws when the end had not been read. */
  finish(): StreamedAnswer {
    if (!this.#isDone) throw new Error("the stream ended early");
    return { text: this.#text, toolInput: this.#toolInput };
  }

  #readLine(line: string): void {
    const data = line.slice("data: ".length);
    if (data === "[DONE]") {
      this.#isDone = true;
      return;
    }
    const delta = (JSON.parse(data) as RawChunk).choices[0]?.delta;
    const content = delta?.content ?? "";
    const input = delta?.tool_calls?.[0].function.arguments ?? "";
    if (this.#onFirstDelta !== undefined && this.#text === "" && this.#toolInput === "" && content + input !== "") this.#onFirstDelta();
    this.#text += content;
    this.#toolInput += input;
  }
}
