import { APICallError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import type { ConnectionRequest } from "../../src/connection/connection.ts";
import { createConnection } from "../../src/connection/create-connection.ts";
import { describeError } from "../../src/errors/describe-error.ts";
import { undiciTransport } from "../../src/transport/undici.ts";
import { closed, loopback } from "../loopback.ts";
import { endpointOf, fakeResponse, fakeTransport, type FakeResponse } from "./endpoint.ts";
import { apiErrorOf } from "./failures.ts";

const request: ConnectionRequest = { method: "POST", path: "/x", body: {} };
const connectionTo = (response: FakeResponse) => createConnection(endpointOf({ transport: fakeTransport(() => response) }));
const answered = (body: string | Uint8Array, contentType = "application/json") => connectionTo(fakeResponse([body], { headers: { "content-type": contentType } }));

/** What is wrong with a whole answer under status 200, and what that makes of it. */
const wrong: readonly (readonly [what: string, body: string, contentType: string, error: object, message: RegExp])[] = [
  ["an error object", '{"error":{"message":"model is busy","code":"overloaded"}}', "application/json", { kind: "overloaded", code: "overloaded" }, /model is busy/],
  ["an error in an array", '[{"error":{"message":"no such model","code":404}}]', "application/json", { status: 404 }, /no such model/],
  ["an error as text", '{"error":"out of memory"}', "application/json", {}, /out of memory/],
  ["a flat error", '{"code":1305,"message":"too many requests"}', "application/json", {}, /too many requests/],
  ["a web page", "<!doctype html><title>Welcome</title>", "text/html; charset=utf-8", { kind: "bad-request" }, /the answer is a web page/],
  ["nothing", "", "application/json", { kind: "empty" }, /the answer was empty/],
  ["nothing but space", " \n", "application/json", { kind: "empty" }, /the answer was empty/],
  ["half an answer", '{"data":[', "application/json", { kind: "server" }, /the answer is not JSON/],
];

describe("a connection", () => {
  it("knows whose it is and where", () => {
    const { id, baseURL } = answered("{}");
    expect([id, baseURL]).toEqual(["test", "http://service.test/v1"]);
  });
});

describe("json", () => {
  it("gives the parsed answer with its status and headers", async () => {
    const connection = connectionTo(fakeResponse(["\uFEFF", '{"a":"gr', Uint8Array.of(0xc3), Uint8Array.of(0xbc), 'n","__proto__":{"b":1}}'], { status: 201, headers: { "x-id": "1" } }));
    expect(await connection.json(request)).toStrictEqual({ url: "http://service.test/v1/x", status: 201, headers: { "x-id": "1" }, body: { a: "grün" }, warnings: [] });
  });

  it("says what the caller should hear of", async () => {
    const transport = fakeTransport(() => fakeResponse(["{}"]));
    const connection = createConnection(endpointOf({ transport, noticeOf: (key) => `a key of ${key.length} letters` }));
    const headers = { Authorization: "Bearer another" };
    const messages = ["the header authorization is the provider's own and was not replaced", "a key of 16 letters"];
    const warnings = messages.map((message) => ({ type: "other", message }));
    expect((await connection.json({ ...request, headers })).warnings).toEqual(warnings);
    expect((await connection.bytes({ ...request, headers })).warnings).toEqual(warnings);
  });

  it.each(['{"error":null,"data":[]}', '{"error":{},"data":[]}', "[]", '"text"', "0", "null", '{"message":"hello","ok":true}'])("takes %s for an answer", async (body) => {
    expect((await answered(body).json(request)).body).toEqual(JSON.parse(body));
  });

  it.each(wrong)("fails for %s under status 200", async (_what, body, contentType, info, message) => {
    const error = await apiErrorOf(answered(body, contentType).json(request));
    expect(error.message).toMatch(message);
    expect(describeError(error)).toMatchObject(info);
    expect(error.responseHeaders).toEqual({ "content-type": contentType });
  });

  it("tells whether another attempt makes sense", async () => {
    const retryable = async (body: string): Promise<boolean> => (await apiErrorOf(answered(body).json(request))).isRetryable;
    expect([await retryable(""), await retryable("{"), await retryable("<html>")]).toEqual([true, true, false]);
  });
});

describe("refusal", () => {
  it("makes the error of what an answer says within", () => {
    const rules = [{ code: "OutOfInk", kind: "overloaded", hint: "wait for ink" }] as const;
    const connection = createConnection(endpointOf({ transport: fakeTransport(() => fakeResponse([])), rules, headers: { "x-token": "test-token-9" } }));
    const answer = { url: "http://service.test/v1/tasks/1", status: 200, headers: { "x-id": "1" }, body: {}, warnings: [] };
    const error = connection.refusal(answer, { code: "OutOfInk", message: "no ink for test-token-9" }, "painter");
    expect(describeError(error)).toMatchObject({ kind: "overloaded", code: "OutOfInk", hint: "wait for ink" });
    expect(error.message).toMatch(/^test\/painter: .*no ink for/);
    expect(error.message).not.toContain("test-token-9");
    expect(error).toMatchObject({ url: answer.url, responseHeaders: answer.headers });
  });
});

describe("bytes", () => {
  it("gives the answer as it came", async () => {
    const body = Uint8Array.of(0, 255, 10, 13, 239, 187, 191);
    expect((await answered(body, "audio/mpeg").bytes(request)).body).toEqual(body);
    const pieces = connectionTo(fakeResponse([body.subarray(0, 3), body.subarray(3)]));
    expect((await pieces.bytes(request)).body).toEqual(body);
  });

  it("asks for anything, unless told otherwise", async () => {
    const transport = fakeTransport(() => fakeResponse(["x"]));
    const connection = createConnection(endpointOf({ transport }));
    await connection.bytes(request);
    await connection.bytes({ ...request, accept: "audio/wav" });
    expect(transport.requests.map(({ headers }) => headers["accept"])).toEqual(["*/*", "audio/wav"]);
  });

  it("leaves text that says it is text alone", async () => {
    const body = new TextEncoder().encode("WEBVTT");
    expect((await answered(body, "text/vtt").bytes(request)).body).toEqual(body);
    expect((await answered('{"text":"ja"}').bytes(request)).body).toEqual(new TextEncoder().encode('{"text":"ja"}'));
  });

  it.each(wrong)("fails for %s under status 200", async (_what, body, contentType, info, message) => {
    const error = await apiErrorOf(answered(body, contentType).bytes(request));
    expect(error.message).toMatch(message);
    expect(describeError(error)).toMatchObject(info);
  });
});

describe("frames", () => {
  async function framesOf(response: FakeResponse, framing: "sse" | "ndjson" = "sse"): Promise<{ readonly frames: readonly unknown[]; readonly error?: unknown }> {
    const frames: unknown[] = [];
    try {
      for await (const frame of connectionTo(response).frames(request, framing)) frames.push(frame);
      return { frames };
    } catch (error) {
      return { frames, error };
    }
  }

  it("gives the frames of an event stream up to its end, and closes it there", async () => {
    const response = fakeResponse(['data: {"a":1}\n\nda', 'ta: {"a":"gr', Uint8Array.of(0xc3), Uint8Array.of(0xbc), 'n"}\n\n: comment\n\ndata: 3\n\ndata: [DONE]\n\ndata: {"late":1}\n\n', "hang"]);
    expect(await framesOf(response)).toEqual({ frames: [{ a: 1 }, { a: "grün" }] });
    expect(response.isCancelled).toBe(true);
  });

  it("gives the lines of newline-delimited JSON, the last without its end too", async () => {
    expect(await framesOf(fakeResponse(['{"a":1}\r\n\n{"a"', ':2}\n{"a":3}']), "ndjson")).toEqual({ frames: [{ a: 1 }, { a: 2 }, { a: 3 }] });
  });

  it("asks for what it reads", async () => {
    const transport = fakeTransport(() => fakeResponse(["{}"]));
    const connection = createConnection(endpointOf({ transport }));
    for (const framing of ["sse", "ndjson"] as const) await connection.frames(request, framing)[Symbol.asyncIterator]().next();
    expect(transport.requests.map(({ headers }) => headers["accept"])).toEqual(["text/event-stream", "application/x-ndjson"]);
  });

  it.each([
    ["an error frame", 'data: {"a":1}\n\ndata: {"error":{"message":"model is busy"}}\n\ndata: {"a":2}\n\n', /model is busy/],
    ["an event named error", 'data: {"a":1}\n\nevent: error\ndata: {"message":"model is busy"}\n\n', /model is busy/],
    ["an event named error that is no JSON", 'data: {"a":1}\n\nevent: error\ndata: model is busy\n\n', /model is busy/],
    ["a bare JSON error", 'data: {"a":1}\n\n{"error":{"message":"model is busy"}}\n', /model is busy/],
    ["an error field", 'data: {"a":1}\n\nerror: {"error":{"message":"model is busy"}}\n\n', /model is busy/],
    ["something that is not JSON", 'data: {"a":1}\n\ndata: garbage\n\ndata: {"a":2}\n\n', /sent something that is not JSON/],
  ])("fails for %s, after the frames before it", async (_what, text, message) => {
    const response = fakeResponse([text, "hang"]);
    const { frames, error } = await framesOf(response);
    expect(frames).toEqual([{ a: 1 }]);
    expect(APICallError.isInstance(error) && error.message).toMatch(message);
    expect(describeError(error).stage).toBe("stream");
    expect(response.isCancelled).toBe(true);
  });

  it("fails for a frame without end", async () => {
    const megabyte = "x".repeat(1024 * 1024);
    const { error } = await framesOf(fakeResponse(["data: ", ...Array.from({ length: 17 }, () => megabyte), "hang"]));
    expect((error as Error).message).toContain("a frame without end");
  });

  it.each(wrong)("of an event stream fail for %s under status 200, whatever its type and its pieces", async (_what, body, contentType, info, message) => {
    for (const type of [contentType, "text/event-stream"]) {
      for (const pieces of [[body], ["\n", ...body.slice(0, 9), body.slice(9)]]) {
        const { error } = await framesOf(fakeResponse(pieces, { headers: { "content-type": type } }));
        expect((error as Error).message).toMatch(message);
        expect(describeError(error)).toMatchObject(info);
      }
    }
  });

  it("of lines fail for a web page and for nothing", async () => {
    expect((await framesOf(fakeResponse(["<html>"]), "ndjson")).error).toMatchObject({ message: expect.stringContaining("the answer is a web page") as string });
    expect((await framesOf(fakeResponse([]), "ndjson")).error).toMatchObject({ message: expect.stringContaining("the answer was empty") as string });
  });

  it("take an answer that was not streamed for one frame, and a stream of a wrong type for a stream", async () => {
    const headers = { "content-type": "application/json" };
    expect(await framesOf(fakeResponse([" \n", '{"a":\n', "1}"], { headers }))).toEqual({ frames: [{ a: 1 }] });
    expect(await framesOf(fakeResponse(['data: {"a":1}\n\n'], { headers }))).toEqual({ frames: [{ a: 1 }] });
  });

  it("are let go by leaving the loop: the socket closes", async () => {
    await using server = await loopback((_request, response) => void response.write('data: {"a":1}\n\ndata: {"a":2}\n\n'));
    const transport = undiciTransport();
    for await (const frame of createConnection(endpointOf({ transport, baseURL: server.url })).frames(request, "sse")) {
      expect(frame).toEqual({ a: 1 });
      break;
    }
    await closed(server.sockets[0]);
    await transport.close();
  });

  it("are ended by an abort with its very reason", async () => {
    const abort = new AbortController();
    const frames = connectionTo(fakeResponse(['data: {"a":1}\n\n', "hang"])).frames({ ...request, signal: abort.signal }, "sse")[Symbol.asyncIterator]();
    await frames.next();
    const next = frames.next();
    abort.abort("the reason");
    await expect(next).rejects.toBe("the reason");
  });

  it("send nothing until they are asked for", () => {
    const transport = fakeTransport(() => fakeResponse([]));
    createConnection(endpointOf({ transport })).frames(request, "sse");
    expect(transport.requests).toEqual([]);
  });
});
