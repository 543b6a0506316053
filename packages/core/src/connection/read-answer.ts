import type { JSONValue } from "@ai-sdk/provider";
import { protocolError, serviceError } from "../errors/api-error.ts";
import { isErrorBody } from "../errors/body.ts";
import { asObject } from "../json/narrow.ts";
import { parseJSON } from "../json/parse.ts";
import type { Exchange } from "./open.ts";
import { BodyTooLargeError, readBytes } from "./read-all.ts";

/** Embeddings of thousands of texts are tens of megabytes; this is far above them. */
const longestBody = 512 * 1024 * 1024;
/** Of what is not an answer, enough to see what it is. In characters. */
export const sampleLength: number = 64 * 1024;

/** The rest of a body. */
export async function readBody(exchange: Exchange): Promise<Uint8Array> {
  try {
    return await readBytes(() => exchange.read(), longestBody);
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    exchange.cancel(error);
    throw fault(exchange, "server", error.message);
  }
}

/** The JSON of an answer that status 200 calls a success; services put errors and web pages there too. */
export function readAnswer(exchange: Exchange, text: string): JSONValue {
  if (text.trim() === "") throw fault(exchange, "empty", "the answer was empty");
  let body: JSONValue;
  try {
    body = parseJSON(text);
  } catch {
    const isPage = text.trimStart().startsWith("<");
    throw fault(exchange, isPage ? "bad-request" : "server", isPage ? "the answer is a web page" : "the answer is not JSON", text.slice(0, sampleLength));
  }
  const object = asObject(Array.isArray(body) && body.length === 1 ? body[0] : body);
  if (object !== undefined && isErrorBody(object)) {
    throw serviceError({ ...exchange.context, status: exchange.status, headers: exchange.headers, bodyText: text, body, stage: "wait" });
  }
  return body;
}

/** Whether an answer says that it is one JSON text or a web page, whatever was asked for. */
export function isWhole(exchange: Exchange): boolean {
  return /^(?:application\/(?:[\w.-]+\+)?json|text\/html)\b/i.test(exchange.headers["content-type"] ?? "");
}

/** The error for an answer that breaks the rules of its own format. */
export function fault(exchange: Exchange, kind: "server" | "empty" | "bad-request", message: string, bodyText?: string): unknown {
  const { context, status, headers } = exchange;
  return protocolError({ ...context, kind, message, stage: "stream", status, headers, ...(bodyText === undefined ? {} : { bodyText }) });
}
