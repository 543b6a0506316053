import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConnectionRequest } from "../../src/connection/connection.ts";
import { openExchange } from "../../src/connection/open.ts";
import { describeError } from "../../src/errors/describe-error.ts";
import { fetchTransport } from "../../src/transport/fetch.ts";
import { undiciTransport } from "../../src/transport/undici.ts";
import { closed, loopback } from "../loopback.ts";
import { endpointOf, fakeResponse, fakeTransport } from "./endpoint.ts";
import { apiErrorOf, failureOf } from "./failures.ts";

const request: ConnectionRequest = { method: "POST", path: "/chat", body: { model: "m" }, modelId: "m" };

afterEach(() => void vi.useRealTimers());

describe("a limit of waiting", () => {
  it("for the connection: a server that never answers the handshake", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const transport = undiciTransport();
    const baseURL = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const error = await apiErrorOf(openExchange(endpointOf({ transport, baseURL, timeouts: { connectMs: 50 } }), request));
    expect(error.message).toContain("no connection within 50 ms (timeouts.connectMs)");
    expect([error.isRetryable, describeError(error).kind, describeError(error).stage]).toEqual([true, "timeout", "connect"]);
    await transport.close();
    server.close();
  });

  it.each(["undici", "fetch"])("for the headers, over %s, with the socket closed", async (name) => {
    await using server = await loopback();
    const transport = name === "undici" ? undiciTransport() : fetchTransport();
    const error = await apiErrorOf(openExchange(endpointOf({ transport, baseURL: server.url, timeouts: { headersMs: 100 } }), request));
    expect(error.message).toContain("no answer within 100 ms (timeouts.headersMs)");
    expect([error.isRetryable, describeError(error).kind, describeError(error).stage]).toEqual([true, "timeout", "wait"]);
    if (server.sockets[0] !== undefined) await closed(server.sockets[0]);
    await transport.close();
  });

  it.each(["undici", "fetch"])("between two reads, over %s, with the socket closed", async (name) => {
    await using server = await loopback((_request, response) => void response.setHeader("x-request-id", "r1").write("some"));
    const transport = name === "undici" ? undiciTransport() : fetchTransport();
    const exchange = await openExchange(endpointOf({ transport, baseURL: server.url, timeouts: { idleMs: 50 } }), request);
    await exchange.read();
    const error = await apiErrorOf(exchange.read());
    expect(error.message).toContain("nothing more was sent within 50 ms (timeouts.idleMs)");
    expect([error.isRetryable, describeError(error).kind, describeError(error).stage, error.responseHeaders?.["x-request-id"]]).toEqual([true, "timeout", "stream", "r1"]);
    expect(await failureOf(exchange.read())).toBe(error);
    await closed(server.sockets[0]);
    await transport.close();
  });

  it("for the whole, however busy the stream is", async () => {
    vi.useFakeTimers();
    const response = fakeResponse(Array.from({ length: 100 }, () => "piece"));
    const exchange = await openExchange(endpointOf({ transport: fakeTransport(() => response), timeouts: { totalMs: 1000, idleMs: 100 } }), request);
    const reading = async (): Promise<void> => {
      while ((await exchange.read()) !== undefined) vi.advanceTimersByTime(90);
    };
    const error = await apiErrorOf(reading());
    expect(error.message).toContain("the answer was not complete within 1000 ms (timeouts.totalMs)");
    expect([error.isRetryable, describeError(error).kind]).toEqual([true, "timeout"]);
  });

  it("connecting counts as waiting for headers where a transport cannot tell", async () => {
    vi.useFakeTimers();
    const opening = failureOf(openExchange(endpointOf({ transport: fakeTransport(() => new Promise(() => undefined), false), timeouts: { connectMs: 10, headersMs: 100 } }), request));
    await vi.advanceTimersByTimeAsync(100);
    expect((await opening as Error).message).toContain("timeouts.headersMs");
  });

  it("begins anew for the headers when the connection stands", async () => {
    vi.useFakeTimers();
    const transport = fakeTransport(({ onConnected }) => new Promise(() => void setTimeout(() => onConnected?.(), 90)));
    const opening = failureOf(openExchange(endpointOf({ transport, timeouts: { connectMs: 100, headersMs: 100 } }), request));
    await vi.advanceTimersByTimeAsync(189);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await opening as Error).message).toContain("timeouts.headersMs");
  });

  it("of a call wins over the provider's, and 0 waits for ever", async () => {
    vi.useFakeTimers();
    const transport = fakeTransport(() => new Promise(() => undefined), false);
    const abort = new AbortController();
    const endpoint = endpointOf({ transport, timeouts: { headersMs: 10 } });
    const shorter = failureOf(openExchange(endpoint, { ...request, timeouts: { headersMs: 5 } }));
    const forEver = failureOf(openExchange(endpoint, { ...request, timeouts: { headersMs: 0 }, signal: abort.signal }));
    await vi.advanceTimersByTimeAsync(5);
    expect((await shorter as Error).message).toContain("within 5 ms");
    await vi.advanceTimersByTimeAsync(2 ** 31);
    abort.abort("the end of the test");
    expect(await forEver).toBe("the end of the test");
  });

  it("does not run while nobody reads", async () => {
    vi.useFakeTimers();
    const exchange = await openExchange(endpointOf({ transport: fakeTransport(() => fakeResponse(["a", "b"])), timeouts: { idleMs: 10 } }), request);
    await exchange.read();
    await vi.advanceTimersByTimeAsync(1000);
    expect(new TextDecoder().decode(await exchange.read())).toBe("b");
    exchange.cancel();
  });
});

