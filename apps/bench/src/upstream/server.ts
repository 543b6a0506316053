/** The upstream's process: answers are made once, so that it costs little beside those it serves. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { embeddingAnswer, textEvents, toolEvents, wholeAnswer } from "./payloads.ts";
import { readScenario, type Scenario } from "./scenario.ts";

const streamHeaders = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" } as const;

/** Remembers what was made for each key. */
function remember<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

const whole = wholeAnswer();
const text = remember((chunks) => textEvents(Number(chunks)));
const burst = remember((chunks) => Buffer.concat(text(chunks)));
const tool = remember((bytes) => Buffer.concat(toolEvents(Number(bytes))));
const embedding = remember((key) => {
  const [rows, dimensions, encoding] = key.split(" ");
  return embeddingAnswer(Number(rows), Number(dimensions), encoding === "base64" ? "base64" : "float");
});

function pace(response: ServerResponse, events: readonly Buffer[], everyMs: number): void {
  let next = 0;
  const timer = setInterval(() => {
    response.write(events[next]);
    next += 1;
    if (next < events.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.on("close", () => clearInterval(timer));
}

/** The role and the first word now, everything else at once after the delay. */
function delay(response: ServerResponse, events: readonly Buffer[], delayMs: number): void {
  response.write(Buffer.concat(events.slice(0, 2)));
  const timer = setTimeout(() => response.end(Buffer.concat(events.slice(2))), delayMs);
  response.on("close", () => clearTimeout(timer));
}

function sendJson(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
}

function answer(response: ServerResponse, scenario: Scenario, requestBody: string): void {
  switch (scenario.kind) {
    case "whole":
      return sendJson(response, whole);
    case "embedding":
      return sendJson(response, embedding(`${scenario.rows} ${scenario.dimensions} ${requestBody.includes('"encoding_format":"base64"') ? "base64" : "float"}`));
    case "burst":
      response.writeHead(200, streamHeaders).end(burst(String(scenario.chunks)));
      return;
    case "tool":
      response.writeHead(200, streamHeaders).end(tool(String(scenario.bytes)));
      return;
    case "paced":
      return pace(response.writeHead(200, streamHeaders), text(String(scenario.chunks)), scenario.everyMs);
    case "delayed":
      return delay(response.writeHead(200, streamHeaders), text(String(scenario.chunks)), scenario.everyMs);
  }
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const scenario = readScenario(request.url ?? "");
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => answer(response, scenario, Buffer.concat(pieces).toString()));
}

const server = createServer({ keepAliveTimeout: 60_000 }, serve);
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
