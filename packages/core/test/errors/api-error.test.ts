import { inspect } from "node:util";
import { APICallError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { protocolError, serviceError, transportError, type ServiceFailure } from "../../src/errors/api-error.ts";
import { describeError } from "../../src/errors/describe-error.ts";

const secret = "test-key-groq-secret";
const call = { target: "groq/openai/gpt-oss-120b", url: `https://user:pw@api.example.com/v1/chat/completions?key=${secret}`, requestBody: { prompt: "my private prompt" }, stage: "wait", secrets: [secret] } as const;

function answer(status: number, body: unknown, more: Partial<ServiceFailure> = {}): APICallError {
  return serviceError({ ...call, status, headers: {}, bodyText: typeof body === "string" ? body : JSON.stringify(body), ...more });
}

const limited = { error: { message: `Rate limit reached for ${secret}.`, code: "rate_limit_exceeded" } };

describe("serviceError", () => {
  it("says what failed, for which target, why, and for how long", () => {
    const error = answer(429, limited, { headers: { "retry-after": "12" } });
    expect(error.message).toBe("groq/openai/gpt-oss-120b: 429 rate-limit: Rate limit reached for [secret]. (retry after 12 s)");
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 429, isRetryable: true, url: "https://api.example.com/v1/chat/completions?key=" });
  });

  it.each([
    [100, "100 ms"],
    [1500, "2 s"],
    [119_000, "119 s"],
    [180_000, "3 min"],
    [7_200_000, "2 h"],
  ])("writes %d ms as %s", (ms, words) => {
    expect(answer(429, limited, { headers: { "retry-after-ms": String(ms) } }).message).toContain(`(retry after ${words})`);
  });

  it("holds the request, the headers and the body, where a program finds them", () => {
    const error = answer(429, limited, { headers: { "x-request-id": "r1" } });
    expect(error.requestBodyValues).toEqual(call.requestBody);
    expect(error.responseHeaders).toEqual({ "x-request-id": "r1" });
    expect(error.responseBody).toBe(JSON.stringify(limited).replace(secret, "[secret]"));
    expect(error.data).toEqual({ error: { ...limited.error, message: "Rate limit reached for [secret]." } });
    expect(describeError(error)).toMatchObject({ kind: "rate-limit", code: "rate_limit_exceeded", status: 429, stage: "wait" });
  });

  it("shows neither prompt nor body nor headers nor key to a logger", () => {
    const cause = Object.assign(new Error(`Headers.append: "Bearer ${secret}" is an invalid header value`), { code: "EPIPE" });
    const errors = [
      answer(401, { error: { message: `bad key ${secret}`, body: "private answer" } }, { headers: { "x-private": "private header" } }),
      transportError(cause, { ...call, headers: { "x-private": "private header" } }),
      protocolError({ ...call, kind: "empty", message: `empty, ${secret}`, bodyText: `private answer ${secret}` }),
    ];
    for (const error of errors) {
      const seen = [JSON.stringify(error), JSON.stringify({ ...error }), inspect(error, { depth: 9 }), String(error), String(error.stack)].join("\n");
      expect(seen).not.toMatch(/private|test-key|user:pw/);
      expect(seen).not.toMatch(/cause\]?: undefined/);
    }
  });

  it("takes the status of the body when HTTP said 200, and its parsed body when given", () => {
    const error = answer(200, "", { body: { error: { code: 502, message: `gone ${secret}` } }, stage: "stream" });
    expect(error).toMatchObject({ statusCode: 502, isRetryable: true, data: { error: { code: 502, message: "gone [secret]" } } });
    expect(error.message).toBe("groq/openai/gpt-oss-120b: 502 server: gone [secret]");
    expect(describeError(error).possiblyBilled).toBe(true);
    expect(answer(200, { error: "zap" }).statusCode).toBe(200);
  });

  it.each([
    [400, false],
    [401, false],
    [402, false],
    [404, false],
    [408, true],
    [409, true],
    [413, false],
    [429, true],
    [500, true],
    [501, false],
    [503, true],
  ])("%d is retryable: %s", (status, retryable) => {
    expect(answer(status, "").isRetryable).toBe(retryable);
  });

  it("gives the rule's hint before the provider's, and the provider's before its own", () => {
    const hintFor = () => "from the provider";
    expect(answer(401, "", { rules: [{ status: 401, kind: "auth", hint: "from the rule" }], hintFor }).message).toMatch(/ → from the rule$/);
    expect(answer(401, "", { hintFor }).message).toMatch(/ → from the provider$/);
    expect(answer(401, "", { hintFor: () => undefined }).message).toMatch(/ → check the API key$/);
    expect(answer(400, "", {}).message).not.toContain("→");
  });

  it("keeps the error when the provider's hint throws", () => {
    const hintFor = () => {
      throw new Error("bug");
    };
    expect(answer(401, "", { hintFor }).statusCode).toBe(401);
  });

  it("points at the base URL when the path is not there", () => {
    expect(answer(404, "404 page not found", { url: "http://127.0.0.1:8080/chat/completions" }).message).toContain("most end in /v1");
    expect(answer(404, "404 page not found").message).toMatch(/check the base URL$/);
    expect(answer(502, "<html><title>Welcome</title></html>").message).toContain("a web page answered, not an API");
  });

  it("knows that a bare 500 may be about the key", () => {
    expect(answer(500, "Internal Server Error").message).toMatch(/server: Internal Server Error → some gateways answer so when the key is missing$/);
    expect(answer(500, "Something else").message).not.toContain("→");
  });

  it("says where a redirect leads, without its query", () => {
    const headers = { Location: `https://u:p@other.example.com/v1/chat?token=${secret}` };
    expect(answer(307, "", { headers }).message).toContain("use https://other.example.com/v1/chat in the base URL");
    expect(answer(308, "", { headers: { location: "/v2/chat" } }).message).toContain("use https://api.example.com/v2/chat");
    expect(answer(307, "", { headers: { location: "http://[" } }).message).toContain("redirects are not followed: check");
  });
});

