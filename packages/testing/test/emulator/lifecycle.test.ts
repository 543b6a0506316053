import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { startEmulator, type RecordedRequest } from "../../src/emulator/index.ts";
import { chat, chatBody, chatEvents, events, get, post, socketPost, withEmulator } from "./client.ts";

describe("an emulator", () => {
  it("tells what a user would configure", () =>
    withEmulator("groq", {}, async (emulator) => {
      expect(emulator.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(emulator).toMatchObject({ baseURL: `${emulator.origin}/openai/v1`, apiKey: "test-key-groq", profile: "groq" });
    }));

  it("listens on the port it is given, and says when that is taken", () =>
    withEmulator("openai", {}, async (emulator) => {
      const port = Number(new URL(emulator.origin).port);
      await expect(startEmulator("openai", {}, { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
      await emulator.close();
      const second = await startEmulator("openai", {}, { port });
      expect(second.origin).toBe(emulator.origin);
      await second.close();
    }));

  it("records requests, and shows each before it is answered", async () => {
    const seen: RecordedRequest[] = [];
    await withEmulator(
      "openai",
      {},
      async (emulator) => {
        expect(() => emulator.lastRequest).toThrow("has not seen a request");
        await post(emulator, "/chat/completions?trace=1", chatBody(emulator), { headers: { "X-Trace": "abc" } });
        await get(emulator, "/models");
        expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /v1/chat/completions?trace=1", "GET /v1/models"]);
        expect(emulator.requests[0]).toMatchObject({ headers: { "x-trace": "abc" }, body: chatBody(emulator) });
        expect(JSON.parse(Buffer.from(emulator.requests[0]?.rawBody ?? []).toString())).toEqual(chatBody(emulator));
        expect(await emulator.lastRequest.ended).toBe("complete");
        emulator.use({});
        expect(emulator.requests).toEqual([]);
      },
      { onRequest: (request) => seen.push(request) },
    );
    expect(seen).toHaveLength(2);
  });

  it("closes at once with a call that hangs, and again", async () => {
    const emulator = await startEmulator("openai", { answers: [{ kind: "model", faults: { neverAnswer: true } }] });
    const hanging = post(emulator, "/chat/completions", chatBody(emulator)).then(
      () => "answered",
      () => "failed",
    );
    while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await emulator.close();
    await emulator.close();
    expect(await hanging).toBe("failed");
    expect(emulator.openSockets).toBe(0);
    await expect(fetch(emulator.origin)).rejects.toThrow("fetch failed");
  });

  it("closes at once while it waits for its pace", async () => {
    const emulator = await startEmulator("openai", { pace: { beforeHeadersMs: 60_000 } });
    const waiting = post(emulator, "/chat/completions", chatBody(emulator)).catch(() => "failed");
    while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await emulator.close();
    expect(await waiting).toBe("failed");
  });

  it("keeps connections for the next calls", () =>
    withEmulator("openai", {}, async (emulator) => {
      for (let call = 0; call < 6; call += 1) await chat(emulator);
      // fetch may open a second one before it has put the first back.
      expect(emulator.openSockets).toBeLessThanOrEqual(2);
    }));

  it("keeps its pace", () => {
    const pace = { beforeHeadersMs: 30, beforeFirstFrameMs: 200, betweenFramesMs: 10 };
    return withEmulator("openai", { answers: [{ kind: "model", text: "12345678abcdefgh", pace }] }, async (emulator) => {
      const started = performance.now();
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true }));
      // Timers may fire a millisecond early.
      expect(performance.now() - started).toBeGreaterThan(28);
      expect(emulator.bytesWritten).toBe(0);
      expect(events(await response.text())).toHaveLength(5);
      expect(performance.now() - started).toBeGreaterThan(265);
    });
  });

  it("says that the client went away in the middle of a stream", () =>
    withEmulator("openai", { answers: [{ kind: "model", text: "a".repeat(80), pace: { betweenFramesMs: 20 } }] }, async (emulator) => {
      const controller = new AbortController();
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true }), { signal: controller.signal });
      await response.body?.getReader().read();
      controller.abort();
      expect(await emulator.lastRequest.ended).toBe("disconnected");
      const written = emulator.bytesWritten;
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(emulator.bytesWritten).toBe(written);
    }));

  it("calls an exchange complete that it cut itself", () =>
    withEmulator("openai", { answers: [{ kind: "model", text: "cut", faults: { cutAfterBytes: 10 } }] }, async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true }));
      await expect(response.text()).rejects.toThrow("terminated");
      expect(await emulator.lastRequest.ended).toBe("complete");
    }));

  it("stops writing when nobody reads, and goes on when somebody does", () =>
    withEmulator("openai", { answers: [{ kind: "model", text: "x".repeat(60_000_000), deltaSize: 50_000 }] }, async (emulator) => {
      const socket = socketPost(emulator, "/chat/completions", chatBody(emulator, { stream: true }));
      let written = -1;
      // The socket is full when nothing moves between two looks.
      while (written !== emulator.bytesWritten || written <= 0) {
        written = emulator.bytesWritten;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(written).toBeLessThan(30_000_000);
      socket.resume();
      await once(socket, "end");
      expect(emulator.bytesWritten).toBeGreaterThan(60_000_000);
      expect(await emulator.lastRequest.ended).toBe("complete");
    }));
});

