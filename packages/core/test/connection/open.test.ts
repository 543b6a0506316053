import { getEventListeners, once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { APICallError, LoadAPIKeyError } from "@ai-sdk/provider";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConnectionRequest } from "../../src/connection/connection.ts";
import { openExchange, type Endpoint } from "../../src/connection/open.ts";
import { describeError } from "../../src/errors/describe-error.ts";
import { fetchTransport } from "../../src/transport/fetch.ts";
import type { TransportResponse } from "../../src/transport/transport.ts";
import { undiciTransport } from "../../src/transport/undici.ts";
import { closed, loopback } from "../loopback.ts";
import { endpointOf, fakeResponse, fakeTransport } from "./endpoint.ts";

const request: ConnectionRequest = { method: "POST", path: "/chat", body: { model: "m" }, modelId: "m" };

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error,
  );
}

async function apiErrorOf(promise: Promise<unknown>): Promise<APICallError> {
  const error = await failureOf(promise);
  expect(error).toBeInstanceOf(APICallError);
  return error as APICallError;
}

afterEach(() => void vi.useRealTimers());

describe("a request", () => {
  it("goes to the base URL and the path, with its body, its headers and the key", async () => {
    const transport = fakeTransport(() => fakeResponse([]));
    const exchange = await openExchange(endpointOf({ transport, headers: { "X-Site": "s" } }), { ...request, headers: { "x-call": "c" } });
    expect(transport.requests[0]).toMatchObject({
      method: "POST",
      url: "http://service.test/v1/chat",
      body: '{"model":"m"}',
      headers: { authorization: "Bearer test-key-service", "content-type": "application/json", accept: "application/json", "x-site": "s", "x-call": "c" },
    });
    expect([exchange.url, exchange.status]).toEqual(["http://service.test/v1/chat", 200]);
    exchange.cancel();
  });

  it("without a body has none, and no content type; a form is left to the transport", async () => {
    const transport = fakeTransport(() => fakeResponse([]));
    const form = new FormData();
    for (const body of [undefined, form]) await (await openExchange(endpointOf({ transport }), { method: "GET", path: "/models", body })).read();
    expect(transport.requests.map(({ body, headers }) => [body, headers["content-type"]])).toEqual([
      [undefined, undefined],
      [form, undefined],
    ]);
  });

  it("tells which headers of the call were left out, and what there is to say of the key", async () => {
    const transport = fakeTransport(() => fakeResponse([]));
    const noticeOf = (key: string): string => `a notice of ${key.length} letters`;
    const { notices, cancel } = await openExchange(endpointOf({ transport, noticeOf }), { ...request, headers: { Authorization: "Bearer another", "x-fine": "1" } });
    expect(notices).toEqual(["the header authorization is the provider's own and was not replaced", "a notice of 16 letters"]);
    cancel();
  });

  it("that cannot be written fails before anything is waited for", async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const transport = fakeTransport(() => fakeResponse([]));
    const unwritable = { n: 1n } as unknown as NonNullable<ConnectionRequest["body"]>;
    await expect(openExchange(endpointOf({ transport }), { ...request, body: unwritable, signal })).rejects.toThrow(TypeError);
    expect([transport.requests.length, vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([0, 0, 0]);
  });

  it("that a transport refuses to take fails as one that got no answer, and leaves nothing behind", async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const send = (): never => {
      throw new TypeError("no sockets today");
    };
    const error = await apiErrorOf(openExchange(endpointOf({ transport: { tellsConnected: true, send, close: async () => undefined } }), { ...request, signal }));
    expect(error.message).toContain("no sockets today");
    expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });
});

describe("the key", () => {
  const keyed = (apiKey: Endpoint["apiKey"]): { readonly endpoint: Endpoint; readonly sent: () => readonly (string | undefined)[] } => {
    const transport = fakeTransport(() => fakeResponse([]));
    return { endpoint: endpointOf({ transport, apiKey }), sent: () => transport.requests.map(({ headers }) => headers["authorization"]) };
  };

  it("is asked for at each request", async () => {
    let turn = 0;
    const { endpoint, sent } = keyed(async () => `test-key-${(turn += 1)}`);
    for (let call = 0; call < 3; call += 1) (await openExchange(endpoint, request)).cancel();
    expect(sent()).toEqual(["Bearer test-key-1", "Bearer test-key-2", "Bearer test-key-3"]);
  });

  it("is not sent where there is none", async () => {
    const { endpoint, sent } = keyed(() => undefined);
    (await openExchange(endpoint, request)).cancel();
    expect(sent()).toEqual([undefined]);
  });

  it.each(["test-key\n", "test-key\r\nx-evil: 1", "test-k\u0000ey", "test-kéy", "test-key\u2028"])("%j is refused without being shown", async (key) => {
    for (const apiKey of [() => key, async () => key]) {
      const { endpoint, sent } = keyed(apiKey);
      const error = await failureOf(openExchange(endpoint, request));
      expect(LoadAPIKeyError.isInstance(error)).toBe(true);
      expect((error as Error).message).toMatch(/^test: the API key holds a line break/);
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain("test-k");
      expect(sent()).toEqual([]);
    }
  });

  it("that cannot be had fails with what its function threw", async () => {
    const error = new Error("the vault is closed");
    await expect(openExchange(keyed(() => Promise.reject(error)).endpoint, request)).rejects.toBe(error);
  });

  it("that does not come is not waited for after an abort", async () => {
    const abort = new AbortController();
    const { endpoint, sent } = keyed(() => new Promise(() => undefined));
    const opening = openExchange(endpoint, { ...request, signal: abort.signal });
    abort.abort("the reason");
    await expect(opening).rejects.toBe("the reason");
    expect([sent(), getEventListeners(abort.signal, "abort")]).toEqual([[], []]);
  });

  it("is replaced wherever an error shows text", async () => {
    const echo = '{"error":{"message":"no access with test-key-service and other-secret"}}';
    const transport = fakeTransport(() => fakeResponse([echo], { status: 401 }));
    const error = await apiErrorOf(openExchange(endpointOf({ transport, headers: { "x-api-key": "other-secret" } }), request));
    expect(error.message).toContain("no access with [secret] and [secret]");
    expect(`${error.message} ${error.responseBody} ${JSON.stringify(error.data)} ${error.stack}`).not.toMatch(/test-key-service|other-secret/);
  });
});