describe("an error answer", () => {
  it("is an error with the service's words, status and headers", async () => {
    const transport = fakeTransport(() => fakeResponse(['{"error":{"message":"slow ', 'down","code":"rate_limit_exceeded"}}'], { status: 429, headers: { "retry-after": "7" } }));
    const error = await apiErrorOf(openExchange(endpointOf({ transport }), request));
    expect(error).toMatchObject({ statusCode: 429, isRetryable: true, url: "http://service.test/v1/chat" });
    expect(error.message).toMatch(/^test\/m: 429 rate-limit: slow down \(retry after 7 s\)/);
    expect(describeError(error)).toMatchObject({ kind: "rate-limit", status: 429, code: "rate_limit_exceeded", retryAfter: { ms: 7000, source: "header" } });
    expect([error.requestBodyValues, error.responseHeaders]).toEqual([{ model: "m" }, { "retry-after": "7" }]);
  });

  it("is a redirect too: it is not followed, and its target is told", async () => {
    const transport = fakeTransport(() => fakeResponse([], { status: 308, headers: { location: "https://service.test/v2/chat" } }));
    const error = await apiErrorOf(openExchange(endpointOf({ transport }), request));
    expect(error.message).toContain("use https://service.test/v2/chat in the base URL");
    expect(error.isRetryable).toBe(false);
  });

  it("is read to its limit and no further, and its socket is closed", async () => {
    const megabyte = "x".repeat(1024 * 1024);
    await using server = await loopback((_request, response) => {
      response.writeHead(500);
      response.write(`{"error":{"message":"long"},"rest":"${megabyte}`);
      const more = (): void => void (response.destroyed || response.write(megabyte, more));
      more();
    });
    const transport = undiciTransport();
    const error = await apiErrorOf(openExchange(endpointOf({ transport, baseURL: server.url }), request));
    expect([error.statusCode, error.responseBody?.length]).toEqual([500, 1024 * 1024]);
    await closed(server.sockets[0]);
    await transport.close();
  });

  it("keeps the words that came before it broke off", async () => {
    const transport = fakeTransport(() => fakeResponse(["upstream is ", "busy", new Error("reset")], { status: 503 }));
    const error = await apiErrorOf(openExchange(endpointOf({ transport }), request));
    expect([error.statusCode, error.responseBody]).toEqual([503, "upstream is busy"]);
    expect(error.message).toContain("upstream is busy");
  });

  it("that does not end is waited for ten seconds, and keeps its words", async () => {
    vi.useFakeTimers();
    const response = fakeResponse(["model is loading", "hang"], { status: 503 });
    const opening = apiErrorOf(openExchange(endpointOf({ transport: fakeTransport(() => response) }), request));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(response.isCancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await opening).message).toContain("503 overloaded: model is loading");
    expect([response.isCancelled, vi.getTimerCount()]).toEqual([true, 0]);
  });

  it("ends with its last byte: nothing is waited for at the limit", async () => {
    const body = "x".repeat(1024 * 1024);
    const error = await apiErrorOf(openExchange(endpointOf({ transport: fakeTransport(() => fakeResponse([body, "hang"], { status: 500 })) }), request));
    expect(error.responseBody?.length).toBe(body.length);
  });
});
