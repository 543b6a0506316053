/** One HTTP request. Headers are complete, secrets included: a transport logs nothing of it. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "DELETE" | "HEAD";
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData;
  /** Aborting it before the response began rejects `send` with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called once when a connection carries the request, by a transport that `tellsConnected`. */
  readonly onConnected?: () => void;
}

export interface TransportResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined by `", "`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The next piece of the body, `undefined` at its end. One call at a time. */
  read(): Promise<Uint8Array | undefined>;
  /** Takes effect at once, also while a `read()` is pending, which then rejects with `reason`. Afterwards a no-op. */
  cancel(reason?: unknown): void;
}

/**
 * Carries bytes; knows sockets and nothing of models.
 *
 * Redirects are never followed: a 3xx is an answer like any other, so that no key travels to another host.
 * Timeouts are the caller's: it aborts the signal, or cancels the response.
 */
export interface Transport {
  /** Whether it calls `onConnected`; otherwise connecting is part of waiting for the headers. */
  readonly tellsConnected: boolean;
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Closes idle connections. Requests under way are cancelled. */
  close(): Promise<void>;
}
