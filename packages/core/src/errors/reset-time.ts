import type { JSONValue } from "@ai-sdk/provider";
import type { RetryAfter } from "./kinds.ts";
import { asObject, asText } from "../json/narrow.ts";

const maxMs = 31 * 24 * 60 * 60 * 1000;
const nanosecondsPerUnit: Readonly<Record<string, bigint>> = {
  d: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ns: 1n,
};
const term = /(\d{0,15})(?:\.(\d{0,18}))?\s*(ms|us|µs|μs|ns|d|h|m|s)\s*/y;

interface Clock {
  readonly now: number;
}

/**
 * When a service said it may be asked again, in milliseconds from now, and where it said so; `undefined` when it did not.
 *
 * Read in this order: `retry-after-ms`, `retry-after`, the error body (Google's RetryInfo, OpenRouter's forwarded headers), the
 * `x-ratelimit-reset-*` and `anthropic-ratelimit-*` headers of the dimension that is used up, `x-ratelimit-reset`, `RateLimit`,
 * and last the words of the message. A time in the past is 0, one more than 31 days away is ignored. No jitter is added: that
 * is for whoever waits. Dates are measured against the answer's own `Date` header, so a wrong local clock does no harm.
 */
export function readRetryAfter(of: {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JSONValue;
  readonly message?: string;
  /** Milliseconds since 1970, for answers without a `Date` header. Default: the local clock. */
  readonly now?: number;
}): RetryAfter | undefined {
  const headers = withLowerCaseNames(of.headers ?? {});
  const clock = { now: readDate(headers["date"]) ?? of.now ?? Date.now() };
  const asked = readRetryAfterHeaders(headers, clock);
  if (asked !== undefined) return { ms: asked, source: "header" };
  const stated = of.body === undefined ? undefined : readBody(of.body, clock);
  if (stated !== undefined) return { ms: stated, source: "body" };
  const reset = readResetHeaders(headers, clock);
  if (reset !== undefined) return { ms: reset, source: "header" };
  const told = of.message === undefined ? undefined : readText(of.message);
  return told === undefined ? undefined : { ms: told, source: "text" };
}

/**
 * The milliseconds in a duration such as `7.66s`, `2m59.56s`, `1h 2m 3s` or `290.98ms`, rounded up; `undefined` for anything else,
 * for a bare number and for more than 31 days. A negative duration is 0.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  const negative = trimmed.startsWith("-");
  const unsigned = trimmed.replace(/^[+-]/, "");
  if (unsigned === "" || unsigned.length > 128) return undefined;
  let total = 0n;
  let position = 0;
  while (position < unsigned.length) {
    term.lastIndex = position;
    const match = term.exec(unsigned);
    const [whole, integer = "", fraction = "", unit = ""] = match ?? [];
    if (whole === undefined || integer + fraction === "") return undefined;
    total += scaleUp(BigInt(integer + fraction), nanosecondsPerUnit[unit] ?? 0n, fraction.length);
    position += whole.length;
  }
  if (negative) return 0;
  return withinReason(Number(divideUp(total, 1_000_000n)));
}

function scaleUp(digits: bigint, nanoseconds: bigint, decimals: number): bigint {
  return divideUp(digits * nanoseconds, 10n ** BigInt(decimals));
}

function divideUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}

function withinReason(ms: number): number | undefined {
  return Number.isFinite(ms) && ms <= maxMs ? Math.max(0, Math.ceil(ms)) : undefined;
}

function withLowerCaseNames(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value).trim()]));
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,18}(\.\d{1,18})?$/.test(text) ? Number(text) : undefined;
}

/** V8 reads a date into almost anything, so only the two forms in use are let through. */
function readDate(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:[A-Z][a-z]{2,8},? \d|[A-Z][a-z]{2} [A-Z][a-z]{2} |\d{4}-\d\d-\d\dT)/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function until(time: number | undefined, clock: Clock): number | undefined {
  return time === undefined ? undefined : withinReason(time - clock.now);
}

function readRetryAfterHeaders(headers: Readonly<Record<string, string>>, clock: Clock): number | undefined {
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const ms = readNumber(headers[name]);
    if (ms !== undefined) return withinReason(ms);
  }
  const value = headers["retry-after"];
  if (value === undefined) return undefined;
  const seconds = readNumber(value);
  if (seconds !== undefined) return withinReason(roundToNanoseconds(seconds * 1000));
  return until(readDate(value), clock) ?? parseDuration(value);
}

/** 2.3 * 1000 is a little more than 2300 in binary; rounding up must not make that 2301. */
function roundToNanoseconds(ms: number): number {
  return Number(ms.toFixed(6));
}

function readBody(body: JSONValue, clock: Clock): number | undefined {
  const first = Array.isArray(body) ? (body as readonly JSONValue[])[0] : body;
  const error = asObject(asObject(first)?.["error"]) ?? asObject(first);
  if (error === undefined) return undefined;
  return readGoogleDetails(error["details"]) ?? readForwardedHeaders(asObject(error["metadata"])?.["headers"], clock);
}

/** `google.rpc.RetryInfo` and `ErrorInfo`, as Google's services attach them: https://cloud.google.com/apis/design/errors */
function readGoogleDetails(details: JSONValue | undefined): number | undefined {
  if (!Array.isArray(details)) return undefined;
  const entries = (details as readonly JSONValue[]).map(asObject);
  for (const entry of entries) {
    const delay = readProtobufDuration(entry?.["retryDelay"]);
    if (delay !== undefined) return delay;
  }
  for (const entry of entries) {
    const delay = readProtobufDuration(asObject(entry?.["metadata"])?.["quotaResetDelay"]);
    if (delay !== undefined) return delay;
  }
  return undefined;
}

