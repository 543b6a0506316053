import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RecordedFile } from "./script.ts";

export interface MultipartBody {
  readonly fields: JSONObject;
  readonly files: readonly RecordedFile[];
}

const blankLine = Buffer.from("\r\n\r\n");

/** Reads a `multipart/form-data` body; `undefined` when it is not one. */
export function readMultipart(contentType: string | undefined, body: Buffer): MultipartBody | undefined {
  const found = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "");
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return undefined;
  const fields = new Map<string, JSONValue>();
  const files: RecordedFile[] = [];
  for (const part of splitParts(body, boundary)) {
    const header = part.indexOf(blankLine);
    if (header < 0) continue;
    const headers = part.subarray(0, header).toString("utf8");
    const bytes = part.subarray(header + blankLine.length);
    const name = parameter(headers, "name");
    if (name === undefined) continue;
    const filename = parameter(headers, "filename");
    if (filename === undefined) addField(fields, name, bytes.toString("utf8"));
    else files.push({ name, filename, contentType: /^content-type:\s*(.+?)\s*$/im.exec(headers)?.[1] ?? "application/octet-stream", bytes: Uint8Array.from(bytes) });
  }
  return { fields: Object.fromEntries(fields), files };
}

/** The bytes between delimiters; a delimiter counts at the start of a line alone, so file bytes may contain the boundary. */
function* splitParts(body: Buffer, boundary: string): Generator<Buffer> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const opening = Buffer.from(`--${boundary}`);
  let start = body.subarray(0, opening.length).equals(opening) ? opening.length : afterDelimiter(body, delimiter, 0);
  while (start >= 0 && body.subarray(start, start + 2).toString() !== "--") {
    const content = body.indexOf("\r\n", start);
    if (content < 0) return;
    const end = body.indexOf(delimiter, content);
    if (end < 0) return;
    yield body.subarray(content + 2, Math.max(content + 2, end));
    start = end + delimiter.length;
  }
}

function afterDelimiter(body: Buffer, delimiter: Buffer, from: number): number {
  const found = body.indexOf(delimiter, from);
  return found < 0 ? -1 : found + delimiter.length;
}

function parameter(headers: string, name: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? "";
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, "i").exec(disposition);
  const value = found?.[1] ?? found?.[2];
  // Browsers and undici write quotes and line breaks of a name as percent escapes (WHATWG form data).
  return value?.replace(/%22/g, '"').replace(/%0D/gi, "\r").replace(/%0A/gi, "\n");
}

function addField(fields: Map<string, JSONValue>, name: string, value: string): void {
  const known = fields.get(name);
  if (known === undefined) fields.set(name, value);
  else fields.set(name, Array.isArray(known) ? [...known, value] : [known, value]);
}
