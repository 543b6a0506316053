/** The upstream's process: answers are made once, so that it costs little beside those it serves. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { embeddingAnswer, ollamaTextFrames, ollamaWholeAnswer, textEvents, toolEvents, wholeAnswer, wholeAnswerChunks } from "./payloads.ts";
import { readScenario, type Scenario } from "./scenario.ts";

const eventHeaders = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" } as const;
const frameHeaders = { "content-type": "application/x-ndjson" } as const;

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

/** How a service writes a text. */
interface TextForm {
  readonly headers: typeof eventHeaders | typeof frameHeaders;
  /** Events or lines, one a chunk. */
  readonly pieces: (chunks: string) => readonly Buffer[];
  readonly burst: (chunks: string) => Buffer;
}

function textForm(headers: TextForm["headers"], write: (chunks: number) => readonly Buffer[]): TextForm {
  const pieces = remember((chunks) => write(Number(chunks)));
  return { headers, pieces, burst: remember((chunks) => Buffer.concat(pieces(chunks))) };
}

const openai = textForm(eventHeaders, textEvents);
const ollama = textForm(frameHeaders, ollamaTextFrames);
const whole = wholeAnswer();
const ollamaWhole = ollamaWholeAnswer();
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

function sendWhole(response: ServerResponse, isOllama: boolean, requestBody: string): void {
  if (!isOllama) return sendJson(response, whole);
  // Whoever does not say that it wants no stream gets one.
  if (requestBody.includes('"stream":false')) return sendJson(response, ollamaWhole);
  response.writeHead(200, frameHeaders).end(ollama.burst(String(wholeAnswerChunks)));
}

function answer(response: ServerResponse, scenario: Scenario, isOllama: boolean, requestBody: string): void {
  const form = isOllama ? ollama : openai;
  switch (scenario.kind) {
    case "whole":
      return sendWhole(response, isOllama, requestBody);
    case "embedding":
      return sendJson(response, embedding(`${scenario.rows} ${scenario.dimensions} ${requestBody.includes('"encoding_format":"base64"') ? "base64" : "float"}`));
    case "burst":
      response.writeHead(200, form.headers).end(form.burst(String(scenario.chunks)));
      return;
    case "tool":
      response.writeHead(200, eventHeaders).end(tool(String(scenario.bytes)));
      return;
    case "paced":
      return pace(response.writeHead(200, form.headers), form.pieces(String(scenario.chunks)), scenario.everyMs);
    case "delayed":
      return delay(response.writeHead(200, form.headers), form.pieces(String(scenario.chunks)), scenario.everyMs);
  }
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const scenario = readScenario(request.url ?? "");
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => answer(response, scenario, request.url?.endsWith("/api/chat") === true, Buffer.concat(pieces).toString()));
}

const server = createServer({ keepAliveTimeout: 60_000 }, serve);
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
