import type { JSONValue } from "@ai-sdk/provider";
import { serviceError } from "../errors/api-error.ts";
import type { Answer, Connection, ConnectionRequest } from "./connection.ts";
import { download } from "./download.ts";
import { answerOf } from "./answer-of.ts";
import { openExchange, type Endpoint, type Exchange } from "./open.ts";
import { isWhole, readAnswer, readBody } from "./read-answer.ts";
import { readFrames } from "./read-frames.ts";
import { secretHeaderValues } from "./request-headers.ts";

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
      return answerOf(exchange, readAnswer(exchange, text));
    },
    async bytes(request: ConnectionRequest): Promise<Answer<Uint8Array>> {
      const exchange = await open({ accept: "*/*", ...request });
      const body = await readBody(exchange);
      if (body.length === 0 || isWhole(exchange)) readAnswer(exchange, new TextDecoder().decode(body));
      return answerOf(exchange, body);
    },
    download: (request) => download(endpoint, request),
    refusal: ({ url, status, headers }: Answer<unknown>, said: JSONValue, modelId?: string) =>
      serviceError({
        target: modelId === undefined ? endpoint.providerId : `${endpoint.providerId}/${modelId}`,
        url,
        requestBody: undefined,
        rules: endpoint.rules,
        secrets: secretHeaderValues(endpoint.headers),
        hintFor: (info) => endpoint.hintFor(info, true),
        status,
        headers,
        bodyText: JSON.stringify(said),
        body: said,
        stage: "wait",
      }),
    frames: (request: ConnectionRequest, framing: "sse" | "ndjson") =>
      readFrames(() => open({ accept: framing === "sse" ? "text/event-stream" : "application/x-ndjson", ...request }), framing),
  };
}
