import { APICallError, type JSONValue } from "@ai-sdk/provider";
import { attachInfo } from "./attached-info.ts";
import { readErrorBody } from "./body.ts";
import { causeChain } from "./cause-chain.ts";
import { classify, mayBeBilled } from "./classify.ts";
import { defaultHint } from "./hints.ts";
import { isRetryableKind, type ErrorInfo, type ErrorKind, type ErrorRule, type ErrorStage } from "./kinds.ts";
import { isFetchFailure, readNetworkFault, type NetworkFault } from "./network.ts";
import { readText } from "./read-safely.ts";
import { replaceSecrets, scrub, scrubURL, showsKey } from "./scrub.ts";

/** Where a call went, and what went along: the same for every way it can fail. */
export interface FailedCall {
  /** `provider/model`, or the provider alone. */
  readonly target: string;
  readonly url: string;
  /** Kept on the error as `requestBodyValues`, not enumerable. */
  readonly requestBody: unknown;
  readonly stage: ErrorStage;
  /** Replaced wherever the error shows text. */
  readonly secrets?: readonly string[];
  /** The provider's advice. It comes after a rule's hint and before core's own. */
  readonly hintFor?: (info: ErrorInfo) => string | undefined;
}

/** An answer that is an error: by its HTTP status, or by its body under status 200. */
export interface ServiceFailure extends FailedCall {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyText: string;
  /** The parsed body, when the caller has it. Default: read from `bodyText`. */
  readonly body?: JSONValue;
  readonly rules?: readonly ErrorRule[];
}

/** A fault found by core: an empty body, a web page where an API should be, an oversized frame, a cut stream. */
export interface ProtocolFailure extends FailedCall {
  readonly kind: ErrorKind;
  /** What was wrong, without the target. */
  readonly message: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bodyText?: string;
  readonly cause?: unknown;
}

/** The error for what a service answered, in the service's words, with its status, headers and body. */
export function serviceError(of: ServiceFailure): APICallError {
  const { status, headers, stage, rules, secrets = [] } = of;
  const bodyText = replaceSecrets(of.bodyText, secrets);
  const words = readErrorBody(of.body === undefined ? bodyText : cleanBody(of.body, secrets));
  const info = classify({
    status,
    headers,
    stage,
    secrets,
    ...(words === undefined ? {} : { words }),
    ...(rules === undefined ? {} : { rules }),
  });
  return build(of, info, { statusCode: info.status ?? status, headers, bodyText, data: words?.details });
}

/** The error for a call that got no answer, or no whole one: refused, not found, reset, timed out, aborted. */
export function transportError(cause: unknown, of: FailedCall & { readonly headers?: Readonly<Record<string, string>> }): APICallError {
  const fault = readFault(cause);
  const stage = fault.stage === "connect" || of.stage === "connect" ? "connect" : (fault.stage ?? of.stage);
  const info: ErrorInfo = {
    kind: fault.kind,
    message: scrub(describeFault(fault, stage, of.url), of.secrets ?? []),
    ...(fault.code === undefined ? {} : { code: fault.code }),
    stage,
    ...(mayBeBilled(fault.kind, stage) ? { possiblyBilled: true } : {}),
  };
  return build(of, info, { cause, ...(of.headers === undefined ? {} : { headers: of.headers }) });
}

/** The error for an answer that breaks the rules of its own format. */
export function protocolError(of: ProtocolFailure): APICallError {
  const { kind, stage, status, headers, secrets = [] } = of;
  const info: ErrorInfo = {
    kind,
    message: scrub(of.message, secrets),
    ...(status === undefined || status < 300 ? {} : { status }),
    stage,
    ...(mayBeBilled(kind, stage, status) ? { possiblyBilled: true } : {}),
  };
  return build(of, info, {
    cause: of.cause,
    ...(status === undefined ? {} : { statusCode: status }),
    ...(headers === undefined ? {} : { headers }),
    ...(of.bodyText === undefined ? {} : { bodyText: replaceSecrets(of.bodyText, secrets) }),
  });
}

/** Services echo keys; `data` is for programs, which log. */
function cleanBody(body: JSONValue, secrets: readonly string[]): JSONValue {
  const text = JSON.stringify(body);
  const clean = replaceSecrets(text, secrets);
  if (clean === text) return body;
  try {
    return JSON.parse(clean) as JSONValue;
  } catch {
    return clean;
  }
}

