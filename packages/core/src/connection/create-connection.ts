import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { protocolError, serviceError } from "../errors/api-error.ts";
import { isErrorBody } from "../errors/body.ts";
import { asObject } from "../json/narrow.ts";
import { ndjsonSplitter, sseSplitter, type FrameSplitter } from "../transport/frames.ts";
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
    get baseURL() {
      return endpoint.baseURL;
    },
    open,
    async json(request: ConnectionRequest): Promise<Answer<JSONValue>> {
      const exchange = await open(request);
      const text = new TextDecoder().decode(await readBody(exchange));
      return { url: exchange.url, status: exchange.status, headers: exchange.headers, body: readAnswer(exchange, text) };
    },
    async bytes(request: ConnectionRequest): Promise<Answer<Uint8Array>> {
      const exchange = await open({ accept: "*/*", ...request });
      const body = await readBody(exchange);
      if (body.length === 0 || isWhole(exchange)) readAnswer(exchange, new TextDecoder().decode(body));
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

/** Whether an answer says that it is one JSON text or a web page, whatever was asked for. */
function isWhole(exchange: Exchange): boolean {
  return /^(?:application\/(?:[\w.-]+\+)?json|text\/html)\b/i.test(exchange.headers["content-type"] ?? "");
}

async function* readFrames(
  open: (request: ConnectionRequest) => Promise<Exchange>,
  request: ConnectionRequest,
  framing: "sse" | "ndjson",
): AsyncGenerator<JSONObject, void, void> {
  const exchange = await open({ accept: framing === "sse" ? "text/event-stream" : "application/x-ndjson", ...request });
  try {
    const decoder = new TextDecoder();
    let piece: Uint8Array | undefined;
    let text: string;
    do {
      piece = await exchange.read();
      text = decoder.decode(piece, { stream: piece !== undefined });
    } while (piece !== undefined && text.trim() === "");
    if (text.trim() === "") throw fault(exchange, "empty", "the answer was empty");
    // What it is shows at its first letter, whatever its content type says.
    if (/^\s*</.test(text) || (framing === "sse" && /^\s*[{[]/.test(text))) {
      const answer = asObject(readAnswer(exchange, text + decoder.decode(await readBody(exchange))));
      if (answer !== undefined) yield answer;
      return;
    }
    const reader = new FrameReader(exchange, framing);
    for (;;) {
      yield* reader.feed(text, piece === undefined);
      if (reader.fault !== undefined) throw reader.fault;
      if (piece === undefined || reader.isDone) return;
      piece = await exchange.read();
      text = decoder.decode(piece, { stream: piece !== undefined });
    }
  } finally {
    exchange.cancel();
  }
}

/** Frames of an answer up to the first that is no answer. */
class FrameReader {
  readonly #exchange: Exchange;
  readonly #splitter: FrameSplitter;
  #frames: JSONObject[] = [];
  fault: unknown;
  isDone = false;

  constructor(exchange: Exchange, framing: "sse" | "ndjson") {
    this.#exchange = exchange;
    this.#splitter = (framing === "sse" ? sseSplitter : ndjsonSplitter)({
      frame: (text, event) => this.#read(text, event === "error"),
      // A bare line is an answer only when it is JSON; what else proxies write there means nothing.
      stray: (line) => this.#read(line, false, true),
      done: () => {
        this.isDone = true;
      },
      tooLong: () => {
        this.fault ??= fault(exchange, "server", "the service sent a frame without end; it was given up at 16 MiB");
      },
    });
  }

  feed(text: string, isLast: boolean): readonly JSONObject[] {
    this.#splitter.feed(text);
    if (isLast) this.#splitter.end();
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }

  #read(text: string, isError: boolean, isStray = false): void {
    if (this.fault !== undefined || this.isDone) return;
    let value: JSONValue | undefined;
    try {
      value = parseJSON(text);
    } catch {
      if (isStray) return;
    }
    const object = asObject(value);
    const { context, status, headers } = this.#exchange;
    if (isError || (object !== undefined && isErrorBody(object))) {
      this.fault = serviceError({ ...context, status, headers, bodyText: text, ...(value === undefined ? {} : { body: value }), stage: "stream" });
    } else if (value === undefined) {
      this.fault = fault(this.#exchange, "server", "the service sent something that is not JSON", text.slice(0, 64 * 1024));
    } else if (object !== undefined) this.#frames.push(object);
  }
}

function fault(exchange: Exchange, kind: "server" | "empty" | "bad-request", message: string, bodyText?: string): unknown {
  const { context, status, headers } = exchange;
  return protocolError({ ...context, kind, message, stage: "stream", status, headers, ...(bodyText === undefined ? {} : { bodyText }) });
}
