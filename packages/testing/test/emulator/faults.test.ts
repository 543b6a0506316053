import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Faults, StreamErrorForm } from "../../src/emulator/index.ts";
import { chatBody, chatEvents, closing, events, post, rawPost, socketPost, withEmulator, type RawExchange } from "./client.ts";

const text = "Grüße 👋, dies ist ein Text aus mehreren Stücken.";

function exchange(faults: Faults, stream = true): Promise<RawExchange> {
  return withEmulator("openai", { answers: [{ kind: "model", text, faults }] }, (emulator) => rawPost(emulator, "/chat/completions", chatBody(emulator, { stream })));
}

/** What differs from run to run. */
const settled = (body: Buffer): string => body.toString().replace(/"created":\d+/g, '"created":0');

describe("byte faults", () => {
  it.each([
    [0, true],
    [1, true],
    [250, true],
    [100, false],
  ])("cuts after %i bytes in order (stream: %s)", async (cutAfterBytes, stream) => {
    const { status, body, complete } = await exchange({ cutAfterBytes }, stream);
    expect(status).toBe(200);
    expect(body).toHaveLength(cutAfterBytes);
    expect(complete).toBe(false);
  });

  it("resets after the bytes", async () => {
    const { body, complete, errorCode } = await exchange({ resetAfterBytes: 300 });
    expect(errorCode).toBe("ECONNRESET");
    expect(body).toHaveLength(300);
    expect(complete).toBe(false);
  });

  it.each<[Faults, string]>([
    [{ cutAfterBytes: 50 }, "end"],
    [{ resetAfterBytes: 50 }, "ECONNRESET"],
    [{ cutAfterBytes: 0 }, "end"],
    [{ resetAfterBytes: 0 }, "ECONNRESET"],
    [{ cutAfterBytes: 50, pieceBytes: 3 }, "end"],
    [{ resetAfterBytes: 0, pieceBytes: 3 }, "ECONNRESET"],
  ])("leaves the socket as the fault says: %j", (faults, by) =>
    withEmulator("openai", { answers: [{ kind: "model", text, faults }] }, async (emulator) => {
      const closed = await closing(socketPost(emulator, "/chat/completions", chatBody(emulator, { stream: true })));
      expect(closed.by).toBe(by);
      expect(closed.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(closed.text.endsWith("0\r\n\r\n")).toBe(false);
    }),
  );

  it("sends the headers before it hangs", () =>
    withEmulator("openai", { answers: [{ kind: "model", text, faults: { hangAfterBytes: 0 } }] }, async (emulator) => {
      const controller = new AbortController();
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true }), { signal: controller.signal });
      expect(response.headers.get("content-type")).toBe("text/event-stream");
      controller.abort();
      expect(await emulator.lastRequest.ended).toBe("disconnected");
    }));

  it("sends the whole body when it is shorter than the cut", async () => {
    const { body, complete } = await exchange({ cutAfterBytes: 1_000_000 });
    expect(complete).toBe(true);
    expect(events(body.toString()).at(-1)).toBe("[DONE]");
  });

  it("hangs after the bytes and keeps the connection open", () =>
    withEmulator("openai", { answers: [{ kind: "model", text, faults: { hangAfterBytes: 120 } }] }, async (emulator) => {
      const controller = new AbortController();
      const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true }), { signal: controller.signal });
      const reader = response.body?.getReader();
      let read = 0;
      while (read < 120) read += (await reader?.read())?.value?.length ?? 0;
      const next = reader?.read();
      expect(await Promise.race([next?.then(() => "read"), new Promise((resolve) => setTimeout(resolve, 30, "waiting"))])).toBe("waiting");
      expect(emulator.openSockets).toBe(1);
      expect(read).toBe(120);
      controller.abort();
      await expect(next).rejects.toThrow("aborted");
      expect(await emulator.lastRequest.ended).toBe("disconnected");
    }));

  it("never answers", () =>
    withEmulator("openai", { answers: [{ kind: "model", text, faults: { neverAnswer: true } }] }, async (emulator) => {
      const controller = new AbortController();
      const answer = post(emulator, "/chat/completions", chatBody(emulator), { signal: controller.signal });
      while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      controller.abort();
      await expect(answer).rejects.toThrow("aborted");
      expect(await emulator.lastRequest.ended).toBe("disconnected");
      expect(emulator.bytesWritten).toBe(0);
    }));

  it("takes the first of several endings", async () => {
    const { body, errorCode } = await exchange({ cutAfterBytes: 500, resetAfterBytes: 200, hangAfterBytes: 900, pieceBytes: 7 });
    expect(body).toHaveLength(200);
    expect(errorCode).toBe("ECONNRESET");
  });

  it("joins to the same bytes whatever the size of the pieces", async () => {
    const whole = settled((await exchange({})).body);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), async (pieceBytes) => {
        const { body, complete } = await exchange({ pieceBytes });
        expect(complete).toBe(true);
        expect(settled(body)).toBe(whole);
      }),
      { numRuns: 25 },
    );
  });

  it("sends each piece on its own", () =>
    withEmulator("openai", { answers: [{ kind: "raw", body: "0123456789", faults: { pieceBytes: 4, pieceEveryMs: 20 } }] }, async (emulator) => {
      const started = performance.now();
      const { text: sent } = await closing(socketPost(emulator, "/chat/completions", chatBody(emulator)));
      expect(sent.endsWith("\r\n\r\n4\r\n0123\r\n4\r\n4567\r\n2\r\n89\r\n0\r\n\r\n")).toBe(true);
      expect(performance.now() - started).toBeGreaterThan(37);
    }));

  it("puts blank lines before a JSON body", async () => {
    const { body, complete } = await exchange({ leadingBlankLines: 3 }, false);
    expect(body.toString()).toMatch(/^\n\n\n\{/);
    expect(complete).toBe(true);
    expect(JSON.parse(body.toString()).choices[0].message.content).toBe(text);
  });
});

