import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asArray, asObject, asText } from "../json/narrow.ts";
import { describeWebPage, isWebPage } from "./web-page.ts";

/** What a service said about an error, whatever shape it said it in. */
export interface ServiceWords {
  /** The service's message. Never empty; not yet scrubbed. */
  readonly message: string;
  readonly code?: string;
  readonly type?: string;
  /** A status the body itself names, for answers that HTTP calls a success. */
  readonly status?: number;
  /** The body as it came, for what the message does not say (a failed generation, limits, reasons). */
  readonly details: JSONValue;
}

interface Words {
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: number | undefined;
}

/** Deep enough for every known nesting, and no deeper: a hostile body may nest without end. */
const maxDepth = 6;
const maxItems = 5;

/**
 * The words of an error body: an object with `error`, an array of one, a flat object, a string, FastAPI's `detail`, a list of
 * `errors`, an event-stream line, a web page. `undefined` for an empty body and for one without any words. Never throws.
 */
export function readErrorBody(body: JSONValue | string | undefined): ServiceWords | undefined {
  if (body === undefined || body === null) return undefined;
  const details = typeof body === "string" ? parseText(body) : body;
  const { message, code, type, status } = typeof details === "string" ? readPlainText(details) : readValue(details, 0);
  const words = message ?? code ?? type;
  if (words === undefined) return undefined;
  return {
    message: words,
    ...(code === undefined ? {} : { code }),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    details,
  };
}

