import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { protocolError, serviceError } from "../errors/api-error.ts";
import { isErrorBody } from "../errors/body.ts";
import { asObject } from "../json/narrow.ts";
import { ndjsonSplitter, sseSplitter } from "../transport/frames.ts";
import { parseJSON } from "../json/parse.ts";
import type { Answer, Connection, ConnectionRequest } from "./connection.ts";
import { openExchange, type Endpoint, type Exchange } from "./open.ts";
import { BodyTooLargeError, readBytes } from "./read-all.ts";

/** Embeddings of thousands of texts are tens of megabytes; this is far above them. */
const longestBody = 512 * 1024 * 1024;

/** An endpoint as model makers and `extend` see it. */
export function createConnection(endpoint: Endpoint): Connection {
  const open = (request: ConnectionRequest): Promise<Exchange> => openExchange(endpoint, request);
  return {
    id: endpoint.providerId,
    baseURL: endpoint.baseURL,
    open,
    async json(request: ConnectionRequest): Promise<Answer<JSONValue>> {
      const exchange = await open(request);
      const text = new TextDecoder().decode(await readBody(exchange));
      return { url: exchange.url, status: exchange.status, headers: exchange.headers, body: readAnswer(exchange, text) };
    },
    async bytes(request: ConnectionRequest): Promise<Answer<Uint8Array>> {
      const exchange = await open({ accept: "*/*", ...request });
      const body = await readBody(exchange);
      const isJSON = /\bjson\b/i.test(exchange.headers["content-type"] ?? "");
      if (isJSON || body.length === 0) readAnswer(exchange, new TextDecoder().decode(body));
      return { url: exchange.url, status: exchange.status, headers: exchange.headers, body };
    },
    frames: (request: ConnectionRequest, framing: "sse" | "ndjson") => readFrames(open, request, framing),
  };
}

async function readBody(exchange: Exchange): Promise<Uint8Array> {
  try {
    return await readBytes(() => exchange.read(), longestBody);
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    exchange.cancel(error);
    throw fault(exchange, "server", error.message);
  }
}

/** The JSON of an answer that status 200 calls a success; services put errors and web pages there too. */
function readAnswer(exchange: Exchange, text: string): JSONValue {
  if (text.trim() === "") throw fault(exchange, "empty", "the answer was empty");
  let body: JSONValue;
  try {
    body = parseJSON(text);
  } catch {
    const isPage = text.trimStart().startsWith("<");
    throw fault(exchange, isPage ? "bad-request" : "server", isPage ? "a web page came instead of an API's answer" : "the answer is not JSON", text.slice(0, 64 * 1024));
  }
  const object = asObject(Array.isArray(body) && body.length === 1 ? body[0] : body);
  if (object !== undefined && isErrorBody(object)) {
    throw serviceError({ ...exchange.context, status: exchange.status, headers: exchange.headers, bodyText: text, body, stage: "wait" });
  }
  return body;
}

async function* readFrames(
  open: (request: ConnectionRequest) => Promise<Exchange>,
  request: ConnectionRequest,
  framing: "sse" | "ndjson",
): AsyncGenerator<JSONObject, void, void> {
  const exchange = await open({ accept: framing === "sse" ? "text/event-stream" : "application/x-ndjson", ...request });
  const frames: JSONValue[] = [];
  let wrong: unknown;
  let isDone = false;
  const splitter = (framing === "sse" ? sseSplitter : ndjsonSplitter)({
    frame: (text) => {
      try {
        frames.push(parseJSON(text));
      } catch {
        wrong ??= fault(exchange, "server", "the service sent something that is not JSON", text.slice(0, 64 * 1024));
      }
    },
    done: () => {
      isDone = true;
    },
    stray: () => undefined,
    tooLong: () => {
      wrong ??= fault(exchange, "server", "the service sent a frame without end; it was given up at 16 MiB");
    },
  });
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const piece = await exchange.read();
      splitter.feed(decoder.decode(piece, { stream: piece !== undefined }));
      if (piece === undefined) splitter.end();
      for (const frame of frames.splice(0)) {
        const object = asObject(frame);
        if (object === undefined) continue;
        if (isErrorBody(object)) {
          throw serviceError({ ...exchange.context, status: exchange.status, headers: exchange.headers, bodyText: JSON.stringify(object), body: object, stage: "stream" });
        }
        yield object;
      }
      if (wrong !== undefined) throw wrong;
      if (piece === undefined || isDone) return;
    }
  } finally {
    exchange.cancel();
  }
}

function fault(exchange: Exchange, kind: "server" | "empty" | "bad-request", message: string, bodyText?: string): unknown {
  const { context, status, headers } = exchange;
  return protocolError({ ...context, kind, message, stage: "stream", status, headers, ...(bodyText === undefined ? {} : { bodyText }) });
}
