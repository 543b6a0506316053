import {
  APICallError,
  EmptyResponseBodyError,
  InvalidArgumentError,
  InvalidPromptError,
  JSONParseError,
  LoadAPIKeyError,
  NoSuchModelError,
  TooManyEmbeddingValuesForCallError,
  UnsupportedFunctionalityError,
} from "@ai-sdk/provider";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serviceError } from "../../src/errors/api-error.ts";
import { describeError } from "../../src/errors/describe-error.ts";
import type { ErrorKind, ErrorStage } from "../../src/errors/kinds.ts";

function withCode(code: string, message = "it broke", name = "Error"): Error {
  return Object.assign(new Error(message), { code, name });
}

function fetchFailed(cause: unknown): TypeError {
  return new TypeError("fetch failed", { cause });
}

const ours = serviceError({ target: "groq/m", url: "http://127.0.0.1/v1", status: 429, headers: {}, bodyText: '{"error":"slow"}', requestBody: {}, stage: "wait" });

function foreign(of: Partial<ConstructorParameters<typeof APICallError>[0]>): APICallError {
  return new APICallError({ message: "Too Many", url: "http://127.0.0.1/v1/chat", requestBodyValues: {}, ...of });
}

/** As `ai` makes it, which core does not import. */
function retryError(...errors: readonly unknown[]): Error {
  return Object.assign(new Error("Failed after 3 attempts."), { name: "AI_RetryError", reason: "maxRetriesExceeded", errors, lastError: errors.at(-1) });
}

type Row = readonly [what: string, error: unknown, kind: ErrorKind, stage: ErrorStage];

