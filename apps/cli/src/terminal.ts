import { styleText } from "node:util";

export type Style = Parameters<typeof styleText>[0];

/** Of terminals that do not tell how wide they are, as those that a container or a script makes. */
const usualWidth = 80;

/** One of the two output streams. Writing to a reader that has gone away (`| head`) is no error. */
export class Channel {
  readonly isTerminal: boolean;
  readonly #stream: NodeJS.WriteStream;
  #isOpen = true;
  #atLineStart = true;

  constructor(stream: NodeJS.WriteStream, onReaderGone: () => void = () => undefined) {
    this.#stream = stream;
    this.isTerminal = stream.isTTY;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      this.#isOpen = false;
      if (error.code !== "EPIPE") throw error;
      onReaderGone();
    });
  }

  /** Resolves when the text is on its way, so that a slow reader slows the answer down instead of filling the memory. */
  async write(text: string): Promise<void> {
    if (!this.#isOpen || text === "") return;
    this.#atLineStart = text.endsWith("\n");
    await new Promise<void>((resolve) => {
      this.#stream.write(text, () => resolve());
    });
  }

  async line(text = ""): Promise<void> {
    await this.write(`${text}\n`);
  }

  /** Ends the line that was begun, if there is one. */
  async endLine(): Promise<void> {
    if (!this.#atLineStart) await this.write("\n");
  }

  /** How many characters fit in a line of the terminal; `undefined` where the stream is none. */
  get width(): number | undefined {
    return this.isTerminal ? this.#stream.columns || usualWidth : undefined;
  }

  /** The text in this style where the stream shows colours; `NO_COLOR` and `FORCE_COLOR` count. */
  style(style: Style, text: string): string {
    return text === "" ? "" : styleText(style, text, { stream: this.#stream });
  }
}

/** Control characters made visible: a model's words, or a service's, must not steer the terminal. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\u{fffd}");
}
