import type { JSONValue } from "@ai-sdk/provider";
import type { Answer, Connection, ConnectionRequest, DownloadRequest } from "../../src/connection/connection.ts";

/** A connection that records what is asked of it and answers without a network. */
export interface FakeConnection extends Connection {
  readonly requests: readonly ConnectionRequest[];
  readonly lastRequest: ConnectionRequest;
}

/** Every `json` and `bytes` call gets `body`; an `Error` is thrown instead, and `fetched` answers downloads. Text is answered to `bytes` as UTF-8. */
export function fakeConnection(
  body: JSONValue | Uint8Array | Error,
  headers: Readonly<Record<string, string>> = {},
  fetched?: (request: DownloadRequest) => Promise<Uint8Array>,
): FakeConnection {
  const requests: ConnectionRequest[] = [];
  const answer = <Body>(request: ConnectionRequest, content: Body): Answer<Body> => {
    requests.push(request);
    request.signal?.throwIfAborted();
    if (body instanceof Error) throw body;
    return { url: `https://service.test/v1${request.path}`, status: 200, headers, body: content, warnings: [] };
  };
  const unused = (): never => {
    throw new Error("not answered by the fake connection");
  };
  return {
    id: "test",
    baseURL: "https://service.test/v1",
    requests,
    get lastRequest() {
      const last = requests.at(-1);
      if (last === undefined) throw new Error("no request was made");
      return last;
    },
    open: unused,
    frames: unused,
    refusal: unused,
    download: fetched === undefined ? unused : async (request) => ({ url: request.url, status: 200, headers, body: await fetched(request), warnings: [] }),
    json: async (request) => answer(request, body as JSONValue),
    bytes: async (request) => answer(request, typeof body === "string" ? new TextEncoder().encode(body) : (body as Uint8Array)),
  };
}
