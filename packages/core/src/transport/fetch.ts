import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/** Carries requests over any `fetch`: what runs on edge runtimes and in browsers, and the way to bring your own. */
export function fetchTransport(fetchFunction: typeof fetch = globalThis.fetch): Transport {
  const open = new Set<Exchange>();
  return {
    tellsConnected: false,
    async send(request: TransportRequest): Promise<TransportResponse> {
      request.signal?.throwIfAborted();
      const exchange: Exchange = new Exchange(request.signal, () => open.delete(exchange));
      open.add(exchange);
      return await exchange.send(fetchFunction, request);
    },
    close(): Promise<void> {
      for (const exchange of open) exchange.cancel(new DOMException("the transport was closed", "AbortError"));
      return Promise.resolve();
    },
  };
}

/**
 * One request and its response.
 *
 * Whoever waits is told of an abort here and not by `fetch`: some runtimes wrap the reason, and a `fetch` that users bring
 * may not listen to its signal at all.
 */
class Exchange {
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: () => void;
  readonly #release: () => void;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #rejectPending: ((reason: unknown) => void) | undefined;
  #over: { readonly failed: boolean; readonly reason?: unknown } | undefined;

  constructor(signal: AbortSignal | undefined, release: () => void) {
    this.#signal = signal;
    this.#release = release;
    this.#onAbort = () => this.cancel(signal?.reason);
    signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  send(fetchFunction: typeof fetch, request: TransportRequest): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      this.#rejectPending = reject;
      this.#fetch(fetchFunction, request).then(
        (response) => {
          try {
            resolve(this.#begin(response));
          } catch (error) {
            this.cancel(error);
          }
        },
        (error: unknown) => this.#settle({ failed: true, reason: error }),
      );
    });
  }

  cancel(reason: unknown): void {
    if (this.#over !== undefined) return;
    this.#settle({ failed: true, reason });
    this.#abort.abort(reason);
    // The abort above ends the body; the promise only repeats the reason.
    this.#reader?.cancel(reason).catch(() => undefined);
  }

  async #fetch(fetchFunction: typeof fetch, request: TransportRequest): Promise<Response> {
    return await fetchFunction(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: "manual",
      signal: this.#abort.signal,
      ...(request.body === undefined ? {} : { body: request.body as BodyInit }),
    });
  }

  #begin(response: Response): TransportResponse {
    this.#reader = response.body?.getReader();
    if (this.#over !== undefined) this.#reader?.cancel(this.#over.reason).catch(() => undefined);
    else if (this.#reader === undefined) this.#settle({ failed: false });
    return {
      // A browser shows a redirect that was not followed as status 0.
      status: response.type === "opaqueredirect" ? 302 : response.status,
      headers: joinHeaders(response.headers),
      read: () => this.#read(),
      cancel: (reason) => this.cancel(reason),
    };
  }

  #read(): Promise<Uint8Array | undefined> {
    const reader = this.#reader;
    if (this.#over?.failed === true) return Promise.reject(this.#over.reason);
    if (this.#over !== undefined || reader === undefined) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#rejectPending = reject;
      reader.read().then(
        ({ done, value }) => {
          this.#rejectPending = undefined;
          if (done) this.#settle({ failed: false });
          resolve(done ? undefined : value);
        },
        (error: unknown) => this.#settle({ failed: true, reason: error }),
      );
    });
  }

  #settle(over: { readonly failed: boolean; readonly reason?: unknown }): void {
    if (this.#over !== undefined) return;
    this.#over = over;
    this.#release();
    this.#signal?.removeEventListener("abort", this.#onAbort);
    if (over.failed) this.#rejectPending?.(over.reason);
    this.#rejectPending = undefined;
  }
}

/** `Headers` joins by itself, except `set-cookie`, which it lists one by one. */
function joinHeaders(headers: Headers): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}
