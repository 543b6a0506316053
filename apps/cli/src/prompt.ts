import { fstatSync } from "node:fs";

/** Sent where nobody has typed anything. */
export const demoPrompt = "In two sentences: what was a portolan chart, and who used one?";

/** A socket as standard input is what a parent process leaves open when it means nothing by it. */
const socketPatienceMs = 300;
const noticeAfterMs = 1000;

interface PipeReading {
  /** Waits no longer than this for the first byte. @default as long as it takes, but for sockets */
  readonly patienceMs?: number;
  /** Called when its end has not come after a second. */
  readonly onWaiting?: () => void;
  readonly signal: AbortSignal;
}

/**
 * What was piped into standard input; empty when nothing was.
 *
 * A terminal and a device (`/dev/null`) are not read. Files and pipes are read to their end.
 */
export async function readPipe({ patienceMs, onWaiting, signal }: PipeReading): Promise<string> {
  const kind = standardInputKind();
  if (kind === "none") return "";
  const limitMs = patienceMs ?? (kind === "socket" ? socketPatienceMs : undefined);
  const pieces: Buffer[] = [];
  const { stdin } = process;
  return await new Promise<string>((resolve, reject) => {
    const giveUp = limitMs === undefined ? undefined : setTimeout(() => settle(), limitMs);
    const notice = onWaiting === undefined ? undefined : setTimeout(onWaiting, noticeAfterMs);
    const onData = (piece: Buffer): void => {
      clearTimeout(giveUp);
      pieces.push(piece);
    };
    const onAbort = (): void => settle(signal.reason);
    const onEnd = (): void => settle();
    const settle = (failure?: unknown): void => {
      clearTimeout(giveUp);
      clearTimeout(notice);
      signal.removeEventListener("abort", onAbort);
      stdin.off("data", onData).off("end", onEnd).off("error", settle);
      // An open pipe would keep the process alive.
      stdin.destroy();
      if (failure === undefined) resolve(Buffer.concat(pieces).toString("utf8").trim());
      else reject(failure);
    };
    stdin.on("data", onData).on("end", onEnd).on("error", settle);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function standardInputKind(): "none" | "pipe" | "socket" {
  if (process.stdin.isTTY) return "none";
  try {
    const found = fstatSync(0);
    if (found.isSocket()) return "socket";
    return found.isFIFO() || found.isFile() ? "pipe" : "none";
  } catch {
    return "none";
  }
}

/** The question first, what it is about below. */
export function joinPrompt(typed: string | undefined, piped: string): string | undefined {
  const parts = [typed?.trim() ?? "", piped].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join("\n\n");
}
