import type { IncomingMessage } from "node:http";
import type { JSONObject } from "@ai-sdk/provider";
import { isObject } from "./json.ts";
import { readMultipart } from "./multipart.ts";
import type { RecordedRequest } from "./script.ts";

/** Reads a request to its end. */
export async function readRequest(request: IncomingMessage, ended: RecordedRequest["ended"]): Promise<RecordedRequest> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const rawBody = Buffer.concat(parts);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const multipart = readMultipart(headers["content-type"], rawBody);
  return {
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers,
    body: multipart?.fields ?? jsonObject(rawBody),
    files: multipart?.files ?? [],
    rawBody: Uint8Array.from(rawBody),
    ended,
  };
}

function jsonObject(body: Buffer): JSONObject | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
