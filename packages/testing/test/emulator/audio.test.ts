import { describe, expect, it } from "vitest";
import { post, withEmulator, type Json } from "./client.ts";
import type { Emulator } from "../../src/emulator/index.ts";

function send(emulator: Emulator, path: string, fields: Record<string, string | string[]>, audio?: Uint8Array): Promise<Response> {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value);
  if (audio !== undefined) form.append("file", new Blob([new Uint8Array(audio)], { type: "audio/wav" }), "speech.wav");
  return fetch(`${emulator.baseURL}${path}`, { method: "POST", headers: { authorization: `Bearer ${emulator.apiKey}` }, body: form });
}

async function wav(emulator: Emulator, input = "A sentence to be spoken."): Promise<Uint8Array> {
  const response = await post(emulator, "/audio/speech", { model: "tts-1", voice: "alloy", input, response_format: "wav" });
  expect(response.headers.get("content-type")).toBe("audio/wav");
  return new Uint8Array(await response.arrayBuffer());
}

describe("speech", () => {
  it("is a WAV file, longer for longer texts", () =>
    withEmulator("openai", {}, async (emulator) => {
      const file = Buffer.from(await wav(emulator));
      expect([file.toString("latin1", 0, 4), file.readUInt32LE(4), file.toString("latin1", 8, 16)]).toEqual(["RIFF", file.length - 8, "WAVEfmt "]);
      expect(file.readUInt32LE(40)).toBe(file.length - 44);
      expect((await wav(emulator, "Longer. ".repeat(10))).length).toBeGreaterThan(file.length);
    }));

  it("is MP3 unless asked otherwise", () =>
    withEmulator("openai", {}, async (emulator) => {
      const response = await post(emulator, "/audio/speech", { model: "tts-1", voice: "alloy", input: "Hello" });
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(response.headers.get("content-type")).toBe("audio/mpeg");
      expect([...bytes.subarray(0, 2), ...bytes.subarray(417, 419)]).toEqual([0xff, 0xfb, 0xff, 0xfb]);
    }));

  it("can be cut", () =>
    withEmulator("openai", { answers: [{ kind: "model", faults: { cutAfterBytes: 100 } }] }, async (emulator) => {
      const response = await post(emulator, "/audio/speech", { model: "tts-1", voice: "alloy", input: "Hello" });
      await expect(response.arrayBuffer()).rejects.toThrow("terminated");
    }));
});

describe("transcriptions", () => {
  it("record fields and the bytes of the file", () =>
    withEmulator("openai", {}, async (emulator) => {
      const audio = await wav(emulator);
      await send(emulator, "/audio/transcriptions", { model: "whisper-1", prompt: "Grüße", "timestamp_granularities[]": ["word", "segment"] }, audio);
      const { body, files } = emulator.lastRequest;
      expect(body).toEqual({ model: "whisper-1", prompt: "Grüße", "timestamp_granularities[]": ["word", "segment"] });
      expect(files).toHaveLength(1);
      expect(files[0]).toMatchObject({ name: "file", filename: "speech.wav", contentType: "audio/wav" });
      expect(Buffer.from(files[0]?.bytes ?? []).equals(Buffer.from(audio))).toBe(true);
    }));

  it("answer in JSON, with Groq's request id", async () => {
    await withEmulator("openai", { answers: [{ kind: "model", text: "Hello there." }] }, async (emulator) => {
      expect(await (await send(emulator, "/audio/transcriptions", { model: "whisper-1" }, new Uint8Array(16000))).json()).toEqual({ text: "Hello there.", usage: { type: "duration", seconds: 1 } });
    });
    await withEmulator("groq", {}, async (emulator) => {
      const body = (await (await send(emulator, "/audio/transcriptions", { model: "whisper-large-v3" }, new Uint8Array(16))).json()) as Json;
      expect(body).toEqual({ text: expect.stringMatching(/^This is the emulator/), x_groq: { id: expect.stringMatching(/^req_/), seed: expect.any(Number) } });
    });
  });

  it("time segments and words over the length of the file", () =>
    withEmulator("openai", {}, async (emulator) => {
      const audio = await wav(emulator, "x".repeat(90));
      emulator.use({ answers: [{ kind: "model", text: "One two. Three." }] });
      const fields = { model: "whisper-1", response_format: "verbose_json", language: "de", "timestamp_granularities[]": ["word", "segment"] };
      const body = (await (await send(emulator, "/audio/transcriptions", fields, audio)).json()) as Json;
      expect(body).toMatchObject({ task: "transcribe", language: "German", duration: 1, text: "One two. Three." });
      expect(body.segments.map((segment: Json) => segment.text)).toEqual([" One two.", " Three."]);
      expect(body.words.map((word: Json) => word.word)).toEqual(["One", "two.", "Three."]);
      expect([body.words[0].start, body.words.at(-1).end]).toEqual([0, 1]);
      expect(body.segments[0].end).toBe(body.segments[1].start);
    }));

  it("give segments alone when nothing is named", () =>
    withEmulator("groq", {}, async (emulator) => {
      const body = (await (await send(emulator, "/audio/transcriptions", { model: "whisper-large-v3", response_format: "verbose_json" }, new Uint8Array(99))).json()) as Json;
      expect(body.segments.length).toBeGreaterThan(1);
      expect(body.words).toBeUndefined();
    }));

  it.each([
    ["text", /^This is the emulator.*\n$/],
    ["srt", /^1\n00:00:00,000 --> 00:00:00,\d{3}\nThis is the emulator/],
    ["vtt", /^WEBVTT\n\n00:00:00\.000 --> /],
  ])("answer as %s", (format, expected) =>
    withEmulator("openai", {}, async (emulator) => {
      const response = await send(emulator, "/audio/transcriptions", { model: "whisper-1", response_format: format }, new Uint8Array(8000));
      expect(response.headers.get("content-type")).toContain("text/plain");
      expect(await response.text()).toMatch(expected);
    }),
  );

  it("take a url in place of the file, and refuse a call without either", () =>
    withEmulator("groq", {}, async (emulator) => {
      expect((await send(emulator, "/audio/transcriptions", { model: "whisper-large-v3", url: "https://example.com/a.wav" })).status).toBe(200);
      const missing = await send(emulator, "/audio/transcriptions", { model: "whisper-large-v3" });
      expect([missing.status, await missing.json()]).toEqual([400, { error: { message: "'file' : property 'file' is missing", type: "invalid_request_error" } }]);
    }));

  it("translate into English", () =>
    withEmulator("openai", {}, async (emulator) => {
      const body = await (await send(emulator, "/audio/translations", { model: "whisper-1", response_format: "verbose_json" }, new Uint8Array(99))).json();
      expect(body).toMatchObject({ task: "translate", language: "English" });
    }));
});
