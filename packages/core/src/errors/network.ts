import type { ErrorKind, ErrorStage } from "./kinds.ts";
import { readProperty, readText } from "./read-safely.ts";

/** What a thrown value says about the connection. */
export interface NetworkFault {
  readonly kind: ErrorKind;
  readonly code?: string;
  /** Stated when the code alone proves it. */
  readonly stage?: ErrorStage;
  /** A few words for a person, without addresses: `connection refused`. */
  readonly words: string;
}

type Entry = readonly [kind: ErrorKind, words: string, stage?: ErrorStage];

/** Codes of Node, undici, Bun and Deno. */
const faults: Readonly<Record<string, Entry>> = {
  ECONNREFUSED: ["network", "connection refused", "connect"],
  ConnectionRefused: ["network", "connection refused", "connect"],
  FailedToOpenSocket: ["network", "could not connect", "connect"],
  ENOTFOUND: ["network", "host name not found", "connect"],
  EAI_AGAIN: ["network", "host name could not be looked up", "connect"],
  EAI_FAIL: ["network", "host name could not be looked up", "connect"],
  EHOSTUNREACH: ["network", "host unreachable", "connect"],
  EHOSTDOWN: ["network", "host is down", "connect"],
  ENETUNREACH: ["network", "network unreachable", "connect"],
  ENETDOWN: ["network", "network is down", "connect"],
  EADDRNOTAVAIL: ["network", "no local address available", "connect"],
  EMFILE: ["network", "too many open sockets", "connect"],
  EPROTO: ["network", "TLS handshake failed", "connect"],
  ECONNRESET: ["network", "connection reset"],
  ConnectionReset: ["network", "connection reset"],
  ECONNABORTED: ["network", "connection aborted"],
  ConnectionClosed: ["network", "connection closed"],
  EPIPE: ["network", "connection closed"],
  ENOTCONN: ["network", "connection closed"],
  ETIMEDOUT: ["timeout", "connection timed out"],
  ESOCKETTIMEDOUT: ["timeout", "connection timed out"],
  UND_ERR_CONNECT_TIMEOUT: ["timeout", "connecting timed out", "connect"],
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "no answer in time", "wait"],
  UND_ERR_BODY_TIMEOUT: ["timeout", "the answer stopped coming", "stream"],
  UND_ERR_SOCKET: ["network", "connection closed"],
  UND_ERR_CLOSED: ["network", "the connection pool was closed"],
  UND_ERR_DESTROYED: ["network", "the connection pool was destroyed"],
  UND_ERR_ABORTED: ["aborted", "aborted"],
  ERR_INVALID_CHAR: ["bad-request", "a header holds a character that cannot be sent", "connect"],
  ERR_INVALID_URL: ["bad-request", "invalid URL", "connect"],
  UND_ERR_INVALID_ARG: ["bad-request", "invalid request"],
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: ["bad-request", "request body of a wrong length"],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ["network", "answer of a wrong length", "stream"],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ["server", "answer too large", "stream"],
  UND_ERR_HEADERS_OVERFLOW: ["server", "answer headers too large", "wait"],
  UND_ERR_PRX_TLS: ["network", "TLS to the proxy failed", "connect"],
};

const families: readonly (readonly [RegExp, Entry])[] = [
  [/^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|HOSTNAME_MISMATCH)/, ["network", "TLS certificate not accepted", "connect"]],
  [/^HPE_/, ["network", "the answer is not HTTP"]],
  [/^UND_ERR_/, ["network", "connection failed"]],
  [/^EAI_/, ["network", "host name could not be looked up", "connect"]],
];

/** `fetch` has no codes in browsers and few elsewhere, only these messages of its TypeError. */
const fetchMessages = /^(?:fetch failed|failed to fetch|load failed|terminated|network ?error|network request failed|networkerror when attempting to fetch resource\.?|other side closed)/i;

/** What `fetch` throws before it sends anything; a key with a line break in it is the usual reason. */
const unsendable: readonly (readonly [RegExp, string])[] = [
  [/invalid header value|invalid character in header|not a legal http header/i, "a header holds a character that cannot be sent"],
  [/failed to parse url|invalid url\b/i, "invalid URL"],
];

/** The fault a value stands for on its own, without its causes; `undefined` when it says nothing about the connection. */
export function readNetworkFault(value: unknown): NetworkFault | undefined {
  const code = readText(value, "code");
  const name = readText(value, "name");
  const byCode = readEntry(code) ?? (name === undefined ? undefined : readEntry(name));
  if (byCode !== undefined) {
    const [kind, words, stage] = byCode;
    const stated = code ?? name;
    return { kind, words, ...(stated === undefined ? {} : { code: stated }), ...(stage === undefined ? {} : { stage }) };
  }
  if (isTimeoutName(name)) return { kind: "timeout", words: "no answer in time" };
  if (name === "AbortError" || name === "ResponseAborted") {
    const inner = readText(readProperty(value, "cause"), "name");
    return isTimeoutName(inner) ? { kind: "timeout", words: "no answer in time" } : { kind: "aborted", words: "aborted" };
  }
  if (name !== "TypeError") return undefined;
  const message = readText(value, "message") ?? "";
  const words = unsendable.find(([pattern]) => pattern.test(message))?.[1];
  return words === undefined ? undefined : { kind: "bad-request", words, stage: "connect" };
}

/** Whether a TypeError is `fetch` saying that the connection failed, which it does when there is no better cause to show. */
export function isFetchFailure(value: unknown): boolean {
  return readText(value, "name") === "TypeError" && fetchMessages.test(readText(value, "message") ?? "");
}

function isTimeoutName(name: string | undefined): boolean {
  return name === "TimeoutError";
}

function readEntry(code: string | undefined): Entry | undefined {
  if (code === undefined) return undefined;
  return Object.hasOwn(faults, code) ? faults[code] : families.find(([pattern]) => pattern.test(code))?.[1];
}
