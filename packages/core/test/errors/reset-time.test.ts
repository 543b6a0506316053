import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration, readRetryAfter } from "../../src/errors/reset-time.ts";

const now = Date.UTC(2026, 8, 9, 8, 0, 0);
const httpDate = new Date(now).toUTCString();

describe("parseDuration", () => {
  it.each([
    ["7.66s", 7660],
    ["2m59.56s", 179_560],
    ["6m0s", 360_000],
    ["1h2m3s", 3_723_000],
    ["285ms", 285],
    ["290.98ms", 291],
    ["156h14m36.75s", 562_476_750],
    ["1d", 86_400_000],
    [" 1h 2m 3s ", 3_723_000],
    ["1.5m", 90_000],
    [".5s", 500],
    ["1us", 1],
    ["1µs", 1],
    ["1ns", 1],
    ["0s", 0],
    ["-5s", 0],
    ["31d", 2_678_400_000],
  ])("%s is %d ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(["", "soon", "2", "NaN", "s", ".s", "1x", "1s later", "in 1s", "31d1ms", "9".repeat(200) + "s", "1e3s", "--1s"])("%s is no duration", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("reads back every duration Go would print", () => {
    fc.assert(
      fc.property(fc.nat(700), fc.nat(59), fc.nat(59_999), (hours, minutes, ms) => {
        const text = `${hours}h${minutes}m${ms / 1000}s`;
        expect(parseDuration(text)).toBe(hours * 3_600_000 + minutes * 60_000 + ms);
      }),
    );
  });

  it("never throws and never answers with a negative or broken number", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[\d.hmsµun ]{0,40}$/)), (text) => {
        const ms = parseDuration(text);
        expect(ms === undefined || (Number.isInteger(ms) && ms >= 0)).toBe(true);
      }),
    );
  });
});

describe("readRetryAfter: headers that ask for a time", () => {
  it.each([
    [{ "retry-after-ms": "1500.2" }, 1501],
    [{ "x-ms-retry-after-ms": "20" }, 20],
    [{ "retry-after": "2" }, 2000],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": "-1" }, 0],
    [{ "retry-after": "4.03" }, 4030],
    [{ "retry-after": "1m3s" }, 63_000],
    [{ "Retry-After": "2" }, 2000],
    [{ "retry-after-ms": "100", "retry-after": "9" }, 100],
    [{ "retry-after": "Wed, 09 Sep 2026 08:00:12 GMT" }, 12_000],
    [{ "retry-after": "Wed, 09 Sep 2026 07:00:00 GMT" }, 0],
  ])("%j is %d ms", (headers, ms) => {
    expect(readRetryAfter({ headers, now })).toEqual({ ms, source: "header" });
  });

  it.each([{ "retry-after": "" }, { "retry-after": "soon" }, { "retry-after": "2678401" }, { "retry-after": "NaN" }])("%j says nothing", (headers) => {
    expect(readRetryAfter({ headers, now })).toBeUndefined();
  });

  it("measures a date against the answer's own clock, not against ours", () => {
    const headers = { date: httpDate, "retry-after": "Wed, 09 Sep 2026 08:00:30 GMT" };
    expect(readRetryAfter({ headers, now: now + 3_600_000 })?.ms).toBe(30_000);
  });
});

describe("readRetryAfter: bodies", () => {
  const retryInfo = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "12.5s" };
  it.each([
    [{ error: { code: 429, details: [{ "@type": "x" }, retryInfo] } }, 12_500],
    [[{ error: { code: 429, details: [retryInfo] } }], 12_500],
    [{ error: { details: [{ retryDelay: { seconds: "3", nanos: 500_000_000 } }] } }, 3500],
    [{ error: { details: [{ metadata: { quotaResetDelay: "156h14m36.75s" } }] } }, 562_476_750],
    [{ error: { metadata: { headers: { "X-RateLimit-Reset": "1788912012000" } } } }, 1_788_912_012_000 - 1_788_912_000_000],
    [{ error: { metadata: { headers: { "X-RateLimit-Reset": 1_788_912_012_000 } } } }, 12_000],
  ])("%j is %d ms", (body, ms) => {
    expect(readRetryAfter({ body, now: 1_788_912_000_000 })).toEqual({ ms, source: "body" });
  });

  it("prefers what the headers ask for to the body, and the body to limit headers", () => {
    const body = { error: { details: [retryInfo] } };
    expect(readRetryAfter({ headers: { "retry-after": "1" }, body })).toEqual({ ms: 1000, source: "header" });
    expect(readRetryAfter({ headers: { "x-ratelimit-reset-tokens": "9s" }, body })).toEqual({ ms: 12_500, source: "body" });
  });

  it.each([null, 1, "x", [], {}, { error: "x" }, { error: { details: "x", metadata: 3 } }, { error: { details: [null, 1, { retryDelay: "soon" }] } }])("%j says nothing", (body) => {
    expect(readRetryAfter({ body })).toBeUndefined();
  });
});

