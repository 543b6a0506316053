import type { Agent, Dispatcher } from "undici";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/** Bytes that may wait for a reader before the socket is told to pause. */
const pauseAboveBytes = 256 * 1024;
const keepAliveMs = 30_000;
const abandonConnectMs = 60_000;

type Controller = Dispatcher.DispatchController;
type IncomingHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

/** Keep-alive connections of Node's fastest HTTP client, loaded by the first request. */
export function undiciTransport(): Transport {
  let agent: Promise<Agent> | undefined;
  const load = async (): Promise<Agent> => {
    const undici = await import("undici");
    return new undici.Agent({
      // One HTTP/2 session would carry every key and every stream.
      allowH2: false,
      keepAliveTimeout: keepAliveMs,
      // The caller has timers of its own, and these would fire first.
      headersTimeout: 0,
      bodyTimeout: 0,
      // A request that was given up no longer waits, but its socket goes on trying: this ends it.
      connect: { timeout: abandonConnectMs },
    });
  };
  return {
    tellsConnected: true,
    async send(request: TransportRequest): Promise<TransportResponse> {
      request.signal?.throwIfAborted();
      agent ??= load();
      const dispatcher = await agent;
      const body = request.body instanceof FormData ? await encodeForm(request.body) : request.body;
      request.signal?.throwIfAborted();
      return await dispatch(dispatcher, request, body);
    },
    async close(): Promise<void> {
      const closing = agent;
      agent = undefined;
      await (await closing)?.destroy(new DOMException("the transport was closed", "AbortError"));
    },
  };
}

interface EncodedBody {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** The platform writes multipart bodies; what it chose as boundary is in the content type. */
async function encodeForm(form: FormData): Promise<EncodedBody> {
  const encoded = new Response(form);
  return { bytes: new Uint8Array(await encoded.arrayBuffer()), contentType: encoded.headers.get("content-type") ?? "" };
}

function dispatch(agent: Agent, request: TransportRequest, body: string | Uint8Array | EncodedBody | undefined): Promise<TransportResponse> {
  const url = new URL(request.url);
  const isForm = typeof body === "object" && "contentType" in body;
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(request, resolve, reject);
    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: isForm ? { ...request.headers, "content-type": body.contentType } : request.headers,
        body: (isForm ? body.bytes : body) ?? null,
      },
      exchange,
    );
  });
}

/** One request and its response: undici pushes, the reader pulls. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: TransportRequest;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #onAbort: () => void;
  #controller: Controller | undefined;
  #pieces: Uint8Array[] = [];
  #waitingBytes = 0;
  #pending: { resolve(piece: Uint8Array | undefined): void; reject(reason: unknown): void } | undefined;
  #over: { readonly failed: boolean; readonly reason?: unknown } | undefined;

  constructor(request: TransportRequest, resolve: (response: TransportResponse) => void, reject: (reason: unknown) => void) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#onAbort = () => this.#cancel(request.signal?.reason);
    request.signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#over !== undefined) {
      controller.abort(asError(this.#over.reason));
      return;
    }
    this.#request.onConnected?.();
  }

  onResponseStart(_controller: Controller, status: number, headers: IncomingHeaders): void {
    if (status < 200) return;
    this.#resolve({
      status,
      headers: joinHeaders(headers),
      read: () => this.#read(),
      cancel: (reason) => this.#cancel(reason),
    });
  }

  onResponseData(controller: Controller, piece: Uint8Array): void {
    const pending = this.#pending;
    if (pending !== undefined) {
      this.#pending = undefined;
      pending.resolve(piece);
      return;
    }
    this.#pieces.push(piece);
    this.#waitingBytes += piece.length;
    if (this.#waitingBytes > pauseAboveBytes) controller.pause();
  }

  onResponseEnd(): void {
    // The socket takes its next request a turn from now: whoever sends one at once would open another connection.
    queueMicrotask(() => setImmediate(() => this.#settle({ failed: false })));
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#settle({ failed: true, reason: error });
  }

  #read(): Promise<Uint8Array | undefined> {
    const piece = this.#pieces.shift();
    if (piece !== undefined) {
      this.#waitingBytes -= piece.length;
      if (this.#waitingBytes === 0 && this.#controller?.paused === true) this.#controller.resume();
      return Promise.resolve(piece);
    }
    if (this.#over !== undefined) return this.#over.failed ? Promise.reject(this.#over.reason) : Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
    });
  }

  #cancel(reason: unknown): void {
    if (this.#over !== undefined && this.#pieces.length === 0) return;
    this.#pieces = [];
    this.#waitingBytes = 0;
    this.#over = undefined;
    this.#settle({ failed: true, reason });
    this.#controller?.abort(asError(reason));
  }

  #settle(over: { readonly failed: boolean; readonly reason?: unknown }): void {
    if (this.#over !== undefined) return;
    this.#over = over;
    this.#request.signal?.removeEventListener("abort", this.#onAbort);
    const pending = this.#pending;
    this.#pending = undefined;
    if (over.failed) {
      this.#reject(over.reason);
      pending?.reject(over.reason);
    } else pending?.resolve(undefined);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("the request was cancelled", { cause: reason });
}

function joinHeaders(headers: IncomingHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return joined;
}
