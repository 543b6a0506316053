/**
 * What went wrong, in the words a caller can act on. `quota` is used-up money or allowance (waiting seconds does not help),
 * `rate-limit` a limit that refills by itself, `overloaded` a service short of capacity, `empty` an answer with nothing in it,
 * `bad-generation` something the model wrote that the service could not parse.
 */
export type ErrorKind =
  | "aborted"
  | "auth"
  | "permission"
  | "quota"
  | "rate-limit"
  | "overloaded"
  | "server"
  | "timeout"
  | "network"
  | "empty"
  | "context-length"
  | "bad-request"
  | "model-not-found"
  | "content-filter"
  | "bad-generation"
  | "conflict"
  | "unknown";

/** How far a call got: reaching the service, sending the request, waiting for the answer, reading it. */
export type ErrorStage = "connect" | "send" | "wait" | "stream";

/** When the service said a new attempt makes sense, and where it said so. */
export interface RetryAfter {
  /** Milliseconds from the moment the answer was read, without jitter. */
  readonly ms: number;
  readonly source: "header" | "body" | "text";
}

/** One fault, described the same way whoever threw it. */
export interface ErrorInfo {
  readonly kind: ErrorKind;
  /** The service's own words, with secrets replaced, at most 2048 characters. */
  readonly message: string;
  /** The service's own code or type, or the system's (`ECONNREFUSED`). */
  readonly code?: string;
  /** The HTTP status, or what the body says when HTTP said 200. */
  readonly status?: number;
  readonly stage: ErrorStage;
  readonly retryAfter?: RetryAfter;
  /** What to do about it. */
  readonly hint?: string;
  /** The service may have worked, and may charge, although no complete answer came. */
  readonly possiblyBilled?: boolean;
}

/**
 * Says what a service means by an error. All stated conditions must hold; a string `code` is compared whole and a pattern is
 * searched for, in the service's code and in its type. The first rule that holds decides.
 */
export interface ErrorRule {
  readonly status?: number;
  readonly code?: string | RegExp;
  readonly message?: RegExp;
  /** Only of calls that sent no key: some servers answer those with words that mean something else elsewhere. */
  readonly withoutKey?: boolean;
  /** Asked last: only of errors that nothing else tells the kind of. */
  readonly otherwise?: boolean;
  readonly kind: ErrorKind;
  readonly hint?: string;
}

const retryableKinds: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  "rate-limit",
  "overloaded",
  "server",
  "timeout",
  "network",
  "empty",
  "bad-generation",
  "conflict",
]);

/** Whether the same request may succeed when sent again. `bad-generation` counts: another sample of the model may parse. */
export function isRetryableKind(kind: ErrorKind): boolean {
  return retryableKinds.has(kind);
}
