import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import type { Transport } from "../../src/transport/transport.ts";
import { closed, loopback, refusingURL } from "../loopback.ts";
import { answered, disposable, freed, get, post, readBody, readBytes, rejection } from "./exchange.ts";

/** What every transport promises of aborting and cancelling, over real sockets. */
export function describeAborts(name: string, make: () => Transport): void {
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
}
