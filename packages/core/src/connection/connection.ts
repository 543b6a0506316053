import type { JSONObject, JSONValue, SharedV4Warning } from "@ai-sdk/provider";

/**
 * Limits of waiting, in milliseconds. Running out is a retryable error of the kind `timeout`.
 *
 * `0` or `Infinity` waits for ever.
 */
export interface Timeouts {
  /** Until a connection stands. With a fetch transport it cannot be told from waiting and is not used. @default 10_000 */
  readonly connectMs?: number | undefined;
  /** Until the response headers. Local servers load a model first. @default 300_000 */
  readonly headersMs?: number | undefined;
  /** Between two reads of the body. @default 300_000 */
  readonly idleMs?: number | undefined;
  /** Of the whole exchange. @default none */
  readonly totalMs?: number | undefined;
}

export interface ConnectionRequest {
  readonly method: "GET" | "POST" | "DELETE" | "HEAD";
  /** Appended to the base URL; begins with `/`, or with `../` to go up from it. */
  readonly path: string;
  /** In place of the connection's, on the same origin: a service's own API beside the one that speaks like OpenAI's. */
  readonly baseURL?: string | undefined;
  /** JSON, a form, or bytes as they are. */
  readonly body?: JSONObject | FormData | Uint8Array | undefined;
  /** The caller's headers. They cannot replace the ones that authenticate. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Named in errors. */
  readonly modelId?: string | undefined;
  /** @default the provider's timeouts */
  readonly timeouts?: Timeouts | undefined;
  readonly accept?: string | undefined;
  /** Header that takes the key, in place of `Authorization: Bearer`. */
  readonly keyHeader?: string | undefined;
}

/** Something that a service made and left at an address, or that the caller has there for it. */
export interface DownloadRequest {
  /** http or https. */
  readonly url: string;
  /** The argument of the call that named the address; an address that cannot be used is then an `InvalidArgumentError`. @default the service named it */
  readonly argument?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Named in errors. */
  readonly modelId?: string | undefined;
}

/** A response whose status says success; what fails while it is read rejects with an `APICallError`. */
export interface OpenResponse {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The next piece of the body, `undefined` at its end. */
  read(): Promise<Uint8Array | undefined>;
  /** Stops the exchange at once, also while a `read()` is pending. */
  cancel(reason?: unknown): void;
}

/** A whole answer. */
export interface Answer<Body> {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** What the caller should hear of: headers that were not sent, a key that looks misplaced. A model passes them on. */
  readonly warnings: readonly SharedV4Warning[];
}

/**
 * A service reached with one set of credentials: base URL, credentials and transport, bound.
 *
 * What `extend` and the model kinds besides language models are built on. Every method throws `APICallError` for what
 * the service or the network did, `LoadAPIKeyError` for a missing key, and the signal's reason for an abort.
 */
export interface Connection {
  /** The provider's id. */
  readonly id: string;
  readonly baseURL: string;
  /** Sends a request; resolves when headers say success. */
  open(request: ConnectionRequest): Promise<OpenResponse>;
  json(request: ConnectionRequest): Promise<Answer<JSONValue>>;
  bytes(request: ConnectionRequest): Promise<Answer<Uint8Array>>;
  /**
   * Fetches what the service left at an address anywhere, without the key and without the user's headers, up to 512 MiB. An address
   * within a private network is refused, unless the service itself is there.
   */
  download(request: DownloadRequest): Promise<Answer<Uint8Array>>;
  /** The error that an answer tells of in a place of its own, such as a task that failed: with the service's words, kind and advice. */
  refusal(answer: Answer<unknown>, said: JSONValue, modelId?: string): Error;
  /** Any framed answer, one parsed frame at a time. For a service's own endpoints; not for hot paths. */
  frames(request: ConnectionRequest, framing: "sse" | "ndjson"): AsyncIterable<JSONObject>;
}