describe("readRetryAfter: limit headers", () => {
  const reset = { "x-ratelimit-reset-requests": "2m59.56s", "x-ratelimit-reset-tokens": "7.66s" };
  it.each([
    ["the tokens, when they are used up", { ...reset, "x-ratelimit-remaining-requests": "10", "x-ratelimit-remaining-tokens": "0" }, 7660],
    ["the requests, when they are used up", { ...reset, "x-ratelimit-remaining-requests": "0", "x-ratelimit-remaining-tokens": "50" }, 179_560],
    ["the later one, when both are", { ...reset, "x-ratelimit-remaining-requests": "0", "x-ratelimit-remaining-tokens": "0" }, 179_560],
    ["the only one, without remaining", { "x-ratelimit-reset-tokens": "285ms" }, 285],
  ])("takes %s", (_, headers, ms) => {
    expect(readRetryAfter({ headers, now })).toEqual({ ms, source: "header" });
  });

  it("takes neither, when some of both is left", () => {
    const headers = { ...reset, "x-ratelimit-remaining-requests": "10", "x-ratelimit-remaining-tokens": "50" };
    expect(readRetryAfter({ headers, now })).toBeUndefined();
  });

  it("reads Anthropic's dates by the same choice", () => {
    const headers = {
      "anthropic-ratelimit-requests-remaining": "3",
      "anthropic-ratelimit-requests-reset": "2026-09-09T09:00:00Z",
      "anthropic-ratelimit-input-tokens-remaining": "0",
      "anthropic-ratelimit-input-tokens-reset": "2026-09-09T08:00:05Z",
    };
    expect(readRetryAfter({ headers, now })).toEqual({ ms: 5000, source: "header" });
  });

  it.each([
    ["30", 30_000],
    ["1788912012", 12_000],
    ["1788912012000", 12_000],
    ["1788911000", 0],
    ["2026-09-08T22:40:12Z", undefined],
    ["12s", 12_000],
  ])("x-ratelimit-reset %s", (value, ms) => {
    const clock = 1_788_912_000_000;
    const expected = ms ?? Date.parse(value) - clock;
    expect(readRetryAfter({ headers: { "x-ratelimit-reset": value }, now: clock })?.ms).toBe(Math.max(0, expected));
    expect(readRetryAfter({ headers: { "ratelimit-reset": value }, now: clock })?.ms).toBe(Math.max(0, expected));
  });

  it("reads epoch seconds and epoch milliseconds as the same instant", () => {
    const read = (value: string) => readRetryAfter({ headers: { "x-ratelimit-reset": value }, now: 1_788_911_000_000 });
    expect(read("1788912000")).toEqual(read("1788912000000"));
    expect(read("1788912000")?.ms).toBe(1_000_000);
  });

  it.each([
    ['"default";r=0;t=12', 12_000],
    ['"burst";r=0;t=12, "daily";r=90;t=3600', 12_000],
    ["limit=100, remaining=0, reset=7", 7000],
  ])("RateLimit: %s", (value, ms) => {
    expect(readRetryAfter({ headers: { RateLimit: value } })).toEqual({ ms, source: "header" });
  });
});

describe("readRetryAfter: words", () => {
  it.each([
    ["Rate limit reached … Please try again in 5.289s. Visit https://example.com", 5289],
    ["Please try again in 634ms.", 634],
    ["try again in 1m3s", 63_000],
    ["Please retry in 37.9s.", 37_900],
    ["Try again in 5 seconds.", 5000],
    ["Retry after 1 minute and 30 seconds", 90_000],
    ["quota will reset after 2h", 7_200_000],
    ["Please wait 20 secs before the next call", 20_000],
  ])("%s", (message, ms) => {
    expect(readRetryAfter({ message })).toEqual({ ms, source: "text" });
  });

  it.each(["server busy, please try again.  maximum pending requests exceeded", "try again in 12 more steps", "try again later", "wait for 3 models", ""])(
    "finds none in: %s",
    (message) => {
      expect(readRetryAfter({ message })).toBeUndefined();
    },
  );

  it("comes last", () => {
    const message = "try again in 9s";
    expect(readRetryAfter({ message, headers: { "x-ratelimit-reset": "3" } })).toEqual({ ms: 3000, source: "header" });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("retry-after", "date", "x-ratelimit-reset", "ratelimit", "x-ratelimit-reset-tokens"), fc.string()), fc.jsonValue(), fc.string(), (headers, body, message) => {
        const found = readRetryAfter({ headers, body: body as never, message });
        expect(found === undefined || (Number.isInteger(found.ms) && found.ms >= 0)).toBe(true);
      }),
    );
  });
});