function readProtobufDuration(value: JSONValue | undefined): number | undefined {
  if (typeof value === "string") return parseDuration(value);
  const { seconds, nanos } = asObject(value) ?? {};
  if (seconds === undefined && nanos === undefined) return undefined;
  return withinReason(roundToNanoseconds(Number(seconds ?? 0) * 1000 + Number(nanos ?? 0) / 1e6));
}

/** OpenRouter puts its own limit headers into the body, as `error.metadata.headers`, with the reset in epoch milliseconds. */
function readForwardedHeaders(value: JSONValue | undefined, clock: Clock): number | undefined {
  const forwarded = asObject(value);
  if (forwarded === undefined) return undefined;
  const texts = Object.entries(forwarded).map(([name, content]) => [name, asText(content) ?? ""] as const);
  const headers = withLowerCaseNames(Object.fromEntries(texts));
  return readRetryAfterHeaders(headers, clock) ?? readPointInTime(headers["x-ratelimit-reset"], clock);
}

function readResetHeaders(headers: Readonly<Record<string, string>>, clock: Clock): number | undefined {
  return (
    readUsedUpDimension(headers, "x-ratelimit-", ["requests", "tokens"], clock) ??
    readUsedUpDimension(headers, "anthropic-ratelimit-", ["requests", "tokens", "input-tokens", "output-tokens"], clock) ??
    readPointInTime(headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"], clock) ??
    readCombinedRateLimit(headers["ratelimit"])
  );
}

/**
 * The latest reset among the dimensions with nothing remaining. A dimension that still has some says nothing about this refusal;
 * one without a `remaining` header counts only when no dimension has one.
 */
function readUsedUpDimension(
  headers: Readonly<Record<string, string>>,
  prefix: "x-ratelimit-" | "anthropic-ratelimit-",
  dimensions: readonly string[],
  clock: Clock,
): number | undefined {
  const named = dimensions.map((dimension) =>
    prefix === "x-ratelimit-"
      ? { reset: headers[`${prefix}reset-${dimension}`], remaining: readNumber(headers[`${prefix}remaining-${dimension}`]) }
      : { reset: headers[`${prefix}${dimension}-reset`], remaining: readNumber(headers[`${prefix}${dimension}-remaining`]) },
  );
  const remainingIsTold = named.some(({ remaining }) => remaining !== undefined);
  const resets = named
    .filter(({ remaining }) => (remainingIsTold ? remaining !== undefined && remaining <= 0 : true))
    .map(({ reset }) => (reset === undefined ? undefined : (parseDuration(reset) ?? readPointInTime(reset, clock))))
    .filter((ms) => ms !== undefined);
  return resets.length === 0 ? undefined : Math.max(...resets);
}

/** Services disagree on the unit; the size of the number tells relative seconds, epoch seconds and epoch milliseconds apart. */
function readPointInTime(text: string | undefined, clock: Clock): number | undefined {
  if (text === undefined) return undefined;
  const value = readNumber(text);
  if (value === undefined) return until(readDate(text), clock) ?? parseDuration(text);
  if (value < 1e9) return withinReason(roundToNanoseconds(value * 1000));
  if (value <= 1e11) return until(value * 1000, clock);
  return value >= 1e12 ? until(value, clock) : undefined;
}

/** `RateLimit: "burst";r=0;t=12, "daily";r=90;t=3600` and its older form `limit=10, remaining=0, reset=12`: seconds. */
function readCombinedRateLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const policies = /(?:^|[,;\s])reset\s*=/i.test(text) ? [text] : text.split(",");
  const waits = policies
    .filter((policy) => !/(?:^|[,;\s])(?:r|remaining)\s*=\s*0*[1-9]/i.test(policy))
    .map((policy) => readNumber(/(?:^|[,;\s])(?:t|reset)\s*=\s*(\d{1,12}(?:\.\d{1,9})?)/i.exec(policy)?.[1]))
    .filter((seconds) => seconds !== undefined);
  return waits.length === 0 ? undefined : withinReason(roundToNanoseconds(Math.max(...waits) * 1000));
}

const waitPhrase =
  /(?:try(?:ing)?\s+again|retry(?:ing)?|resets?|wait|available\s+again)\s+(?:(?:in|after|for|at\s+least)\s+)?(?:about\s+)?((?:\d[\d.]{0,15}\s*(?:milliseconds?|msecs?|ms|minutes?|mins?|m|seconds?|secs?|s|hours?|hrs?|h|days?|d)(?![a-z])\s*(?:,|and)?\s*){1,6})/i;
const unitWords: readonly (readonly [RegExp, string])[] = [
  [/milliseconds?|msecs?/g, "ms"],
  [/minutes?|mins?/g, "m"],
  [/seconds?|secs?/g, "s"],
  [/hours?|hrs?/g, "h"],
  [/days?/g, "d"],
  [/,|and/g, " "],
];

function readText(message: string): number | undefined {
  const phrase = waitPhrase.exec(message.slice(0, 4096))?.[1];
  if (phrase === undefined) return undefined;
  return parseDuration(unitWords.reduce((text, [word, unit]) => text.replace(word, unit), phrase.toLowerCase()));
}
