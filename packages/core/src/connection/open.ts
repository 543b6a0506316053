import { InvalidArgumentError, LoadAPIKeyError, type JSONObject } from "@ai-sdk/provider";
import { protocolError, serviceError, transportError } from "../errors/api-error.ts";
import type { ErrorInfo, ErrorRule, ErrorStage } from "../errors/kinds.ts";
import type { Transport, TransportResponse } from "../transport/transport.ts";
import type { ConnectionRequest, OpenResponse, Timeouts } from "./connection.ts";
import { readBeginning } from "./read-all.ts";
import { requestHeaders, secretHeaderValues } from "./request-headers.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { limitOf, Watch, type Waiting } from "./watch.ts";

const defaults = { connectMs: 10_000, headersMs: 300_000, idleMs: 300_000, totalMs: Infinity } as const;
/** An error answer is read this far and for this long; the words are at its beginning. */
const errorBody = { bytes: 1024 * 1024, ms: 10_000 } as const;

/** Everything a connection knows of its service and its user. */
export interface Endpoint {
  readonly providerId: string;
  readonly baseURL: string;
  /** The key's text for one request; `undefined`: keyless. Throws `LoadAPIKeyError` where a key is needed and there is none. */
  readonly apiKey: () => string | undefined | Promise<string | undefined>;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly timeouts: Timeouts;
  readonly rules: readonly ErrorRule[];
  /** The provider's advice on an error; `hasKey`: whether a key was sent. */
  readonly hintFor: (info: ErrorInfo, hasKey: boolean) => string | undefined;
  /** What there is to say about a key before it is used. */
  readonly noticeOf: (key: string) => string | undefined;
  /** What there is to say about the base URL. */
  readonly notice?: string | undefined;
}

/** What the errors of one exchange have in common. */
export interface ErrorContext {
  readonly target: string;
  readonly url: string;
  readonly requestBody: unknown;
  readonly rules: readonly ErrorRule[];
  readonly secrets: readonly string[];
  readonly hintFor: (info: ErrorInfo) => string | undefined;
}

/** An open response, with what its reader needs to make errors of its own. */
export interface Exchange extends OpenResponse {
  readonly context: ErrorContext;
  /** What the caller should hear of: headers that were not sent, a key that looks misplaced. */
  readonly notices: readonly string[];
}

/**
 * Sends a request and waits for its headers, within the limits.
 *
 * Rejects with an `APICallError` for what the service or the network did, and with the signal's own reason for an abort.
 */
export async function openExchange(endpoint: Endpoint, request: ConnectionRequest): Promise<Exchange> {
  request.signal?.throwIfAborted();
  const target = request.modelId === undefined ? endpoint.providerId : `${endpoint.providerId}/${request.modelId}`;
  const url = addressOf(endpoint, request);
  const key = await readKey(endpoint, request.signal);
  request.signal?.throwIfAborted();
  const { body, contentType, shown } = encodeBody(request.body);
  const { headers, dropped } = requestHeaders({
    settings: endpoint.headers,
    call: request.headers,
    key,
    keyHeader: request.keyHeader,
    accept: request.accept ?? "application/json",
    contentType,
  });
  const notice = key === undefined ? undefined : endpoint.noticeOf(key);
  const context: ErrorContext = {
    target,
    url,
    requestBody: shown,
    rules: key === undefined ? endpoint.rules : endpoint.rules.filter((rule) => rule.withoutKey !== true),
    hintFor: (info) => {
      const hint = endpoint.hintFor(info, key !== undefined);
      return info.kind === "auth" && notice !== undefined ? [notice, hint].filter(Boolean).join("; ") : hint;
    },
    // Only errors need them.
    get secrets() {
      return [...(key === undefined ? [] : [key]), ...secretHeaderValues(headers)];
    },
  };
  const sent = new SentRequest(context, limitsOf(endpoint.timeouts, request.timeouts), request.signal, endpoint.transport.tellsConnected);
  const response = await sent.response(() =>
    endpoint.transport.send({
      method: request.method,
      url,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: sent.signal,
      onConnected: sent.onConnected,
    }),
  );
  if (response.status < 200 || response.status >= 300) throw await sent.refusal(response);
  return {
    url,
    status: response.status,
    headers: response.headers,
    read: () => sent.read(response),
    cancel: (reason) => sent.cancel(response, reason),
    context,
    notices: [
      ...dropped.map((name) => `the header ${name} is the provider's own and was not replaced`),
      ...(notice === undefined ? [] : [notice]),
      ...(endpoint.notice === undefined ? [] : [endpoint.notice]),
    ],
  };
}

interface EncodedBody {
  readonly body: string | FormData | Uint8Array | undefined;
  readonly contentType?: string;
  /** What errors keep of it. */
  readonly shown?: JSONObject;
}

/** JSON is kept for errors; files are not. */
function encodeBody(body: ConnectionRequest["body"]): EncodedBody {
  if (body === undefined || body instanceof FormData) return { body };
  if (body instanceof Uint8Array) return { body, contentType: "application/octet-stream" };
  return { body: JSON.stringify(body), contentType: "application/json", shown: body as JSONObject };
}

