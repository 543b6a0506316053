import type { JSONValue } from "@ai-sdk/provider";
import { ndjsonSplitter, sseSplitter, type FrameSink, type FrameSplitter } from "../transport/frames.ts";
import { parseJSON } from "../json/parse.ts";

/** What a body turns out to hold. */
export interface BodySink {
  /** One frame's JSON, or the whole of a JSON answer. */
  value(value: JSONValue): void;
  /** An event that the service itself named `error`, JSON or not. */
  error(value: JSONValue): void;
  /** The service marked the end of its answer. */
  done(): void;
  /** What cannot be part of an answer: a web page or text that is not JSON, as it came, or something without end, in words. */
  foreign(of: { readonly what: "web-page" | "not-json" | "too-long"; readonly text: string }): void;
}

/** A JSON answer that is not streamed may hold pictures; beyond this it is a fault. In characters. */
const longestAnswer = 64 * 1024 * 1024;
/** Enough to see what it is that is no answer. */
const beginningLength = 500;
/** Enough of a web page to find its title. */
const pageSample = 64 * 1024;

/**
 * Reads a response body as what it is, whatever its content type says.
 *
 * Services answer streamed calls with plain JSON (most often an error), and proxies answer with web pages under 200.
 */
export class BodyReader {
  readonly #sink: BodySink;
  readonly #framing: "sse" | "ndjson";
  readonly #streamed: boolean;
  readonly #decoder = new TextDecoder();
  #mode: "unknown" | "frames" | "json" | "page" = "unknown";
  #splitter: FrameSplitter | undefined;
  #text: string[] = [];
  #length = 0;
  #over = false;
  #ending = false;
  /** How the body begins; empty while nothing but white space came. */
  beginning = "";
  /** Whether it held anything that can be part of an answer. */
  hasValues = false;
  /** The body's value, where it was one JSON answer. */
  whole: JSONValue | undefined;

  constructor(framing: "sse" | "ndjson", streamed: boolean, sink: BodySink) {
    this.#framing = framing;
    this.#streamed = streamed;
    this.#sink = sink;
  }

  feed(bytes: Uint8Array): void {
    this.#feedText(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.#feedText(this.#decoder.decode());
    if (this.#over) return;
    this.#ending = true;
    if (this.#mode === "frames") this.#splitter?.end();
    else if (this.#mode === "json") this.#whole(this.#text.join(""));
    else if (this.#mode === "page") this.#foreign("web-page", this.#text.join(""));
  }

  #feedText(text: string): void {
    if (this.#over || text === "") return;
    if (this.#mode === "frames") {
      this.#splitter?.feed(text);
      return;
    }
    if (this.#mode === "unknown") {
      const first = /[^\s\uFEFF]/.exec(text)?.[0];
      if (first === undefined) return;
      this.beginning = text.slice(0, beginningLength);
      this.#mode = this.#modeOf(first);
      if (this.#mode === "frames") {
        this.#splitter = (this.#framing === "sse" ? sseSplitter : ndjsonSplitter)(this.#frameSink());
        this.#splitter.feed(text);
        return;
      }
    }
    this.#text.push(text);
    this.#length += text.length;
    if (this.#mode === "page" && this.#length > pageSample) this.#foreign("web-page", this.#text.join(""));
    else if (this.#length > longestAnswer) this.#foreign("too-long", "an answer without end; it was given up at 64 MiB");
  }

  #modeOf(first: string): "frames" | "json" | "page" {
    if (first === "<") return "page";
    const isJSON = first === "{" || first === "[";
    if (this.#framing === "ndjson") return this.#streamed && isJSON ? "frames" : "json";
    // A service may stream unasked, so the first character decides and not what was asked for.
    return isJSON || !/[:a-zA-Z]/.test(first) ? "json" : this.#streamed || /[:dei]/.test(first) ? "frames" : "json";
  }

  #whole(text: string): void {
    let value: JSONValue;
    try {
      value = parseJSON(text);
    } catch {
      // An error may stand bare in front of the events; some servers leave `data:` off everywhere.
      if (this.#framing === "sse" && beginsWithJSONLine(text)) this.#readFrames(text);
      else this.#foreign("not-json", text);
      return;
    }
    this.whole = value;
    this.#value(value);
    this.#sink.done();
  }

  #readFrames(text: string): void {
    this.#mode = "frames";
    const splitter = sseSplitter(this.#frameSink());
    splitter.feed(text);
    splitter.end();
  }

  #frameSink(): FrameSink {
    return {
      frame: (text, event) => {
        if (this.#over) return;
        let value: JSONValue;
        try {
          value = parseJSON(text);
        } catch {
          if (event === "error") this.#sink.error(text);
          // A last frame that broke off is a cut, which its reader sees by itself.
          else if (!this.#ending) this.#foreign("not-json", text);
          return;
        }
        // A line that stays alone was a whole answer.
        if (this.#framing === "ndjson") this.whole = this.hasValues ? undefined : value;
        if (event === "error") this.#sink.error(value);
        else this.#value(value);
      },
      done: () => {
        if (this.#over) return;
        this.#over = true;
        this.#sink.done();
      },
      stray: (line) => {
        if (this.#over) return;
        try {
          const value = parseJSON(line.trim());
          if (typeof value === "object") this.#value(value);
        } catch {
          // A line that is neither an event nor JSON: event streams may hold fields nobody knows.
        }
      },
      tooLong: () => this.#foreign("too-long", "a frame without end; it was given up at 16 MiB"),
    };
  }

  #value(value: JSONValue): void {
    this.hasValues = true;
    this.#sink.value(value);
  }

  #foreign(what: "web-page" | "not-json" | "too-long", text: string): void {
    this.#over = true;
    this.#sink.foreign({ what, text });
  }
}

function beginsWithJSONLine(text: string): boolean {
  const [line = ""] = text.trimStart().split(/[\r\n]/, 1);
  try {
    return typeof parseJSON(line) === "object";
  } catch {
    return false;
  }
}
