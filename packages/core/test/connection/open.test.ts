import { getEventListeners } from "node:events";
import { LoadAPIKeyError } from "@ai-sdk/provider";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConnectionRequest } from "../../src/connection/connection.ts";
import { openExchange, type Endpoint } from "../../src/connection/open.ts";
import { describeError } from "../../src/errors/describe-error.ts";
import { fetchTransport } from "../../src/transport/fetch.ts";
import type { TransportResponse } from "../../src/transport/transport.ts";
import { undiciTransport } from "../../src/transport/undici.ts";
import { closed, loopback } from "../loopback.ts";
import { endpointOf, fakeResponse, fakeTransport } from "./endpoint.ts";
import { apiErrorOf, failureOf } from "./failures.ts";

const request: ConnectionRequest = { method: "POST", path: "/chat", body: { model: "m" }, modelId: "m" };

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

  it("carries bytes as they are, and keeps none of them in an error", async () => {
    const transport = fakeTransport(() => fakeResponse(["no"], { status: 400 }));
    const bytes = Uint8Array.of(0, 255);
    const error = await apiErrorOf(openExchange(endpointOf({ transport }), { method: "POST", path: "/blobs", body: bytes }));
    expect([transport.requests[0]?.body, transport.requests[0]?.headers["content-type"]]).toEqual([bytes, "application/octet-stream"]);
    expect(error.requestBodyValues).toBeUndefined();
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

  it.each([
    [undefined, "auth"],
    ["test-key", "server"],
  ] as const)("that was sent as %s decides which of the service's rules hold", async (key, kind) => {
    const rules = [{ status: 500, message: /^Internal Server Error$/, withoutKey: true, kind: "auth" }] as const;
    const transport = fakeTransport(() => fakeResponse(["Internal Server Error"], { status: 500 }));
    const error = await apiErrorOf(openExchange(endpointOf({ transport, rules, apiKey: () => key }), request));
    expect(describeError(error).kind).toBe(kind);
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
