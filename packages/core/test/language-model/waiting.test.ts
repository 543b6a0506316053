import { getEventListeners } from "node:events";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FirstPartLimit } from "../../src/language-model/first-part-limit.ts";
import { defineProvider, type Provider, type Settings } from "../../src/index.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { prompt, rejection } from "./support.ts";

const where = { target: "service/any", url: "http://127.0.0.1" };
const firstPartMs = 60_000;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("openai");
});
afterAll(() => emulator.close());

function service(settings: Settings = {}, validate: (value: unknown) => Promise<{ value: object }> = (value) => Promise.resolve({ value: value as object })): Provider {
  return defineProvider({
    id: "service",
    env: { apiKey: [] },
    language: openaiChat(),
    options: () => Promise.resolve({ "~standard": { version: 1, vendor: "test", validate } }),
  })({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...settings });
}

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

describe("an abort", () => {
  it.each([undefined, firstPartMs])("while provider options are validated sends nothing (firstPartMs: %s)", async (limit) => {
    emulator.use({});
    const abort = new AbortController();
    const reason = new Error("enough");
    const provider = service({ timeouts: { firstPartMs: limit } }, () => {
      abort.abort(reason);
      return new Promise(() => undefined);
    });
    const call = { prompt, abortSignal: abort.signal, providerOptions: { service: { a: 1 } } };
    expect(await rejection(provider("any").doStream(call))).toBe(reason);
    expect(emulator.requests).toHaveLength(0);
    expect(listenersOf(abort.signal)).toBe(0);
  });

  it("that came before a limit was set is passed on", () => {
    const abort = new AbortController();
    const reason = new Error("enough");
    abort.abort(reason);
    const limit = new FirstPartLimit(firstPartMs, abort.signal, where);
    expect(limit.signal?.reason).toBe(reason);
    limit.release();
  });

  it("between doStream and the first read errors the stream with its reason", async () => {
    emulator.use({ answers: [{ kind: "model", text: "Hello there", faults: { hangAfterBytes: 700 } }] });
    const abort = new AbortController();
    const reason = new Error("enough");
    const { stream } = await service()("any").doStream({ prompt, abortSignal: abort.signal });
    abort.abort(reason);
    expect(await rejection(stream.getReader().read())).toBe(reason);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });

  it("reaches a call with a limit before its first part", async () => {
    emulator.use({ answers: [{ kind: "model", faults: { neverAnswer: true } }] });
    const abort = new AbortController();
    const reason = new Error("enough");
    const pending = rejection(service({ timeouts: { firstPartMs } })("any").doStream({ prompt, abortSignal: abort.signal }));
    await expect.poll(() => emulator.requests).toHaveLength(1);
    abort.abort(reason);
    expect(await pending).toBe(reason);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });

  it("reaches a call with a limit after its first part", async () => {
    emulator.use({ answers: [{ kind: "model", text: "Hello there", faults: { hangAfterBytes: 700 } }] });
    const abort = new AbortController();
    await service({ timeouts: { firstPartMs } })("any").doStream({ prompt, abortSignal: abort.signal });
    abort.abort(new Error("enough"));
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });
});

describe("an abort after the last word", () => {
  it("is an abort, as long as the body has not ended", async () => {
    const body = 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n';
    const hanging = { kind: "raw", body: `${body}: more`, faults: { hangAfterBytes: body.length } } as const;
    emulator.use({ answers: [hanging, hanging] });
    const before = emulator.bytesWritten;
    const abort = new AbortController();
    const reason = new Error("enough");
    const { stream } = await service()("any").doStream({ prompt, abortSignal: abort.signal });
    const pending = rejection(service()("any").doGenerate({ prompt, abortSignal: abort.signal }));
    await expect.poll(() => emulator.bytesWritten - before).toBe(2 * body.length);
    abort.abort(reason);
    expect(await pending).toBe(reason);
    expect(await rejection(stream.getReader().read())).toBe(reason);
  });
});

describe("what is over leaves nothing on the caller's signal", () => {
  const { signal } = new AbortController();

  it.each([undefined, firstPartMs])("neither answers nor refusals nor streams that were cancelled (firstPartMs: %s)", async (limit) => {
    const provider = service({ timeouts: { firstPartMs: limit } });
    const call = { prompt, abortSignal: signal };
    emulator.use({
      answers: [
        { kind: "model", text: "whole" },
        { kind: "model", text: "streamed" },
        { kind: "model", text: "cancelled", faults: { hangAfterBytes: 700 } },
        { kind: "error", error: { status: 429, message: "slow down" } },
        { kind: "raw", body: 'data: {"error":{"message":"it broke"}}\n\n' },
      ],
    });
    await provider("any").doGenerate(call);
    for await (const _ of (await provider("any").doStream(call)).stream);
    await (await provider("any").doStream(call)).stream.cancel();
    await rejection(provider("any").doStream(call));
    await rejection(provider("any").doStream(call));
    await expect.poll(() => listenersOf(signal)).toBe(0);
  });
});

describe("firstPartMs", () => {
  it.each([2 ** 31, 3e9])("of %d ms is longer than a timer can be, and not over at once", async (limit) => {
    const held = new FirstPartLimit(limit, undefined, where);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(held.signal?.aborted).toBe(false);
    held.release();
  });

  it.each([0, -1, Infinity, undefined])("of %s waits for ever", (limit) => {
    expect(new FirstPartLimit(limit, undefined, where).signal).toBeUndefined();
  });

  it("is over with the first part of a whole answer too", async () => {
    emulator.use({ answers: [{ kind: "model", text: "one two three four", pace: { betweenFramesMs: 150 } }] });
    const provider = defineProvider({ id: "service", env: { apiKey: [] }, language: openaiChat(), wire: { streamOnly: true } })({
      baseURL: emulator.baseURL,
      apiKey: emulator.apiKey,
      timeouts: { firstPartMs: 400 },
    });
    expect((await provider("any").doGenerate({ prompt })).finishReason.unified).toBe("stop");
  });
});
