import { expect } from "vitest";
import type { Transport, TransportRequest, TransportResponse } from "../../src/transport/transport.ts";
import type { Loopback } from "../loopback.ts";

export const get = (url: string, more: Partial<TransportRequest> = {}): TransportRequest => ({ method: "GET", url, headers: {}, ...more });
export const post = (url: string, body: NonNullable<TransportRequest["body"]>, more: Partial<TransportRequest> = {}): TransportRequest => ({ method: "POST", url, headers: {}, body, ...more });

export async function readBody(response: TransportResponse): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let piece = await response.read(); piece !== undefined; piece = await response.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Reads until the pieces hold this many bytes. */
export async function readBytes(response: TransportResponse, length: number): Promise<string> {
  let read = Buffer.alloc(0);
  while (read.length < length) read = Buffer.concat([read, (await response.read()) ?? Buffer.alloc(length)]);
  return read.toString();
}

/** Node's `fetch` takes some turns to put a socket back. */
export async function freed(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail("it did not reject"),
    (reason: unknown) => reason,
  );

/** Closed at the end of the test. */
export function disposable(transport: Transport): Transport & AsyncDisposable {
  return Object.assign(transport, { [Symbol.asyncDispose]: () => transport.close() });
}

/** One call that is answered with nothing, so that what is loaded lazily is there. */
export async function answered(transport: Transport, server: Loopback): Promise<TransportResponse> {
  const sent = transport.send(get(server.url));
  const { response } = await server.nextRequest();
  response.end();
  return await sent;
}