describe("transportError", () => {
  const local = { target: "local/llama", url: "http://127.0.0.1:8080/v1/chat/completions", requestBody: {}, stage: "wait" } as const;
  const withCode = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });

  it.each([
    [withCode("ECONNREFUSED"), "local/llama: no answer from http://127.0.0.1:8080 (connection refused). Is the server running there?", "network", "connect"],
    [withCode("ENOTFOUND"), "local/llama: no answer from http://127.0.0.1:8080 (host name not found). Is the host in the base URL right, and the network up?", "network", "connect"],
    [withCode("UND_ERR_HEADERS_TIMEOUT"), "local/llama: no answer from http://127.0.0.1:8080 (no answer in time)", "timeout", "wait"],
    [withCode("ECONNRESET"), "local/llama: no answer from http://127.0.0.1:8080 (connection reset)", "network", "wait"],
    [new DOMException("x", "TimeoutError"), "local/llama: no answer from http://127.0.0.1:8080 (no answer in time)", "timeout", "wait"],
    [new TypeError("Failed to fetch"), "local/llama: no answer from http://127.0.0.1:8080 (connection failed)", "network", "wait"],
    [new TypeError("fetch failed", { cause: new Error("bad port") }), "local/llama: no answer from http://127.0.0.1:8080 (bad port)", "network", "wait"],
    [new Error("odd"), "local/llama: no answer from http://127.0.0.1:8080 (odd)", "network", "wait"],
    [undefined, "local/llama: no answer from http://127.0.0.1:8080 (connection failed)", "network", "wait"],
  ] as const)("%s", (cause, message, kind, stage) => {
    const error = transportError(cause, local);
    expect(error.message).toBe(message);
    expect(error.isRetryable).toBe(true);
    expect(error.statusCode).toBeUndefined();
    expect(error.cause).toBe(cause);
    expect(describeError(error)).toMatchObject({ kind, stage });
  });

  it("says that an answer broke off, and that it may cost", () => {
    const error = transportError(withCode("UND_ERR_SOCKET"), { ...local, stage: "stream" });
    expect(error.message).toBe("local/llama: the answer from http://127.0.0.1:8080 broke off (connection closed)");
    expect(describeError(error)).toMatchObject({ stage: "stream", possiblyBilled: true });
  });

  it("is not retryable after an abort", () => {
    const error = transportError(new DOMException("x", "AbortError"), local);
    expect(error.isRetryable).toBe(false);
    expect(describeError(error).kind).toBe("aborted");
  });

  it("is not retryable when the request itself cannot be sent", () => {
    const error = transportError(new TypeError("Invalid character in header content"), local);
    expect(error.message).toBe("local/llama: bad-request: the request to http://127.0.0.1:8080 could not be sent (a header holds a character that cannot be sent)");
    expect(error.isRetryable).toBe(false);
  });

  it("adds the provider's hint", () => {
    expect(transportError(withCode("ECONNREFUSED"), { ...local, hintFor: () => "start it with `ollama serve`" }).message).toMatch(/there\? → start it with `ollama serve`$/);
  });
});

describe("protocolError", () => {
  it("names what was wrong with the answer", () => {
    const error = protocolError({ ...call, kind: "empty", message: "the answer had no content", status: 200, headers: { a: "b" }, bodyText: "" });
    expect(error.message).toBe("groq/openai/gpt-oss-120b: empty: the answer had no content");
    expect(error).toMatchObject({ statusCode: 200, isRetryable: true, responseHeaders: { a: "b" }, responseBody: "" });
    expect(describeError(error)).toEqual({ kind: "empty", message: "the answer had no content", stage: "wait", possiblyBilled: true });
  });

  it("sends a web page's reader to the base URL", () => {
    const error = protocolError({ ...call, kind: "bad-request", message: "a web page came instead of an answer", status: 200, bodyText: "<!doctype html><title>Hi</title>" });
    expect(error.message).toContain("check the base URL");
    expect(error.isRetryable).toBe(false);
  });
});
