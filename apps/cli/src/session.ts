import { interruptSignal } from "./interrupt.ts";
import { Channel } from "./terminal.ts";

/** What every command is given of the outside world. */
export interface Session {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The answer, and nothing else. */
  readonly out: Channel;
  /** Everything said about the answer. */
  readonly err: Channel;
  /** Aborted by Ctrl-C, and when nobody reads the answer any more. */
  readonly signal: AbortSignal;
  /** How this program was called, for the commands it suggests: `portolan`, or `npm start --`. */
  readonly command: string;
}

/** The reason of an abort because the reader of the answer has gone. */
export class ReaderGone extends Error {
  constructor() {
    super("Nobody reads the answer any more.");
    this.name = "ReaderGone";
  }
}

export function openSession(): Session {
  const reader = new AbortController();
  return {
    env: process.env,
    out: new Channel(process.stdout, () => reader.abort(new ReaderGone())),
    err: new Channel(process.stderr),
    signal: AbortSignal.any([interruptSignal(), reader.signal]),
    command: process.env["npm_lifecycle_event"] === "start" ? "npm start --" : "portolan",
  };
}