/** A key belongs to one origin; whoever would send it elsewhere is stopped here. */
function addressOf(endpoint: Endpoint, { baseURL, path }: ConnectionRequest): string {
  if (baseURL !== undefined && new URL(baseURL).origin !== new URL(endpoint.baseURL).origin) {
    throw new InvalidArgumentError({ argument: "baseURL", message: `${endpoint.providerId}: ${baseURL} is not at the origin that the key is for` });
  }
  const base = baseURL ?? endpoint.baseURL;
  return path.startsWith("../") ? new URL(path, `${base}/`).href : base + path;
}

async function readKey(endpoint: Endpoint, signal: AbortSignal | undefined): Promise<string | undefined> {
  const given = endpoint.apiKey();
  const key = given instanceof Promise ? await unlessAborted(given, signal) : given;
  if (key === undefined) return undefined;
  // A line break in a header would be a second header; the platform's own message prints the value.
  if (/[^\t\x20-\x7e]/.test(key)) {
    throw new LoadAPIKeyError({ message: `${endpoint.providerId}: the API key holds a line break or a character that no key has. Was it copied whole, and nothing else?` });
  }
  return key;
}

type Limits = Readonly<Record<`${Waiting}Ms`, number>>;

function limitsOf(own: Timeouts, call: Timeouts | undefined): Limits {
  return {
    connectMs: limitOf(call?.connectMs ?? own.connectMs, defaults.connectMs),
    headersMs: limitOf(call?.headersMs ?? own.headersMs, defaults.headersMs),
    idleMs: limitOf(call?.idleMs ?? own.idleMs, defaults.idleMs),
    totalMs: limitOf(call?.totalMs ?? own.totalMs, defaults.totalMs),
  };
}

/** One request under way: its limits, its abort, and the errors that come of it. */
class SentRequest {
  readonly onConnected: () => void;
  readonly #context: ErrorContext;
  readonly #limits: Limits;
  readonly #watch: Watch;
  readonly #abort = new AbortController();
  readonly #callerSignal: AbortSignal | undefined;
  readonly #passOn: () => void;
  #stage: ErrorStage = "connect";
  #headers: Readonly<Record<string, string>> | undefined;
  #response: TransportResponse | undefined;
  #stopped: { readonly reason: unknown } | undefined;

  constructor(context: ErrorContext, limits: Limits, callerSignal: AbortSignal | undefined, tellsConnected: boolean) {
    this.#context = context;
    this.#limits = limits;
    this.#callerSignal = callerSignal;
    this.#watch = new Watch(limits.totalMs, ({ waiting, limitMs }) => this.#stop(this.#timeout(waiting, limitMs)));
    this.#passOn = () => this.#stop(callerSignal?.reason);
    callerSignal?.addEventListener("abort", this.#passOn, { once: true });
    this.onConnected = () => {
      this.#stage = "wait";
      this.#watch.wait("headers", limits.headersMs);
    };
    if (tellsConnected) this.#watch.wait("connect", limits.connectMs);
    else this.onConnected();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  async response(send: () => Promise<TransportResponse>): Promise<TransportResponse> {
    try {
      const response = await send();
      if (this.#stopped !== undefined) {
        response.cancel(this.#stopped.reason);
        throw this.#stopped.reason;
      }
      this.#stage = "stream";
      this.#headers = response.headers;
      this.#response = response;
      this.#watch.rest();
      return response;
    } catch (error) {
      this.#done();
      throw this.#explain(error);
    }
  }

  async read(response: TransportResponse): Promise<Uint8Array | undefined> {
    this.#watch.wait("idle", this.#limits.idleMs);
    try {
      const piece = await response.read();
      if (piece === undefined) this.#done();
      else this.#watch.rest();
      return piece;
    } catch (error) {
      this.#done();
      throw this.#explain(error);
    }
  }

  cancel(response: TransportResponse, reason: unknown): void {
    this.#stopped ??= { reason };
    this.#done();
    response.cancel(reason);
  }

  /** The error that an answer without success is. */
  async refusal(response: TransportResponse): Promise<unknown> {
    this.#watch.wait("idle", errorBody.ms);
    // The status, the headers and the words so far tell more than how the body broke off.
    const bodyText = await readBeginning(() => response.read(), errorBody.bytes);
    this.cancel(response, undefined);
    if (this.#callerSignal?.aborted === true) return this.#callerSignal.reason;
    return serviceError({ ...this.#context, status: response.status, headers: response.headers, bodyText, stage: "wait" });
  }

  #explain(error: unknown): unknown {
    if (this.#stopped !== undefined) return this.#stopped.reason;
    return transportError(error, { ...this.#context, stage: this.#stage, ...(this.#headers === undefined ? {} : { headers: this.#headers }) });
  }

  #timeout(waiting: Waiting, limitMs: number): unknown {
    const what = { connect: "no connection", headers: "no answer", idle: "nothing more was sent", total: "the answer was not complete" }[waiting];
    return protocolError({
      ...this.#context,
      kind: "timeout",
      stage: this.#stage,
      message: `${what} within ${limitMs} ms (timeouts.${waiting}Ms)`,
      ...(this.#headers === undefined ? {} : { headers: this.#headers }),
    });
  }

  #stop(reason: unknown): void {
    this.#stopped ??= { reason };
    this.#done();
    this.#abort.abort(reason);
    this.#response?.cancel(reason);
  }

  #done(): void {
    this.#watch.stop();
    this.#callerSignal?.removeEventListener("abort", this.#passOn);
  }
}