interface Answer {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bodyText?: string;
  readonly data?: unknown;
  readonly cause?: unknown;
}

function build(of: FailedCall, found: ErrorInfo, answer: Answer): APICallError {
  const { url, secrets = [] } = of;
  const { statusCode, headers, bodyText } = answer;
  const hint = found.hint ?? askProvider(of, found) ?? defaultHint(found, { url, ...(headers === undefined ? {} : { headers }), ...(bodyText === undefined ? {} : { bodyText }) });
  const info: ErrorInfo = hint === undefined ? found : { ...found, hint: scrub(hint, secrets) };
  const error = new APICallError({
    message: compose(scrub(of.target, secrets), info),
    url: scrub(scrubURL(url), secrets),
    requestBodyValues: undefined,
    ...(statusCode === undefined ? {} : { statusCode }),
    isRetryable: isRetryableKind(info.kind),
  });
  hide(error, "requestBodyValues", of.requestBody);
  hide(error, "responseHeaders", headers === undefined ? undefined : { ...headers });
  hide(error, "responseBody", bodyText);
  hide(error, "data", answer.data);
  if (answer.cause === undefined) delete (error as { cause?: unknown }).cause;
  else hide(error, "cause", withoutSecrets(answer.cause, secrets));
  attachInfo(error, info);
  return error;
}

/** A hint is a courtesy; a fault in it must not replace the error it was about. */
function askProvider(of: FailedCall, info: ErrorInfo): string | undefined {
  try {
    return of.hintFor?.(info);
  } catch {
    return undefined;
  }
}

/** Prompts, bodies and headers stay readable on the error, but neither `JSON.stringify` nor a logger comes across them. */
function hide(error: Error, name: string, value: unknown): void {
  Object.defineProperty(error, name, { value, enumerable: false, configurable: true, writable: true });
}

/** Loggers print causes in full, and a header with a stray line break makes `fetch` quote the key in its complaint. */
function withoutSecrets(cause: unknown, secrets: readonly string[]): unknown {
  const texts = causeChain(cause).flatMap((link) => (typeof link === "string" ? [link] : [readText(link, "message"), readText(link, "stack")]));
  const isClean = texts.every((text) => text === undefined || (replaceSecrets(text, secrets) === text && !showsKey(text)));
  return isClean ? cause : new Error(scrub(texts.find((text) => text !== undefined) ?? "", secrets));
}

/** What failed, for which target, why, and what to do: `groq/m: 429 rate-limit: slow down (retry after 12 s) → …`. */
function compose(target: string, { kind, status, message, retryAfter, hint }: ErrorInfo): string {
  const what = status === undefined ? (kind === "network" || kind === "timeout" || kind === "aborted" ? "" : `${kind}: `) : `${status} ${kind}: `;
  const wait = retryAfter === undefined ? "" : ` (retry after ${formatDuration(retryAfter.ms)})`;
  return `${target}: ${what}${message}${wait}${hint === undefined ? "" : ` → ${hint}`}`;
}

function formatDuration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

function readFault(cause: unknown): NetworkFault {
  const chain = causeChain(cause);
  for (const link of chain) {
    const fault = readNetworkFault(link);
    if (fault !== undefined) return fault;
  }
  const said = readText(chain.findLast((link) => !isFetchFailure(link)), "message");
  return { kind: "network", words: said ?? "connection failed" };
}

function describeFault({ kind, words, code }: NetworkFault, stage: ErrorStage, url: string): string {
  const place = originOf(url);
  if (kind === "aborted") return `aborted while talking to ${place}`;
  if (kind === "bad-request") return `the request to ${place} could not be sent (${words})`;
  if (stage === "stream") return `the answer from ${place} broke off (${words})`;
  const question = adviceFor(code);
  return `no answer from ${place} (${words})${question === undefined ? "" : `. ${question}`}`;
}

function adviceFor(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  if (/^(?:ECONNREFUSED|ConnectionRefused|FailedToOpenSocket)$/.test(code)) return "Is the server running there?";
  if (/^(?:ENOTFOUND|EAI_)/.test(code)) return "Is the host in the base URL right, and the network up?";
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) return "Does the server speak https there, or plain http?";
  return undefined;
}

function originOf(url: string): string {
  try {
    const { origin } = new URL(url);
    return origin === "null" ? scrubURL(url) : origin;
  } catch {
    return scrubURL(url);
  }
}
