import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Reply } from "./reply.ts";
import type { Faults } from "./script.ts";

/** How a body ends before its time. */
type Ending = "cut" | "reset" | "hang";

/** The way to one client. */
export interface Wire {
  readonly response: ServerResponse;
  /** Fires when the connection has closed, whoever closed it. */
  readonly gone: AbortSignal;
  /** Body bytes handed to the socket. */
  readonly onBytes: (count: number) => void;
  /** The emulator is about to close the connection as its script says. */
  readonly onOwnClose: () => void;
}

/**
 * Sends a reply with its faults and its pace.
 *
 * Frames are asked for one at a time, and none while the socket is full: a reader that stops reading stops the writer.
 * Rejects with an `AbortError` when `gone` fires.
 */
export async function sendReply(reply: Reply, wire: Wire): Promise<void> {
  const { response, gone } = wire;
  if (reply.faults.neverAnswer === true) return untilGone(gone);
  await pause(reply.pace.beforeHeadersMs, gone);
  const body = reply.isWhole && Object.keys(reply.faults).length === 0 ? wholeBytes(reply) : undefined;
  writeHead(reply, response, body);
  const limit = firstEnding(reply.faults);
  const writer = reply.faults.pieceBytes === undefined ? frameWriter(wire) : pieceWriter(reply.faults, wire);
  let left = limit.bytes;
  let frames = 0;
  for (const frame of body ?? reply.frames) {
    await pause(frames === 0 ? reply.pace.beforeFirstFrameMs : reply.pace.betweenFramesMs, gone);
    frames += 1;
    const bytes = typeof frame === "string" ? Buffer.from(frame) : frame;
    await writer.write(bytes.length > left ? bytes.subarray(0, left) : bytes);
    left -= bytes.length;
    if (left <= 0) break;
  }
  await writer.flush();
  if (left > 0) response.end();
  else await endEarly(limit.ending, wire);
}

function wholeBytes(reply: Reply): Buffer[] {
  return [Buffer.concat([...reply.frames].map((frame) => Buffer.from(frame)))];
}

function writeHead(reply: Reply, response: ServerResponse, body: readonly Buffer[] | undefined): void {
  const length: Record<string, string> = body === undefined ? {} : { "content-length": String(body[0]?.length ?? 0) };
  if (reply.withoutHeaders.includes("date")) response.sendDate = false;
  response.writeHead(reply.status, { ...length, ...reply.headers });
  // Otherwise headers leave together with the first frame, as servers send them.
  if ((reply.pace.beforeFirstFrameMs ?? 0) > 0) response.flushHeaders();
}

function firstEnding(faults: Faults): { readonly ending: Ending; readonly bytes: number } {
  const endings: { readonly ending: Ending; readonly bytes: number | undefined }[] = [
    { ending: "cut", bytes: faults.cutAfterBytes },
    { ending: "reset", bytes: faults.resetAfterBytes },
    { ending: "hang", bytes: faults.hangAfterBytes },
  ];
  let first: { readonly ending: Ending; readonly bytes: number } = { ending: "cut", bytes: Number.POSITIVE_INFINITY };
  for (const { ending, bytes } of endings) if (bytes !== undefined && bytes < first.bytes) first = { ending, bytes };
  return first;
}

async function endEarly(ending: Ending, { response, gone, onOwnClose }: Wire): Promise<void> {
  if (ending === "hang") return untilGone(gone);
  const { socket } = response;
  if (socket === null) return;
  onOwnClose();
  if (ending === "cut") socket.end();
  else socket.resetAndDestroy();
  if (!gone.aborted) await once(gone, "abort");
}

interface BodyWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when what was written has reached the operating system. */
  flush(): Promise<void>;
}

function frameWriter({ response, gone, onBytes }: Wire): BodyWriter {
  return {
    async write(bytes) {
      gone.throwIfAborted();
      onBytes(bytes.length);
      if (!response.write(bytes)) await once(response, "drain", { signal: gone });
    },
    flush: () => handedOver(response, new Uint8Array(), gone),
  };
}

/** Gathers or splits bytes into pieces of one size; each piece is a socket write of its own. */
function pieceWriter(faults: Faults, { response, gone, onBytes }: Wire): BodyWriter {
  const size = Math.max(1, faults.pieceBytes ?? 1);
  let waiting: Uint8Array[] = [];
  let count = 0;
  let pieces = 0;
  const send = async (piece: Uint8Array): Promise<void> => {
    if (pieces > 0) await pause(faults.pieceEveryMs, gone);
    pieces += 1;
    onBytes(piece.length);
    await handedOver(response, piece, gone);
  };
  return {
    async write(bytes) {
      waiting.push(bytes);
      count += bytes.length;
      if (count < size) return;
      const gathered = Buffer.concat(waiting);
      let start = 0;
      for (; count - start >= size; start += size) await send(gathered.subarray(start, start + size));
      waiting = [gathered.subarray(start)];
      count -= start;
    },
    async flush() {
      const rest = Buffer.concat(waiting);
      waiting = [];
      count = 0;
      if (rest.length > 0) await send(rest);
      else await handedOver(response, rest, gone);
    },
  };
}

function handedOver(response: ServerResponse, bytes: Uint8Array, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (gone.aborted) {
      reject(gone.reason);
      return;
    }
    const onGone = (): void => reject(gone.reason);
    gone.addEventListener("abort", onGone, { once: true });
    response.write(bytes, () => {
      gone.removeEventListener("abort", onGone);
      resolve();
    });
  });
}

async function pause(milliseconds: number | undefined, gone: AbortSignal): Promise<void> {
  if (milliseconds !== undefined && milliseconds > 0) await delay(milliseconds, undefined, { signal: gone });
}

async function untilGone(gone: AbortSignal): Promise<void> {
  if (!gone.aborted) await once(gone, "abort");
  gone.throwIfAborted();
}
