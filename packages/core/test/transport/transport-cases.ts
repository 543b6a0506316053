import { describe, expect, it } from "vitest";
import { describeError } from "../../src/errors/describe-error.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { bodyOf, closed, loopback, refusingURL } from "../loopback.ts";
import { describeAborts } from "./abort-cases.ts";
import { disposable, freed, get, post, readBody, readBytes, rejection } from "./exchange.ts";

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

  describeAborts(name, make);

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