describe("a script", () => {
  it("is used up in order, then the test voice answers", () =>
    withEmulator("openai", { answers: [{ kind: "model", text: "one" }, { kind: "model", text: "two" }] }, async (emulator) => {
      const said = async (): Promise<string> => (await chat(emulator)).choices[0].message.content;
      expect([await said(), await said()]).toEqual(["one", "two"]);
      expect(await said()).toMatch(/^This is the emulator speaking/);
      emulator.use({ answers: [{ kind: "model", text: "three" }] });
      expect(await said()).toBe("three");
    }));

  it("may look at the request, and leave it to the test voice", () =>
    withEmulator("openai", { answers: (request) => (request.body?.["user"] === "me" ? { kind: "model", text: "mine" } : undefined) }, async (emulator) => {
      expect((await chat(emulator, { user: "me" })).choices[0].message.content).toBe("mine");
      expect((await chat(emulator)).choices[0].message.content).toMatch(/^This is the emulator/);
    }));

  it("tells the caller when it throws", () =>
    withEmulator(
      "openai",
      {
        answers: () => {
          throw new Error("no such case");
        },
      },
      async (emulator) => {
        const response = await post(emulator, "/chat/completions", chatBody(emulator));
        expect(response.status).toBe(500);
        expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("no such case") } });
      },
    ));

  it("fails the next requests whatever their path", () =>
    withEmulator(
      "openai",
      { failNext: [{ kind: "error", error: { status: 502, message: "Bad gateway" } }, { kind: "raw", status: 503, contentType: "text/html", body: "<h1>busy</h1>" }] },
      async (emulator) => {
        expect((await get(emulator, "/models")).status).toBe(502);
        const second = await post(emulator, "/chat/completions", chatBody(emulator));
        expect([second.status, second.headers.get("content-type"), await second.text()]).toEqual([503, "text/html", "<h1>busy</h1>"]);
        expect((await get(emulator, "/models")).status).toBe(200);
      },
    ));

  it("sends chunks to the letter, with faults", () =>
    withEmulator(
      "openai",
      {
        answers: () => ({
          kind: "chunks",
          chunks: [{ a: 1 }, { choices: [{ finish_reason: "stop" }] }, { choices: [], usage: { total_tokens: 1 } }],
          faults: { usageTimes: 2 },
        }),
      },
      async (emulator) => {
        expect(await chatEvents(emulator)).toEqual([
          { a: 1 },
          { choices: [{ finish_reason: "stop" }] },
          { choices: [], usage: { total_tokens: 1 } },
          { choices: [], usage: { total_tokens: 1 } },
          "[DONE]",
        ]);
        expect(await chat(emulator)).toEqual({ a: 1 });
      },
    ));

  it("sends bytes to the letter", () =>
    withEmulator("openai", { answers: [{ kind: "raw", body: Uint8Array.of(255, 0, 10), contentType: null, headers: { "x-kind": "odd" } }] }, async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true }));
      expect(response.headers.get("content-type")).toBeNull();
      expect(response.headers.get("x-kind")).toBe("odd");
      expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([255, 0, 10]);
    }));

  it("sends an error in disguise", () =>
    withEmulator("openai", { answers: [{ kind: "error", error: { status: 429, message: "Slow down" }, httpStatus: 200 }] }, async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true }));
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(await response.json()).toMatchObject({ error: { message: "Slow down" } });
    }));
});
