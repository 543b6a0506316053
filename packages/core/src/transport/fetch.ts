import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/** Carries requests over any `fetch`: what runs on edge runtimes and in browsers, and the way to bring your own. */
export function fetchTransport(fetchFunction: typeof fetch = globalThis.fetch): Transport {
  const open = new Set<AbortController>();
  return {
    tellsConnected: false,
    async send(request: TransportRequest): Promise<TransportResponse> {
      const abort = new AbortController();
      const { signal } = request;
      const passOn = (): void => abort.abort(signal?.reason);
      signal?.throwIfAborted();
      signal?.addEventListener("abort", passOn, { once: true });
      open.add(abort);
      const close = (): void => {
        open.delete(abort);
        signal?.removeEventListener("abort", passOn);
      };
      try {
        const response = await fetchFunction(request.url, {
          method: request.method,
          headers: request.headers,
          redirect: "manual",
          signal: abort.signal,
          ...(request.body === undefined ? {} : { body: request.body as BodyInit }),
        });
        return fetchResponse(response, abort, close);
      } catch (error) {
        close();
        // Some runtimes wrap the reason of an abort; the caller is promised the reason itself.
        throw signal?.aborted === true ? signal.reason : error;
      }
    },
    close(): Promise<void> {
      for (const abort of open) abort.abort(new DOMException("the transport was closed", "AbortError"));
      open.clear();
      return Promise.resolve();
    },
  };
}

function fetchResponse(response: Response, abort: AbortController, close: () => void): TransportResponse {
  const reader = response.body?.getReader();
  let rejectRead: ((reason: unknown) => void) | undefined;
  let over: { readonly reason: unknown } | undefined;
  if (reader === undefined) close();
  return {
    // A browser shows a redirect that was not followed as status 0.
    status: response.type === "opaqueredirect" ? 302 : response.status,
    headers: Object.fromEntries(response.headers),
    read(): Promise<Uint8Array | undefined> {
      if (over !== undefined) return Promise.reject(over.reason);
      if (reader === undefined) return Promise.resolve(undefined);
      return new Promise((resolve, reject) => {
        rejectRead = reject;
        reader.read().then(
          ({ done, value }) => {
            rejectRead = undefined;
            if (done) close();
            resolve(done ? undefined : value);
          },
          (error: unknown) => {
            rejectRead = undefined;
            close();
            reject(over === undefined ? error : over.reason);
          },
        );
      });
    },
    cancel(reason?: unknown): void {
      if (over !== undefined) return;
      over = { reason };
      close();
      rejectRead?.(reason);
      abort.abort(reason);
      // The abort above ends the body; the promise only repeats the reason.
      reader?.cancel(reason).catch(() => undefined);
    },
  };
}
