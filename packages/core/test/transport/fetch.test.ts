import { describe, expect, it, vi } from "vitest";
import { defaultTransport } from "../../src/transport/default.fetch.ts";
import { fetchTransport } from "../../src/transport/fetch.ts";
import { readBody } from "./exchange.ts";
import { describeTransport } from "./transport-cases.ts";

describeTransport("fetch", () => fetchTransport());

const request = { method: "GET", url: "http://service.test/", headers: {} } as const;

describe("a fetch of one's own", () => {
  it("is never told of a connection", async () => {
    const onConnected = vi.fn<() => void>();
    const transport = fetchTransport(async () => new Response("all"));
    await readBody(await transport.send({ ...request, onConnected }));
    expect([transport.tellsConnected, onConnected.mock.calls.length]).toEqual([false, 0]);
  });

  it("that does not listen to its signal is left behind by an abort, and its late body is cancelled", async () => {
    let resolve: (response: Response) => void = () => undefined;
    const promise = new Promise<Response>((answer) => (resolve = answer));
    const cancelled = vi.fn<(reason: unknown) => void>();
    const abort = new AbortController();
    const sent = fetchTransport(() => promise).send({ ...request, signal: abort.signal });
    abort.abort("the reason");
    await expect(sent).rejects.toBe("the reason");
    resolve(new Response(new ReadableStream({ cancel: cancelled })));
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledWith("the reason"));
  });

  it("whose body does not listen to the signal is left behind by an abort", async () => {
    const abort = new AbortController();
    const response = await fetchTransport(async () => new Response(new ReadableStream())).send({ ...request, signal: abort.signal });
    const reading = response.read();
    abort.abort("the reason");
    await expect(reading).rejects.toBe("the reason");
  });

  it("that wraps the reason of an abort does not hide it", async () => {
    const abort = new AbortController();
    const sent = fetchTransport((_url, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(new Error("wrapped"))))).send({ ...request, signal: abort.signal });
    abort.abort("the reason");
    await expect(sent).rejects.toBe("the reason");
  });

  it("that throws at once rejects", async () => {
    const error = new Error("no network in here");
    const transport = fetchTransport(() => {
      throw error;
    });
    await expect(transport.send(request)).rejects.toBe(error);
  });

  it("that answers with a locked body rejects", async () => {
    const answer = new Response("all");
    answer.body?.getReader();
    await expect(fetchTransport(async () => answer).send(request)).rejects.toThrow(TypeError);
  });

  it("is asked not to follow redirects, and a browser's hidden one is a redirect still", async () => {
    const hidden = Object.defineProperties(new Response(), { type: { value: "opaqueredirect" }, status: { value: 0 } });
    const asked = vi.fn<typeof fetch>(async () => hidden);
    const { status } = await fetchTransport(asked).send(request);
    expect(status).toBe(302);
    expect(asked.mock.calls[0]?.[1]).toMatchObject({ redirect: "manual", method: "GET" });
  });
});

it("the runtime's fetch is looked up when a request is sent", async () => {
  const transport = defaultTransport();
  vi.stubGlobal("fetch", async () => new Response("installed later"));
  try {
    expect((await readBody(await transport.send(request))).toString()).toBe("installed later");
  } finally {
    vi.unstubAllGlobals();
  }
});
