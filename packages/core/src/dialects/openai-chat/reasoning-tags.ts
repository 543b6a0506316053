/** Where text that was taken apart goes. */
export interface TaggedTextSink {
  text(delta: string): void;
  reasoning(delta: string): void;
}

/** A model that writes blank lines without end is not waited for. In characters. */
const mostHeld = 1024;

/**
 * Takes reasoning in tags out of text, whatever pieces it comes in.
 *
 * Only tags at the beginning of an answer count: later ones are what the model writes about.
 */
export class ReasoningTags {
  readonly #open: string;
  readonly #close: string;
  readonly #sink: TaggedTextSink;
  #state: "before" | "inside" | "after" | "text" = "before";
  #held = "";
  #hasReasoned = false;

  constructor([open, close]: readonly [open: string, close: string], sink: TaggedTextSink) {
    this.#open = open;
    this.#close = close;
    this.#sink = sink;
  }

  feed(delta: string): void {
    if (this.#state === "text") {
      this.#sink.text(delta);
      return;
    }
    this.#held += delta;
    if (this.#state === "before") this.#lookForOpen();
    if (this.#state === "inside") this.#lookForClose();
    if (this.#state === "after") this.#trimText();
  }

  /** What was held back in case a tag came of it. */
  end(): void {
    const held = this.#held;
    this.#held = "";
    if (held === "") return;
    if (this.#state === "inside") this.#sink.reasoning(held);
    else this.#sink.text(held);
  }

  /** Something else follows: what is held can no longer become a tag. */
  flush(): void {
    if (this.#state === "before" && this.#held !== "") this.#toText(this.#held);
    else this.end();
  }

  #lookForOpen(): void {
    const trimmed = this.#held.trimStart();
    if (trimmed.startsWith(this.#open)) {
      this.#state = "inside";
      this.#held = trimmed.slice(this.#open.length);
    } else if (!this.#open.startsWith(trimmed) || this.#held.length > mostHeld) this.#toText(this.#held);
  }

  #lookForClose(): void {
    if (!this.#hasReasoned) this.#held = this.#held.trimStart();
    const at = this.#held.indexOf(this.#close);
    if (at !== -1) {
      const reasoning = this.#held.slice(0, at).trimEnd();
      if (reasoning !== "") this.#sink.reasoning(reasoning);
      this.#held = this.#held.slice(at + this.#close.length);
      this.#state = "after";
      return;
    }
    const keep = heldBack(this.#held, this.#close);
    const ready = this.#held.slice(0, this.#held.length - keep);
    if (ready !== "") {
      this.#hasReasoned = true;
      this.#sink.reasoning(ready);
    }
    this.#held = this.#held.slice(ready.length);
  }

  /** The blank lines between reasoning and answer belong to neither. */
  #trimText(): void {
    const trimmed = this.#held.trimStart();
    this.#held = "";
    if (trimmed !== "") this.#toText(trimmed);
  }

  #toText(text: string): void {
    this.#state = "text";
    this.#held = "";
    this.#sink.text(text);
  }
}

/** How many characters at the end may be the beginning of the closing tag, or white space in front of it. */
function heldBack(text: string, close: string): number {
  const tag = tagBegun(text, close);
  const space = trailingSpace(text.slice(0, text.length - tag));
  return space > mostHeld ? tag : tag + space;
}

function tagBegun(text: string, close: string): number {
  for (let length = Math.min(text.length, close.length - 1); length > 0; length -= 1) {
    if (close.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}

function trailingSpace(text: string): number {
  return text.length - text.trimEnd().length;
}
