import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A server on this machine, and what a test wants to know of it. */
export interface Loopback extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string;
  /** Every connection that was ever made. */
  readonly sockets: readonly Socket[];
  /** The requests so far, and those to come: the next one not yet taken. */
  nextRequest(): Promise<{ readonly request: IncomingMessage; readonly response: ServerResponse }>;
  readonly requestCount: number;
}

/** Serves until it is disposed of. Without a listener requests are taken by `nextRequest` and answered by the test. */
export async function loopback(listener?: RequestListener): Promise<Loopback> {
  const sockets: Socket[] = [];
  const waiting: { request: IncomingMessage; response: ServerResponse }[] = [];
  let requestCount = 0;
  const server = createServer((request, response) => {
    requestCount += 1;
    response.on("error", () => undefined);
    request.on("error", () => undefined);
    if (listener === undefined) waiting.push({ request, response });
    else listener(request, response);
    server.emit("taken");
  });
  server.on("connection", (socket: Socket) => sockets.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    get requestCount() {
      return requestCount;
    },
    async nextRequest() {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) return next;
        await once(server, "taken");
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
}

/** The whole body of a request, as it was received. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Resolves when the other side has closed the connection. */
export async function closed(socket: Socket | undefined): Promise<void> {
  if (socket === undefined) throw new Error("there is no connection to be closed");
  if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve).on("error", () => undefined));
}

/** An address where nothing listens: the system gave it out a moment ago and has it back. */
export async function refusingURL(): Promise<string> {
  await using server = await loopback();
  return server.url;
}
