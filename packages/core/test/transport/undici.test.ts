import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { undiciTransport } from "../../src/transport/undici.ts";
import { closed, loopback } from "../loopback.ts";
import { readBody } from "./exchange.ts";
import { describeTransport } from "./transport-cases.ts";

describeTransport("undici", undiciTransport);

it("tells once when a connection carries the request, new or kept alive", async () => {
  await using server = await loopback();
  const transport = undiciTransport();
  expect(transport.tellsConnected).toBe(true);
  for (let call = 0; call < 2; call += 1) {
    const order: string[] = [];
    const sent = transport.send({ method: "GET", url: server.url, headers: {}, onConnected: () => order.push("connected") });
    const { response } = await server.nextRequest();
    expect(order).toEqual(["connected"]);
    response.end("all");
    await readBody(await sent);
    expect(order).toEqual(["connected"]);
  }
  expect(server.sockets).toHaveLength(1);
  await transport.close();
});

it("a call sent the moment the one before it ended takes over its socket", async () => {
  await using server = await loopback((_request, response) => void response.end("all"));
  const transport = undiciTransport();
  for (let call = 0; call < 5; call += 1) await readBody(await transport.send({ method: "POST", url: server.url, headers: {}, body: "{}" }));
  expect(server.sockets).toHaveLength(1);
  await transport.close();
});

it("does not tell of a connection where none stands", async () => {
  const transport = undiciTransport();
  await using server = await loopback();
  const { url } = server;
  await server[Symbol.asyncDispose]();
  let isConnected = false;
  await expect(transport.send({ method: "GET", url, headers: {}, onConnected: () => void (isConnected = true) })).rejects.toThrow("ECONNREFUSED");
  expect(isConnected).toBe(false);
  await transport.close();
});

it("passes over informational answers", async () => {
  await using server = await loopback((_request, response) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    response.end("all");
  });
  const transport = undiciTransport();
  const response = await transport.send({ method: "GET", url: server.url, headers: {} });
  expect([response.status, (await readBody(response)).toString()]).toEqual([200, "all"]);
  await transport.close();
});

it("a header that cannot be sent rejects without showing its value", async () => {
  await using server = await loopback((_request, response) => void response.end());
  const transport = undiciTransport();
  const failure = transport.send({ method: "GET", url: server.url, headers: { authorization: "Bearer test-key\r\nx-evil: 1" } });
  await expect(failure).rejects.toThrow(/^(?!.*test-key)/s);
  expect(server.requestCount).toBe(0);
  await transport.close();
});

it("closing before the first request, and twice, is fine", async () => {
  const transport = undiciTransport();
  await transport.close();
  await expect(Promise.all([transport.close(), transport.close()])).resolves.toHaveLength(2);
});

it("a request sent while the transport closes gets a connection of its own", async () => {
  await using server = await loopback((_request, response) => void response.end("all"));
  const transport = undiciTransport();
  await readBody(await transport.send({ method: "GET", url: server.url, headers: {} }));
  const closing = transport.close();
  const response = await transport.send({ method: "GET", url: server.url, headers: {} });
  expect((await readBody(response)).toString()).toBe("all");
  await closing;
  await transport.close();
});

it.each([
  ["with idle connections", "/empty", `console.log(await response.read());`, "undefined\n"],
  [
    "after closing, with an answer under way",
    "/hang",
    `await response.read();
    const reading = response.read().catch((error) => console.log(error.name));
    await transport.close();
    await reading;`,
    "AbortError\n",
  ],
])("lets a program end %s", async (_name, path, rest, output) => {
  await using server = await loopback((request, response) => {
    if (request.url === "/hang") response.write("some");
    else response.end();
  });
  const program = `
    const { undiciTransport } = await import(${JSON.stringify(join(import.meta.dirname, "../../src/transport/undici.ts"))});
    const transport = undiciTransport();
    const response = await transport.send({ method: "GET", url: ${JSON.stringify(server.url + path)}, headers: {} });
    ${rest}`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { timeout: 20_000 });
  expect(stdout).toBe(output);
  await closed(server.sockets[0]);
});
