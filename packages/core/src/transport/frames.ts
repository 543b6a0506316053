import { createParser, type EventSourceParser, type ParseError } from "eventsource-parser";

/** A frame longer than this is an error, so that a stream's memory is bounded. In characters of its text. */
export const longestFrame: number = 16 * 1024 * 1024;

/** What a splitter finds, in the order of the bytes. */
export interface FrameSink {
  /** The text of one frame, and its event's name where it has one. */
  frame(text: string, event?: string): void;
  /** The service marked the end of its answer. */
  done(): void;
  /** A line that belongs to no frame, e.g. a bare JSON object in an event stream. */
  stray(line: string): void;
  tooLong(): void;
}

/** Cuts text into frames; takes any pieces and keeps what is incomplete. */
export interface FrameSplitter {
  feed(text: string): void;
  /** No text follows: a last frame without its line end is handed on. */
  end(): void;
}

/** Server-sent events: `data:` fields are frames, `[DONE]` is the end, comments and event names are passed over. */
export function sseSplitter(sink: FrameSink): FrameSplitter {
  let atLineStart = true;
  let held = "";
  let over = false;
  const parser: EventSourceParser = createParser({
    maxBufferSize: longestFrame,
    onEvent: ({ data, event }) => {
      if (data === "[DONE]") sink.done();
      else if (data.trim() !== "") sink.frame(data, event);
    },
    onError: (error: ParseError) => {
      if (error.type === "max-buffer-size-exceeded") {
        over = true;
        sink.tooLong();
      }
      // Old llama.cpp wrote `error: {…}`, and proxies write bare JSON between events.
      else if (error.field === "error") sink.stray(error.value ?? "");
      else if (error.line !== undefined) sink.stray(error.line);
    },
  });
  const pass = (text: string): void => {
    if (text !== "" && !over) parser.feed(text);
  };
  return {
    feed(text: string): void {
      if (text === "") return;
      const lineStart = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
      const lastLineIsNew = lineStart > 0 || atLineStart || held !== "";
      if (lineStart === 0 && held !== "") {
        held += text;
        if (held.length > longestFrame) sink.tooLong();
        return;
      }
      // The parser drops what can not become a field when it is split; such a line is held until it is whole.
      const tail = text.slice(lineStart);
      if (lastLineIsNew && mayBeStray(tail)) {
        pass(held + text.slice(0, lineStart));
        held = tail;
      } else {
        pass(held + text);
        held = "";
      }
      atLineStart = tail === "";
    },
    end(): void {
      pass(`${held}\n\n`);
      over = true;
    },
  };
}

function mayBeStray(line: string): boolean {
  return line.startsWith("{") || line.startsWith("er") || line === "e";
}

/** Newline-delimited JSON: every line that is not blank is a frame. */
export function ndjsonSplitter(sink: FrameSink): FrameSplitter {
  let pending: string[] = [];
  let pendingLength = 0;
  const flush = (last: string): void => {
    const line = pendingLength === 0 ? last : pending.join("") + last;
    pending = [];
    pendingLength = 0;
    if (line.trim() !== "") sink.frame(line);
  };
  return {
    feed(text: string): void {
      let start = 0;
      for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
        flush(text.slice(start, end));
        start = end + 1;
      }
      if (start === text.length) return;
      pending.push(text.slice(start));
      pendingLength += text.length - start;
      if (pendingLength > longestFrame) sink.tooLong();
    },
    end(): void {
      flush("");
    },
  };
}
