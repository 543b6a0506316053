import { createParser, type EventSourceParser, type ParseError } from "eventsource-parser";

/** A frame longer than this is an error, so that a stream's memory is bounded. In characters of its text. */
export const longestFrame: number = 16 * 1024 * 1024;
/** What an event stream's line holds beside its text: the field's name. */
const longestFieldName = 64;

/** What a splitter finds, in the order of the bytes. */
export interface FrameSink {
  /** The text of one frame, and its event's name where it has one. */
  frame(text: string, event?: string): void;
  /** The service marked the end of its answer. */
  done(): void;
  /** Text that belongs to no frame and may be a service's complaint: a bare JSON line in an event stream, an `error:` field. */
  stray(line: string): void;
  /** A frame without end. It is said once, and nothing follows it. */
  tooLong(): void;
}

/** Cuts text into frames; takes any pieces and keeps what is incomplete. */
export interface FrameSplitter {
  feed(text: string): void;
  /** No text follows: a last frame without its line end is handed on. */
  end(): void;
}

/** Server-sent events: `data:` fields are frames, `[DONE]` is the end, comments and unknown fields are passed over. */
export function sseSplitter(sink: FrameSink): FrameSplitter {
  let atLineStart = true;
  let held = "";
  let over = false;
  const giveUp = (): void => {
    if (over) return;
    over = true;
    held = "";
    sink.tooLong();
  };
  const parser: EventSourceParser = createParser({
    maxBufferSize: longestFrame + longestFieldName,
    onEvent: ({ data, event }) => {
      if (over) return;
      const text = data.trim();
      if (data.length > longestFrame) giveUp();
      else if (text === "[DONE]") sink.done();
      else if (text !== "") sink.frame(data, event);
    },
    onError: ({ type, field, value, line }: ParseError) => {
      if (over) return;
      // Old llama.cpp wrote `error: {…}`, and proxies write bare JSON between events.
      const stray = field === "error" ? value : line !== undefined && bareJSON.test(line) ? line : undefined;
      if (type === "max-buffer-size-exceeded" || (stray?.length ?? 0) > longestFrame) giveUp();
      else if (stray !== undefined && stray !== "") sink.stray(stray);
    },
  });
  const pass = (text: string): void => {
    if (text !== "" && !over) parser.feed(text);
  };
  return {
    feed(text: string): void {
      if (text === "" || over) return;
      const lineStart = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
      const tail = text.slice(lineStart);
      // The parser drops what can not become a field when it is split; a line that may be a stray is held until it is whole.
      if (lineStart === 0 && held !== "") held += text;
      else if (tail !== "" && (lineStart > 0 || atLineStart) && mayBecomeStray.test(tail)) {
        pass(held + text.slice(0, lineStart));
        held = tail;
      } else {
        pass(held === "" ? text : held + text);
        held = "";
      }
      atLineStart = tail === "";
      if (held.length > longestFrame + longestFieldName) giveUp();
    },
    end(): void {
      pass(`${held}\n\n`);
      over = true;
    },
  };
}

const bareJSON = /^\s*[{[]/;
/** The beginning of a line of which it is not yet known that it is neither bare JSON nor an `error:` field. */
const mayBecomeStray = /^\s*(?:[{[]|$)|^\uFEFF?e(?:$|r(?:$|r(?:$|o(?:$|r(?:$|:)))))/;

/** Newline-delimited JSON: every line that is not blank is a frame. */
export function ndjsonSplitter(sink: FrameSink): FrameSplitter {
  let pending: string[] = [];
  let pendingLength = 0;
  let over = false;
  const add = (piece: string): void => {
    pendingLength += piece.length;
    if (pendingLength <= longestFrame) pending.push(piece);
    else {
      over = true;
      pending = [];
      sink.tooLong();
    }
  };
  const flush = (): void => {
    const line = pending.join("");
    pending = [];
    pendingLength = 0;
    if (line.trim() !== "") sink.frame(line);
  };
  return {
    feed(text: string): void {
      let start = 0;
      for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
        if (over) return;
        add(text.slice(start, end));
        flush();
        start = end + 1;
      }
      if (!over && start < text.length) add(text.slice(start));
    },
    end(): void {
      flush();
      over = true;
    },
  };
}