describe("stream faults", () => {
  const body = async (faults: Faults): Promise<string> => (await exchange(faults)).body.toString();

  it.each(["\n", "\r\n", "\r"] as const)("ends lines with %j", async (lineEnding) => {
    const stream = await body({ lineEnding });
    expect(stream.endsWith(`data: [DONE]${lineEnding}${lineEnding}`)).toBe(true);
    expect(stream.replaceAll(lineEnding, "").match(/[\r\n]/)).toBeNull();
  });

  it("comments before each frame", async () => {
    const stream = await body({ comments: "PROCESSING" });
    const frames = stream.split("\n\n").filter(Boolean);
    expect(frames.filter((frame) => frame === ": PROCESSING")).toHaveLength(frames.length / 2);
    expect(frames[0]).toBe(": PROCESSING");
    expect(frames.at(-1)).toBe("data: [DONE]");
  });

  it("leaves [DONE] out", async () => {
    const chunks = events(await body({ noDone: true }));
    expect(chunks.at(-1).choices[0].finish_reason).toBe("stop");
  });

  it("leaves the finish out and ends in order", async () => {
    const { body: bytes, complete } = await exchange({ noFinish: true });
    const chunks = events(bytes.toString());
    expect(complete).toBe(true);
    expect(chunks.every((chunk) => chunk.choices[0].finish_reason === null)).toBe(true);
    expect(chunks.map((chunk) => chunk.choices[0].delta.content).join("")).toBe(text);
  });

  it("sends one line that is not JSON and goes on", async () => {
    const lines = (await body({ garbageAfterChunks: 2 })).split("\n").filter((line) => line.startsWith("data: {"));
    expect(() => JSON.parse(lines[2]?.slice(6) ?? "")).toThrow(SyntaxError);
    const others = lines.filter((_line, index) => index !== 2).map((line) => JSON.parse(line.slice(6)));
    expect(others.at(-1).choices[0].finish_reason).toBe("stop");
  });
});

describe("errors in the middle of a stream", () => {
  const error = { status: 503, message: "Over capacity.", type: "server_error", code: "over_capacity" };
  const failing = (profile: "openai" | "groq", form?: StreamErrorForm): Promise<unknown[]> =>
    withEmulator(
      profile,
      { answers: [{ kind: "model", text, faults: { errorAfterChunks: { chunks: 3, error, ...(form === undefined ? {} : { form }) } } }] },
      (emulator) => chatEvents(emulator),
    );

  it("come after the chunks and end the stream", async () => {
    const chunks = await failing("openai");
    expect(chunks).toHaveLength(4);
    expect(chunks[3]).toEqual({ error: { message: "Over capacity.", type: "server_error", param: null, code: "over_capacity" } });
  });

  it("are written Groq's way", async () => {
    expect((await failing("groq")).at(-1)).toEqual({ error: { message: "Over capacity.", type: "server_error", code: "over_capacity" } });
    expect((await failing("groq", "x_groq")).at(-1)).toMatchObject({
      object: "chat.completion.chunk",
      choices: [{ delta: {}, finish_reason: null }],
      x_groq: { id: expect.stringMatching(/^req_/), error: "Over capacity." },
    });
  });

  it("are written as others do", async () => {
    expect((await failing("openai", "finish-chunk")).at(-1)).toMatchObject({ choices: [{ finish_reason: "error" }], error: { code: "over_capacity", message: "Over capacity." } });
    expect((await failing("openai", "flat")).at(-1)).toEqual({ object: "error", message: "Over capacity.", type: "server_error", param: null, code: "over_capacity" });
    const { body } = await exchange({ errorAfterChunks: { chunks: 1, error, form: "named-event" } });
    expect(body.toString()).toMatch(/\nevent: error\ndata: \{"error":.*\}\n\n$/);
  });

  it("may come before any chunk, or after all of them", async () => {
    expect(events((await exchange({ errorAfterChunks: { chunks: 0, error } })).body.toString())).toHaveLength(1);
    const late = events((await exchange({ errorAfterChunks: { chunks: 999, error } })).body.toString());
    expect(late.at(-2).choices[0].finish_reason).toBe("stop");
    expect(late.at(-1).error.message).toBe("Over capacity.");
  });
});
