import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { describeError } from "../../src/errors/describe-error.ts";
import type { Transport, TransportRequest, TransportResponse } from "../../src/transport/transport.ts";
import { bodyOf, closed, loopback, refusingURL } from "../loopback.ts";

const get = (url: string, more: Partial<TransportRequest> = {}): TransportRequest => ({ method: "GET", url, headers: {}, ...more });
const post = (url: string, body: NonNullable<TransportRequest["body"]>, more: Partial<TransportRequest> = {}): TransportRequest => ({ method: "POST", url, headers: {}, body, ...more });

export async function readBody(response: TransportResponse): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let piece = await response.read(); piece !== undefined; piece = await response.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Reads until the pieces hold this many bytes. */
async function readBytes(response: TransportResponse, length: number): Promise<string> {
  let read = Buffer.alloc(0);
  while (read.length < length) read = Buffer.concat([read, (await response.read()) ?? Buffer.alloc(length)]);
  return read.toString();
}

/** Node's `fetch` takes some turns to put a socket back. */
async function freed(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail("it did not reject"),
    (reason: unknown) => reason,
  );

/** What every transport promises, over real sockets. */
export function describeTransport(name: string, make: () => Transport): void {
  describe(`${name}: answers`, () => {
    it("carries status, headers and body in order", async () => {
      await using server = await loopback((_request, response) => {
        response.writeHead(201, { "content-type": "text/plain", "X-Mixed-Case": "Kept" });
        response.write("one, ");
        setImmediate(() => response.end("two"));
      });
      await using transport = disposable(make());
      const response = await transport.send(get(`${server.url}/path?query=1`));
      expect(response.status).toBe(201);
      expect(response.headers).toMatchObject({ "content-type": "text/plain", "x-mixed-case": "Kept" });
      expect((await readBody(response)).toString()).toBe("one, two");
      expect(await response.read()).toBeUndefined();
    });

    it("sends method, path, query, headers and body as they are given", async () => {
      await using server = await loopback();
      await using transport = disposable(make());
      const sent = transport.send(post(`${server.url}/v1/a%20b?c=d&e=%2F`, "grüße", { headers: { "content-type": "application/json", authorization: "Bearer test-key", "x-own": "1" } }));
      const { request, response } = await server.nextRequest();
      expect(`${request.method} ${request.url}`).toBe("POST /v1/a%20b?c=d&e=%2F");
      expect(request.headers).toMatchObject({ "content-type": "application/json", authorization: "Bearer test-key", "x-own": "1", "content-length": "7" });
      expect((await bodyOf(request)).toString()).toBe("grüße");
      response.end();
      await sent;
    });

    it("joins repeated headers", async () => {
      await using server = await loopback((_request, response) => response.setHeader("x-many", ["a", "b"]).setHeader("set-cookie", ["c=1", "d=2"]).end());
      await using transport = disposable(make());
      const { headers } = await transport.send(get(server.url));
      expect(headers).toMatchObject({ "x-many": "a, b", "set-cookie": "c=1, d=2" });
    });

    it.each([200, 204, 404, 500])("knows an empty body under %i", async (status) => {
      await using server = await loopback((_request, response) => response.writeHead(status).end());
      await using transport = disposable(make());
      const response = await transport.send(get(server.url));
      expect([response.status, await response.read(), await response.read()]).toEqual([status, undefined, undefined]);
    });

    it("takes HEAD, which has no body, and DELETE", async () => {
      await using server = await loopback((request, response) => response.setHeader("content-length", 5).setHeader("x-method", request.method ?? "").end("12345"));
      await using transport = disposable(make());
      const head = await transport.send(get(server.url, { method: "HEAD" }));
      expect([head.headers["x-method"], head.headers["content-length"], await head.read()]).toEqual(["HEAD", "5", undefined]);
      const deleted = await transport.send(get(server.url, { method: "DELETE" }));
      expect([deleted.headers["x-method"], (await readBody(deleted)).toString()]).toEqual(["DELETE", "12345"]);
    });

    it("keeps binary and UTF-8 bodies whole, both ways", async () => {
      await using server = await loopback((request, response) => void request.pipe(response));
      await using transport = disposable(make());
      const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 31 + (index >> 8)) & 255);
      const view = bytes.subarray(1, bytes.length - 1);
      expect((await readBody(await transport.send(post(server.url, view)))).equals(view)).toBe(true);
      const text = "kräftige Äpfel 🍎 ".repeat(20_000);
      expect((await readBody(await transport.send(post(server.url, text)))).toString()).toBe(text);
    });

    it("writes forms that a server can read", async () => {
      await using server = await loopback();
      await using transport = disposable(make());
      const form = new FormData();
      form.append("model", "whisper — large");
      form.append("file", new File([Uint8Array.of(0, 255, 13, 10, 45, 45)], "speech.wav", { type: "audio/wav" }));
      const sent = transport.send(post(server.url, form, { headers: { authorization: "Bearer test-key" } }));
      const { request, response } = await server.nextRequest();
      const received = await new Response(new Uint8Array(await bodyOf(request)), { headers: { "content-type": request.headers["content-type"] ?? "" } }).formData();
      expect(request.headers.authorization).toBe("Bearer test-key");
      expect(received.get("model")).toBe("whisper — large");
      const file = received.get("file") as File;
      expect([file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]]).toEqual(["speech.wav", "audio/wav", [0, 255, 13, 10, 45, 45]]);
      response.end();
      await sent;
    });

    it("does not follow redirects", async () => {
      await using elsewhere = await loopback((_request, response) => void response.end());
      await using server = await loopback((_request, response) => response.writeHead(307, { location: elsewhere.url }).end("moved"));
      await using transport = disposable(make());
      const response = await transport.send(post(server.url, "{}", { headers: { authorization: "Bearer test-key" } }));
      expect([response.status, response.headers["location"], (await readBody(response)).toString()]).toEqual([307, elsewhere.url, "moved"]);
      expect(elsewhere.requestCount).toBe(0);
    });
  });

  describe(`${name}: aborts`, () => {
    const reason = { not: "an error" };

    it("sends nothing when the signal is aborted already", async () => {
      await using server = await loopback((_request, response) => void response.end());
      await using transport = disposable(make());
      expect(await rejection(transport.send(get(server.url, { signal: AbortSignal.abort(reason) })))).toBe(reason);
      expect(server.sockets).toHaveLength(0);
    });

    it.each([
      ["text", "{}"],
      ["a form", new FormData()],
    ])("an abort right after sending %s is not lost", async (_what, body) => {
      await using server = await loopback();
      await using transport = disposable(make());
      const abort = new AbortController();
      const sent = rejection(transport.send(post(server.url, body, { signal: abort.signal })));
      abort.abort(reason);
      expect(await sent).toBe(reason);
      expect(getEventListeners(abort.signal, "abort")).toHaveLength(0);
    });

    it("an abort while a form is written is not lost", async () => {
      await using server = await loopback();
      await using transport = disposable(make());
      await (await answered(transport, server)).read();
      const abort = new AbortController();
      const form = new FormData();
      form.append("file", new Blob([new Uint8Array(8_000_000)]));
      const sent = rejection(transport.send(post(server.url, form, { signal: abort.signal })));
      await new Promise((resolve) => setImmediate(resolve));
      abort.abort(reason);
      expect(await sent).toBe(reason);
    });

    it("before the headers: rejects with the very reason and closes the socket", async () => {
      await using server = await loopback();
      await using transport = disposable(make());
      const abort = new AbortController();
      const sent = rejection(transport.send(get(server.url, { signal: abort.signal })));
      const { request } = await server.nextRequest();
      abort.abort(reason);
      expect(await sent).toBe(reason);
      await closed(request.socket);
    });

    it("while a read hangs: rejects it with the very reason and closes the socket", async () => {
      await using server = await loopback((_request, response) => void response.write("some"));
      await using transport = disposable(make());
      const abort = new AbortController();
      const response = await transport.send(get(server.url, { signal: abort.signal }));
      await readBytes(response, 4);
      const reading = rejection(response.read());
      abort.abort(reason);
      expect(await reading).toBe(reason);
      expect(await rejection(response.read())).toBe(reason);
      await closed(server.sockets[0]);
    });

    it("cancelling rejects the pending read at once and closes the socket", async () => {
      await using server = await loopback((_request, response) => void response.write("some"));
      await using transport = disposable(make());
      const response = await transport.send(get(server.url));
      await readBytes(response, 4);
      const order: unknown[] = [];
      const reading = response.read().catch((error: unknown) => order.push(error));
      response.cancel(reason);
      setImmediate(() => order.push("next turn"));
      await reading;
      expect(order).toEqual([reason]);
      await closed(server.sockets[0]);
    });

    it("cancelling without a pending read closes the socket and fails later reads", async () => {
      await using server = await loopback((_request, response) => void response.write("some"));
      await using transport = disposable(make());
      const response = await transport.send(get(server.url));
      response.cancel(reason);
      response.cancel("another reason");
      await closed(server.sockets[0]);
      expect(await rejection(response.read())).toBe(reason);
    });

    it("cancelling after the end changes nothing", async () => {
      await using server = await loopback((_request, response) => void response.end("all"));
      await using transport = disposable(make());
      const response = await transport.send(get(server.url));
      await readBody(response);
      response.cancel(reason);
      expect(await response.read()).toBeUndefined();
      await freed();
      await readBody(await transport.send(get(server.url)));
      expect(server.sockets).toHaveLength(1);
    });

    it("leaves no listeners on a signal that lives long", async () => {
      const { signal } = new AbortController();
      await using server = await loopback((request, response) => {
        if (request.url === "/hang") response.write("some");
        else if (request.url === "/reset") response.socket?.resetAndDestroy();
        else response.end("all");
      });
      await using transport = disposable(make());
      await readBody(await transport.send(get(server.url, { signal })));
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
      const hanging = await transport.send(get(`${server.url}/hang`, { signal }));
      hanging.cancel(reason);
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
      await rejection(transport.send(get(`${server.url}/reset`, { signal })));
      await rejection(transport.send(get(await refusingURL(), { signal })));
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
    });
  });

  describe(`${name}: sockets`, () => {
    it("sends one call after another over one socket", async () => {
      await using server = await loopback((_request, response) => void response.end("all"));
      await using transport = disposable(make());
      for (let call = 0; call < 3; call += 1) {
        await readBody(await transport.send(post(server.url, "{}")));
        await freed();
      }
      expect([server.requestCount, server.sockets.length]).toEqual([3, 1]);
    });

    it("a body given up half-way leaves the next call alone", async () => {
      await using server = await loopback((request, response) => {
        response.write(request.url === "/first" ? "first ".repeat(100_000) : "second");
        if (request.url === "/second") response.end();
      });
      await using transport = disposable(make());
      const first = await transport.send(get(`${server.url}/first`));
      await first.read();
      first.cancel();
      expect((await readBody(await transport.send(get(`${server.url}/second`)))).toString()).toBe("second");
    });

    it("a slow reader pauses the server, and gets everything", async () => {
      const pieces = 512;
      let written = 0;
      let isDone = false;
      await using server = await loopback((_request, response) => {
        const write = (): void => {
          while (written < pieces) {
            written += 1;
            if (!response.write(Buffer.alloc(128 * 1024, written & 255))) {
              response.once("drain", write);
              return;
            }
          }
          isDone = true;
          response.end();
        };
        write();
      });
      await using transport = disposable(make());
      const response = await transport.send(get(server.url));
      for (let seen = -1; seen !== written; ) {
        seen = written;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(isDone).toBe(false);
      expect((await readBody(response)).length).toBe(pieces * 128 * 1024);
    });

    it("says when nothing listens", async () => {
      await using transport = disposable(make());
      const error = await rejection(transport.send(get(await refusingURL())));
      expect(describeError(error)).toMatchObject({ kind: "network", code: "ECONNREFUSED", stage: "connect" });
    });

    it("a reset in the middle of a body comes after the bytes before it", async () => {
      await using server = await loopback();
      await using transport = disposable(make());
      const sent = transport.send(get(server.url));
      const { response: serving } = await server.nextRequest();
      serving.write("some");
      const response = await sent;
      expect(await readBytes(response, 4)).toBe("some");
      const reading = rejection(response.read());
      serving.socket?.resetAndDestroy();
      expect(describeError(await reading)).toMatchObject({ kind: "network" });
      expect(describeError(await rejection(response.read()))).toMatchObject({ kind: "network" });
    });

    it("a body that ends before its announced length is an error and not an end", async () => {
      await using server = await loopback((_request, response) => {
        response.setHeader("content-length", 10).write("some");
        setImmediate(() => response.socket?.end());
      });
      await using transport = disposable(make());
      const response = await transport.send(get(server.url));
      expect(await readBytes(response, 4)).toBe("some");
      expect(describeError(await rejection(response.read())).kind).toBe("network");
    });

    it("closing ends what is under way, frees the sockets, and is no end for good", async () => {
      await using server = await loopback((request, response) => {
        if (request.url === "/hang") response.write("some");
        else if (request.url === "/whole") response.end("all");
      });
      const transport = make();
      const response = await transport.send(get(`${server.url}/hang`));
      await readBytes(response, 4);
      const reading = rejection(response.read());
      const waiting = rejection(transport.send(get(`${server.url}/silent`)));
      while (server.requestCount < 2) await new Promise((resolve) => setImmediate(resolve));
      await transport.close();
      for (const error of [await reading, await waiting]) expect(error).toMatchObject({ name: "AbortError", message: "the transport was closed" });
      await Promise.all(server.sockets.map(closed));
      expect((await readBody(await transport.send(get(`${server.url}/whole`)))).toString()).toBe("all");
      await transport.close();
    });
  });
}

function disposable(transport: Transport): Transport & AsyncDisposable {
  return Object.assign(transport, { [Symbol.asyncDispose]: () => transport.close() });
}

/** One call that is answered with nothing, so that what is loaded lazily is there. */
async function answered(transport: Transport, server: Awaited<ReturnType<typeof loopback>>): Promise<TransportResponse> {
  const sent = transport.send(get(server.url));
  const { response } = await server.nextRequest();
  response.end();
  return await sent;
}