describe("an abort", () => {
  const reason = new Error("the reason");

  it("before the call sends nothing", async () => {
    const transport = fakeTransport(() => fakeResponse([]));
    await expect(openExchange(endpointOf({ transport }), { ...request, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(transport.requests).toEqual([]);
  });

  it.each(["the key as text", "the key by a function"])("right after the call, %s, is not lost", async (how) => {
    const transport = fakeTransport(() => new Promise(() => undefined));
    const apiKey = how === "the key as text" ? (): string => "test-key" : async (): Promise<string> => "test-key";
    const abort = new AbortController();
    const opening = openExchange(endpointOf({ transport, apiKey }), { ...request, signal: abort.signal });
    abort.abort(reason);
    await expect(opening).rejects.toBe(reason);
  });

  it.each(["undici", "fetch"])("reaches the socket while headers or bytes are waited for, over %s", async (name) => {
    await using server = await loopback((incoming, response) => {
      if (incoming.url === "/body") response.write("some");
    });
    const transport = name === "undici" ? undiciTransport() : fetchTransport();
    const endpoint = endpointOf({ transport, baseURL: server.url });

    const waiting = new AbortController();
    const opening = openExchange(endpoint, { ...request, path: "/headers", signal: waiting.signal });
    while (server.requestCount < 1) await new Promise((resolve) => setImmediate(resolve));
    waiting.abort(reason);
    await expect(opening).rejects.toBe(reason);
    await closed(server.sockets[0]);

    const reading = new AbortController();
    const exchange = await openExchange(endpoint, { ...request, path: "/body", signal: reading.signal });
    expect(new TextDecoder().decode(await exchange.read())).toBe("some");
    const next = exchange.read();
    reading.abort(reason);
    await expect(next).rejects.toBe(reason);
    await closed(server.sockets[1]);
    expect([waiting, reading].map(({ signal }) => getEventListeners(signal, "abort").length)).toEqual([0, 0]);
    await transport.close();
  });

  it("of a call whose answer is just arriving gives the answer up", async () => {
    const abort = new AbortController();
    const late = fakeResponse(["hang"]);
    let arrive: (response: TransportResponse) => void = () => undefined;
    const arriving = new Promise<TransportResponse>((resolve) => (arrive = resolve));
    const transport = { tellsConnected: true, send: () => arriving, close: async () => undefined };
    const opening = openExchange(endpointOf({ transport }), { ...request, signal: abort.signal });
    await new Promise((resolve) => setImmediate(resolve));
    arrive(late);
    abort.abort(reason);
    await expect(opening).rejects.toBe(reason);
    expect(late.isCancelled).toBe(true);
  });

  it("while an error's words are read is the abort, not the error", async () => {
    const abort = new AbortController();
    const transport = fakeTransport(() => fakeResponse(["some", "hang"], { status: 500 }));
    const opening = openExchange(endpointOf({ transport }), { ...request, signal: abort.signal });
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort(reason);
    await expect(opening).rejects.toBe(reason);
  });

  it("leaves no listeners and no timers behind, however a call ended", async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const timeouts = { totalMs: 1000 };
    const open = (response: TransportResponse | Error) =>
      openExchange(endpointOf({ transport: fakeTransport(() => (response instanceof Error ? Promise.reject(response) : response)), timeouts }), { ...request, signal });
    const left = (): readonly number[] => [getEventListeners(signal, "abort").length, vi.getTimerCount()];

    const whole = await open(fakeResponse(["a"]));
    expect(left()).not.toEqual([0, 0]);
    await whole.read();
    await whole.read();
    expect(left()).toEqual([0, 0]);
    (await open(fakeResponse(["a"]))).cancel();
    expect(left()).toEqual([0, 0]);
    await apiErrorOf((await open(fakeResponse([new Error("broken")]))).read());
    expect(left()).toEqual([0, 0]);
    await apiErrorOf(open(fakeResponse(["no"], { status: 400 })));
    expect(left()).toEqual([0, 0]);
    await apiErrorOf(open(new Error("refused")));
    expect(left()).toEqual([0, 0]);
  });
});

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
