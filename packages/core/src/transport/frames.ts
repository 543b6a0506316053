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
  /** A line is handed on when it is whole: the parser drops what cannot become a field when it is split. */
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
      if (data.length > longestFrame) giveUp();
      else if (data.startsWith("{")) sink.frame(data, event);
      else {
        const text = data.trim();
        if (text === "[DONE]") sink.done();
        else if (text !== "") sink.frame(data, event);
      }
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
      const lineStart = afterLastLineEnd(text);
      if (lineStart === 0) held += text;
      else {
        // The line that was held is finished by itself: joining it to the whole piece would copy the piece.
        const firstEnd = held === "" ? 0 : afterFirstLineEnd(text);
        if (firstEnd > 0) pass(held + text.slice(0, firstEnd));
        pass(text.slice(firstEnd, lineStart));
        held = text.slice(lineStart);
      }
      if (held.length > longestFrame + longestFieldName) giveUp();
    },
    end(): void {
      pass(`${held}\n\n`);
      over = true;
    },
  };
}

const bareJSON = /^\s*[{[]/;
function afterLastLineEnd(text: string): number {
  const afterFeed = text.lastIndexOf("\n") + 1;
  // Only behind it: to search a whole piece backwards for what nobody sends would cost more than all else here.
  return afterFeed === text.length ? afterFeed : afterFeed + text.slice(afterFeed).lastIndexOf("\r") + 1;
}

function afterFirstLineEnd(text: string): number {
  const afterFeed = text.indexOf("\n") + 1;
  return afterFeed > 0 ? afterFeed : text.indexOf("\r") + 1;
}

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