/** JSON where the text is JSON, also behind `data:`; otherwise the text without its surrounding space. */
function parseText(text: string): JSONValue {
  const trimmed = text.trim();
  const candidate = /^(?:event:[^\n]*\n)?\s*(?:data|error):/.test(trimmed)
    ? trimmed.replace(/^(?:event:[^\n]*\n)?\s*(?:data|error):\s*/, "").split("\n", 1)[0] ?? ""
    : trimmed;
  if (!/^[[{"]/.test(candidate)) return trimmed;
  try {
    return JSON.parse(candidate) as JSONValue;
  } catch {
    return trimmed;
  }
}

function readPlainText(text: string): Words {
  if (text.trim() === "") return {};
  return { message: isWebPage(text) ? describeWebPage(text) : text.trim() };
}

function readValue(value: JSONValue | undefined, depth: number): Words {
  if (depth > maxDepth || value === undefined || value === null) return {};
  if (typeof value === "string") return depth === 0 ? readPlainText(value) : readInnerText(value, depth);
  const items = asArray(value);
  if (items !== undefined) return readList(items, depth);
  const object = asObject(value);
  return object === undefined ? {} : readObject(object, depth);
}

/** Gateways pass the upstream's body on as a string of JSON. */
function readInnerText(text: string, depth: number): Words {
  const parsed = parseText(text);
  if (typeof parsed === "string") return readPlainText(parsed);
  const inner = readValue(parsed, depth + 1);
  return inner.message === undefined ? readPlainText(text) : inner;
}

function readList(items: readonly JSONValue[], depth: number): Words {
  const read = items.slice(0, maxItems).map((item) => readItem(item, depth + 1));
  const messages = read.map(({ message }) => message).filter((message) => message !== undefined);
  const more = items.length > maxItems ? [`${items.length - maxItems} more`] : [];
  return { ...read[0], message: messages.length === 0 ? undefined : [...messages, ...more].join("; ") };
}

/** FastAPI names the place of a bad field: `{loc: ["body", "messages", 0], msg: "Field required"}`. */
function readItem(item: JSONValue, depth: number): Words {
  const object = asObject(item);
  const complaint = asText(object?.["msg"]);
  if (object === undefined || complaint === undefined) return readValue(item, depth);
  const place = (asArray(object["loc"]) ?? []).map(asText).filter((step) => step !== undefined && step !== "body");
  return { message: place.length === 0 ? complaint : `${place.join(".")}: ${complaint}`, type: asText(object["type"]) };
}

function readObject(object: JSONObject, depth: number): Words {
  const inner = readFirstWords(object, depth);
  const rawCode = object["code"] ?? object["error_code"];
  const googleStatus = typeof object["status"] === "string" && typeof rawCode === "number" ? object["status"] : undefined;
  const upstream = readUpstream(asObject(object["metadata"]), depth);
  const status = readStatus(object) ?? inner.status ?? upstream.status;
  const ownCode = isStatusNumber(Number(rawCode)) ? undefined : asText(rawCode);
  const ownType = object["type"] === "error" ? undefined : asText(object["type"]);
  return {
    message: joinWords(object, inner.message, upstream.message),
    code: inner.code ?? googleStatus ?? ownCode ?? upstream.code,
    type: inner.type ?? ownType ?? upstream.type,
    status,
  };
}

const messageFields = ["error", "message", "msg", "detail", "errors", "error_description", "error_message", "errorMessage", "title", "reason"] as const;

function readFirstWords(object: JSONObject, depth: number): Words {
  let outer: Words = {};
  for (const field of messageFields) {
    const found = readValue(object[field], depth + 1);
    if (found.message !== undefined) return { ...found, code: found.code ?? outer.code, type: found.type ?? outer.type, status: found.status ?? outer.status };
    outer = { code: outer.code ?? found.code, type: outer.type ?? found.type, status: outer.status ?? found.status };
  }
  const text = object["error_code"] === undefined ? undefined : asText(object["text"]);
  return { ...outer, message: text };
}

/** OpenRouter says only "Provider returned error" itself; which provider, and its words, are in `metadata`. */
function readUpstream(metadata: JSONObject | undefined, depth: number): Words {
  if (metadata === undefined) return {};
  const inner = readValue(metadata["raw"], depth + 1);
  const provider = asText(metadata["provider_name"]);
  const said = [provider, inner.message].filter((part) => part !== undefined).join(": ");
  const providerCode = asText(metadata["provider_code"]);
  return {
    message: said === "" ? undefined : said,
    code: inner.code ?? (isStatusNumber(Number(providerCode)) ? undefined : providerCode) ?? asText(metadata["error_type"]),
    type: asText(metadata["error_type"]) ?? inner.type,
    status: inner.status,
  };
}

function joinWords(object: JSONObject, message: string | undefined, upstream: string | undefined): string | undefined {
  const reasons = (asArray(asObject(object["metadata"])?.["reasons"]) ?? []).map(asText).filter((reason) => reason !== undefined);
  const signIn = asText(object["signin_url"]);
  const notes = [
    ...(reasons.length === 0 ? [] : [`reasons: ${reasons.slice(0, maxItems).join(", ")}`]),
    ...(asText(object["failed_generation"]) === undefined ? [] : ["the failed generation is attached"]),
    ...(signIn === undefined ? [] : [`sign in at ${signIn}`]),
  ];
  const words = [message, upstream].filter((part) => part !== undefined && part !== "").join(": ");
  if (words === "") return notes.length === 0 ? undefined : notes.join("; ");
  return notes.length === 0 ? words : `${words} (${notes.join("; ")})`;
}

function readStatus(object: JSONObject): number | undefined {
  for (const field of ["status_code", "statusCode", "StatusCode", "raw_status_code", "status", "code", "error_code"]) {
    const status = Number(asText(object[field]) ?? Number.NaN);
    if (isStatusNumber(status)) return status;
  }
  return undefined;
}

function isStatusNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 400 && value < 600;
}

/**
 * Whether a body that came under status 200, whole or as one chunk of a stream, is an error rather than an answer. Cheap enough
 * to ask of every chunk: an ordinary one costs two property reads.
 */
export function isErrorBody(body: JSONObject): boolean {
  const error = body["error"];
  if (error !== undefined && error !== null) return saysSomething(error);
  if (body["choices"] !== undefined) return false;
  return isFlatError(body);
}

function saysSomething(error: JSONValue): boolean {
  if (typeof error !== "object" || error === null) return Boolean(error);
  return Object.values(error).some((value) => value !== null && value !== undefined && value !== "");
}

const answerFields = ["data", "output", "result", "results", "response", "models", "embeddings", "embedding", "done", "id"] as const;

/** Without `error` only a complaint that stands alone counts: an answer may well carry a `message` or a `code` of its own. */
function isFlatError(body: JSONObject): boolean {
  if (body["object"] === "error" || body["type"] === "error") return true;
  if (isLoneMessage(body)) return true;
  if (answerFields.some((field) => body[field] !== undefined && body[field] !== null)) return false;
  if ((asArray(body["errors"])?.length ?? 0) > 0) return true;
  const { message, detail } = body;
  if (typeof message === "string" && message !== "") return isFailureCode(body["code"]) || isFailureType(body["type"]);
  if (typeof body["text"] === "string") return isFailureCode(body["error_code"]);
  return (typeof detail === "string" && detail !== "") || (asArray(detail)?.length ?? 0) > 0;
}

/** Cohere complains with a message and an id, and nothing else. */
function isLoneMessage(body: JSONObject): boolean {
  return typeof body["message"] === "string" && body["message"] !== "" && Object.keys(body).every((key) => key === "message" || key === "id");
}

/** A `type` is also what ordinary events have, so it must speak of a failure. */
function isFailureType(type: JSONValue | undefined): boolean {
  return typeof type === "string" && /error|exception|fail|invalid|exceeded|denied|unauthorized|limit|unavailable|overload/i.test(type);
}

function isFailureCode(code: JSONValue | undefined): boolean {
  if (typeof code === "number") return code !== 0 && code !== 200;
  return typeof code === "string" && !/^(?:0|200|ok|success|)$/i.test(code);
}
