import type { Endpoint } from "../../src/connection/open.ts";
import type { Transport, TransportRequest, TransportResponse } from "../../src/transport/transport.ts";

/** An endpoint as a provider would make it, with what a test wants otherwise. */
export function endpointOf(of: Partial<Endpoint> & Pick<Endpoint, "transport">): Endpoint {
  return {
    providerId: "test",
    baseURL: "http://service.test/v1",
    apiKey: () => "test-key-service",
    headers: {},
    timeouts: {},
    rules: [],
    hintFor: () => undefined,
    noticeOf: () => undefined,
    ...of,
  };
}

/** A transport without a network: `answer` is called for every request. It heeds the signal while it waits for the answer. */
export function fakeTransport(
  answer: (request: TransportRequest) => TransportResponse | Promise<TransportResponse>,
  tellsConnected = true,
): Transport & { readonly requests: readonly TransportRequest[] } {
  const requests: TransportRequest[] = [];
  return {
    tellsConnected,
    requests,
    send: (request) => {
      requests.push(request);
      return new Promise((resolve, reject) => {
        request.signal?.addEventListener("abort", () => reject(request.signal?.reason));
        Promise.resolve(answer(request)).then(resolve, reject);
      });
    },
    close: () => Promise.resolve(),
  };
}

export interface FakeResponse extends TransportResponse {
  readonly isCancelled: boolean;
}

/** These pieces, one each read, and then the end; `"hang"` never comes, an error is thrown. */
export function fakeResponse(pieces: readonly (string | Uint8Array | Error)[], of: { readonly status?: number; readonly headers?: Record<string, string> } = {}): FakeResponse {
  const left = [...pieces];
  let rejectRead: (reason: unknown) => void = () => undefined;
  let cancelled: { readonly reason: unknown } | undefined;
  return {
    status: of.status ?? 200,
    headers: of.headers ?? {},
    get isCancelled() {
      return cancelled !== undefined;
    },
    read: () => {
      if (cancelled !== undefined) return Promise.reject(cancelled.reason);
      const piece = left.shift();
      if (piece === "hang") return new Promise((_resolve, reject) => (rejectRead = reject));
      if (piece instanceof Error) return Promise.reject(piece);
      return Promise.resolve(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
    },
    cancel: (reason) => {
      cancelled ??= { reason };
      rejectRead(reason);
    },
  };
}