const rows: readonly Row[] = [
  ["ours", ours, "rate-limit", "wait"],
  ["ours as a cause", new Error("wrapped", { cause: ours }), "rate-limit", "wait"],
  ["a retry's last error", retryError(new Error("first"), fetchFailed(withCode("ECONNREFUSED")), ours), "rate-limit", "wait"],
  ["another provider's answer", foreign({ statusCode: 401, responseBody: '{"error":{"message":"no"}}' }), "auth", "wait"],
  ["another provider's answer, parsed only", foreign({ statusCode: 400, data: { error: { message: "x", code: "context_length_exceeded" } } }), "context-length", "wait"],
  ["another provider's answer without a body", foreign({ statusCode: 529 }), "overloaded", "wait"],
  ["another provider's broken connection", foreign({ message: "Cannot connect to API: ", cause: withCode("ECONNRESET"), isRetryable: true }), "network", "wait"],
  ["another provider's error with nothing in it", foreign({}), "unknown", "wait"],
  ["undici: connect", withCode("UND_ERR_CONNECT_TIMEOUT"), "timeout", "connect"],
  ["undici: headers", fetchFailed(withCode("UND_ERR_HEADERS_TIMEOUT")), "timeout", "wait"],
  ["undici: body", withCode("UND_ERR_BODY_TIMEOUT"), "timeout", "stream"],
  ["undici: socket", new TypeError("terminated", { cause: withCode("UND_ERR_SOCKET") }), "network", "wait"],
  ["undici: aborted", withCode("UND_ERR_ABORTED"), "aborted", "wait"],
  ["undici: a new code", withCode("UND_ERR_SOMETHING_NEW"), "network", "wait"],
  ["refused", fetchFailed(withCode("ECONNREFUSED")), "network", "connect"],
  ["refused on every address", fetchFailed(new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")])), "network", "connect"],
  ["an aggregate whose first member says nothing", new AggregateError([new Error("?"), withCode("ENOTFOUND")]), "network", "connect"],
  ["no such host", withCode("ENOTFOUND"), "network", "connect"],
  ["no name service", withCode("EAI_AGAIN"), "network", "connect"],
  ["timed out", withCode("ETIMEDOUT"), "timeout", "wait"],
  ["reset", withCode("ECONNRESET"), "network", "wait"],
  ["closed", withCode("EPIPE"), "network", "wait"],
  ["certificate", fetchFailed(withCode("CERT_HAS_EXPIRED")), "network", "connect"],
  ["certificate of our own", withCode("DEPTH_ZERO_SELF_SIGNED_CERT"), "network", "connect"],
  ["TLS", withCode("ERR_TLS_CERT_ALTNAME_INVALID"), "network", "connect"],
  ["http where https was meant", withCode("EPROTO"), "network", "connect"],
  ["not HTTP", withCode("HPE_INVALID_CONSTANT"), "network", "wait"],
  ["Bun: refused", withCode("ConnectionRefused"), "network", "connect"],
  ["a browser's fetch", new TypeError("Failed to fetch"), "network", "wait"],
  ["Safari's fetch", new TypeError("Load failed"), "network", "wait"],
  ["fetch, with a cause that says nothing", fetchFailed(new Error("?")), "network", "wait"],
  ["a header that cannot be sent", new TypeError('Headers.append: "Bearer x" is an invalid header value.'), "bad-request", "connect"],
  ["an address that cannot be read", new TypeError("Failed to parse URL from nope", { cause: withCode("ERR_INVALID_URL") }), "bad-request", "connect"],
  ["an abort", new DOMException("This operation was aborted", "AbortError"), "aborted", "wait"],
  ["a timeout signal", new DOMException("The operation was aborted due to timeout", "TimeoutError"), "timeout", "wait"],
  ["an abort because of a timeout", Object.assign(new Error("x", { cause: new DOMException("t", "TimeoutError") }), { name: "AbortError" }), "timeout", "wait"],
  ["no key", new LoadAPIKeyError({ message: "GROQ_API_KEY is missing" }), "auth", "connect"],
  ["no such model", new NoSuchModelError({ modelId: "m", modelType: "languageModel" }), "model-not-found", "connect"],
  ["an argument", new InvalidArgumentError({ argument: "a", message: "bad" }), "bad-request", "connect"],
  ["a prompt", new InvalidPromptError({ prompt: [], message: "bad" }), "bad-request", "connect"],
  ["a feature", new UnsupportedFunctionalityError({ functionality: "tools" }), "bad-request", "connect"],
  ["too many values", new TooManyEmbeddingValuesForCallError({ provider: "p", modelId: "m", maxEmbeddingsPerCall: 1, values: ["a", "b"] }), "bad-request", "connect"],
  ["an empty body", new EmptyResponseBodyError(), "empty", "wait"],
  ["not JSON", new JSONParseError({ text: "x", cause: new Error("y") }), "server", "stream"],
  ["a part of a stream", { message: "Overloaded", type: "overloaded_error", code: null }, "overloaded", "stream"],
  ["a part with a status", { message: "no", statusCode: 401 }, "auth", "stream"],
  ["a body as it came", { error: { message: "slow", code: "rate_limit_exceeded" } }, "rate-limit", "stream"],
  ["an error with a status, as other SDKs throw", Object.assign(new Error("no"), { status: 403 }), "permission", "wait"],
  ["a string", "rate limit reached", "rate-limit", "wait"],
  ["a bug", new TypeError("x is not a function"), "unknown", "wait"],
  ["nothing", undefined, "unknown", "wait"],
  ["null", null, "unknown", "wait"],
  ["a number", 42, "unknown", "wait"],
];

describe("describeError", () => {
  it.each(rows)("%s", (_, error, kind, stage) => {
    expect(describeError(error)).toMatchObject({ kind, stage });
  });

  it("passes on what the other provider's error holds", () => {
    const error = foreign({ statusCode: 429, responseHeaders: { "retry-after": "7" }, responseBody: '{"error":{"message":"slow down","code":"rate_limit_exceeded"}}' });
    expect(describeError(error)).toEqual({ kind: "rate-limit", message: "slow down", code: "rate_limit_exceeded", status: 429, stage: "wait", retryAfter: { ms: 7000, source: "header" } });
  });

  it("uses the message of an answer without words", () => {
    expect(describeError(foreign({ statusCode: 500, responseBody: "" })).message).toBe("Too Many");
  });

  it("names the code of a broken connection, and that it may cost", () => {
    expect(describeError(fetchFailed(withCode("ECONNRESET", "read ECONNRESET")))).toEqual({ kind: "network", message: "read ECONNRESET", code: "ECONNRESET", stage: "wait", possiblyBilled: true });
    expect(describeError(withCode("ECONNREFUSED"))).not.toHaveProperty("possiblyBilled");
  });

  it("tells why fetch failed", () => {
    expect(describeError(fetchFailed(new Error("bad port"))).message).toBe("bad port");
    expect(describeError(new TypeError("fetch failed")).message).toBe("fetch failed");
  });

  it("hints where it can", () => {
    expect(describeError(foreign({ statusCode: 401 })).hint).toBe("check the API key");
    expect(describeError(foreign({ statusCode: 404, url: "http://h/chat/completions" })).hint).toContain("/v1");
  });

  it("scrubs keys from other packages' words", () => {
    expect(describeError(new Error("bad key sk-test0000000000000000")).message).toBe("bad key [secret]");
    expect(describeError(withCode("EPIPE", "Bearer abcdefghijk")).message).toBe("Bearer [secret]");
  });

  it("follows a cycle of causes only once", () => {
    const first: Error & { cause?: unknown } = new Error("a");
    const second = new Error("b", { cause: first });
    first.cause = second;
    expect(describeError(first)).toMatchObject({ kind: "unknown", message: "a" });
    (second as Error & { errors?: unknown }).errors = [second, withCode("EPIPE")];
    expect(describeError(first).kind).toBe("network");
  });

  it("survives values that fight back", () => {
    const thrower = () => {
      throw new Error("no");
    };
    const trap = new Proxy({}, { get: thrower, has: thrower, getPrototypeOf: thrower, ownKeys: thrower, getOwnPropertyDescriptor: thrower });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = [
      trap,
      proxy,
      new Error("x", { cause: trap }),
      new AggregateError([trap, proxy]),
      Object.defineProperty(new Error("x"), "message", { get: thrower }),
      Object.defineProperty({}, "errors", { get: thrower }),
      { message: 1, code: {}, status: Number.NaN, errors: { length: 1e9 } },
      { error: trap },
      foreign({ statusCode: 400, data: trap, responseHeaders: trap as Record<string, string> }),
      { [Symbol.toPrimitive]: thrower },
      Symbol("s"),
      Object.create(null),
      () => undefined,
      10n,
    ];
    for (const value of hostile) {
      const { message } = describeError(value);
      expect(typeof message).toBe("string");
      expect(message).not.toBe("an error that cannot be read");
    }
  });

  it("never throws, whatever was thrown", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withTypedArray: true, withSparseArray: true });
    const shaped = fc.record(
      { name: anything, message: anything, code: anything, status: anything, statusCode: anything, error: anything, errors: anything, cause: anything, lastError: anything, data: anything, responseBody: anything, responseHeaders: anything },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, shaped, shaped.map((fields) => Object.assign(foreign({}), fields))), (value) => {
        const { kind, message, stage } = describeError(value);
        expect([kind, message, stage].every((part) => typeof part === "string")).toBe(true);
        expect(message).not.toBe("an error that cannot be read");
      }),
    );
  });
});
