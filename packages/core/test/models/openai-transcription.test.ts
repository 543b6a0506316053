import { APICallError, InvalidResponseDataError, type JSONValue } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiTranscription, type OpenAITranscriptionSpec } from "../../src/models/openai-transcription.ts";
import { fakeConnection, type FakeConnection } from "./fake-connection.ts";

const audio = new Uint8Array([1, 2, 3]);
const call = { audio, mediaType: "audio/mpeg" } as const;
const timesMissing = (details: string) => ({ type: "unsupported", feature: "timestampGranularities", details });

const make = (to: FakeConnection, spec?: OpenAITranscriptionSpec) => openaiTranscription(spec)(to, "whisper-1");

const formOf = (to: FakeConnection): FormData => {
  const { body } = to.lastRequest;
  if (!(body instanceof FormData)) throw new Error("no form was sent");
  return body;
};

const textFields = (to: FakeConnection): (readonly [string, string])[] =>
  [...formOf(to)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));

describe("openaiTranscription: request", () => {
  it("sends the audio as a file with name and type, the headers and the signal", async () => {
    const to = fakeConnection({ text: "Hello" });
    const { signal } = new AbortController();
    const model = make(to);
    expect(model).toMatchObject({ specificationVersion: "v4", provider: "test.transcription", modelId: "whisper-1" });
    await model.doGenerate({ ...call, headers: { "x-trace": "1" }, abortSignal: signal });
    expect(to.lastRequest).toMatchObject({ method: "POST", path: "/audio/transcriptions", headers: { "x-trace": "1" }, modelId: "whisper-1" });
    expect(to.lastRequest.signal).toBe(signal);
    const file = formOf(to).get("file") as File;
    expect([file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]]).toEqual(["audio.mp3", "audio/mpeg", [1, 2, 3]]);
    expect(textFields(to)).toEqual([["model", "whisper-1"]]);
  });

  it("decodes base64 audio", async () => {
    const to = fakeConnection({ text: "Hello" });
    await make(to).doGenerate({ ...call, audio: "AQID" });
    const file = formOf(to).get("file") as File;
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 2, 3]);
  });

  it("sends provider options in snake case, lists repeated", async () => {
    const to = fakeConnection({ text: "Hello" });
    await make(to).doGenerate({ ...call, providerOptions: { test: { language: "en", temperature: 0.2, customWords: ["a", "b"], chunking: { type: "auto" }, prompt: null } } });
    expect(textFields(to)).toEqual([
      ["model", "whisper-1"],
      ["language", "en"],
      ["temperature", "0.2"],
      ["custom_words[]", "a"],
      ["custom_words[]", "b"],
      ["chunking", '{"type":"auto"}'],
    ]);
  });

  it("asks for times in the only format that has them", async () => {
    const to = fakeConnection({ text: "Hello", words: [], segments: [] });
    const { warnings, request } = await make(to).doGenerate({ ...call, timestampGranularities: ["word", "segment"] });
    expect(textFields(to)).toEqual([
      ["model", "whisper-1"],
      ["response_format", "verbose_json"],
      ["timestamp_granularities[]", "word"],
      ["timestamp_granularities[]", "segment"],
    ]);
    expect(warnings).toEqual([]);
    expect(JSON.parse(request?.body ?? "")).toEqual({ model: "whisper-1", response_format: "verbose_json", timestamp_granularities: ["word", "segment"], file: "audio.mp3" });
  });

  it("asks for times as they are where the service wants no format, lists under their bare name", async () => {
    const to = fakeConnection({ text: "Hello", words: [], usage: { prompt_audio_seconds: 7 } });
    const { warnings, durationInSeconds } = await make(to, { verbose: false, plainTimes: true, lists: "repeated" }).doGenerate({ ...call, timestampGranularities: ["word"] });
    expect(textFields(to)).toEqual([["model", "whisper-1"], ["timestamp_granularities", "word"]]);
    expect([warnings, durationInSeconds]).toEqual([[], 7]);
  });

  it("lets provider options win over the call's granularities", async () => {
    const to = fakeConnection({ text: "Hello", words: [] });
    await make(to).doGenerate({ ...call, timestampGranularities: ["segment"], providerOptions: { test: { timestampGranularities: ["word"] } } });
    expect(textFields(to)).toEqual([
      ["model", "whisper-1"],
      ["response_format", "verbose_json"],
      ["timestamp_granularities[]", "word"],
    ]);
  });

  it.each([
    ["always", true, "verbose_json"],
    ["for matching models", /whisper/, "verbose_json"],
    ["not for others", /large/, null],
    ["never", false, null],
    ["not without a wish for times", undefined, null],
  ] as const)("asks for verbose_json %s", async (_, verbose, expected) => {
    const to = fakeConnection({ text: "Hello" });
    await make(to, verbose === undefined ? {} : { verbose }).doGenerate(call);
    expect(formOf(to).get("response_format")).toBe(expected);
  });

  it("warns of granularities that the model or the chosen format cannot give", async () => {
    const to = fakeConnection({ text: "Hello" });
    const wish = { ...call, timestampGranularities: ["word" as const] };
    const expected = [timesMissing("only the response format verbose_json has them")];
    expect((await make(to, { verbose: false }).doGenerate(wish)).warnings).toEqual(expected);
    expect(textFields(to)).toEqual([["model", "whisper-1"]]);
    expect((await make(to, { verbose: true }).doGenerate({ ...wish, providerOptions: { test: { responseFormat: "json" } } })).warnings).toEqual(expected);
    expect(textFields(to)).toEqual([["model", "whisper-1"], ["response_format", "json"]]);
  });
});

describe("openaiTranscription: answer", () => {
  it("reads words, segments, language, duration, usage and kept metadata", async () => {
    const body = {
      task: "transcribe",
      text: "Hello you.",
      language: "English",
      duration: 1.5,
      segments: [{ id: 0, text: " Hello you.", start: 0, end: 1.4 }],
      words: [{ word: "Hello", start: 0, end: 0.5 }, { word: "you", start: 0.6, end: 1.4 }],
      usage: { type: "duration", seconds: 2 },
      x_groq: { id: "req_1" },
    };
    const result = await make(fakeConnection(body, { "x-request-id": "r" }), { verbose: true, keep: { requestId: "x_groq.id" } }).doGenerate(call);
    expect(result).toEqual({
      text: "Hello you.",
      segments: [{ text: " Hello you.", startSecond: 0, endSecond: 1.4 }],
      words: [{ text: "Hello", startSecond: 0, endSecond: 0.5 }, { text: "you", startSecond: 0.6, endSecond: 1.4 }],
      language: "en",
      durationInSeconds: 1.5,
      usage: { type: "duration", seconds: 2 },
      warnings: [],
      request: { body: expect.any(String) },
      response: { timestamp: expect.any(Date), modelId: "whisper-1", headers: { "x-request-id": "r" }, body },
      providerMetadata: { test: { requestId: "req_1" } },
    });
  });

  it("takes words for segments where the service sends no segments", async () => {
    const body = { text: "Hi", words: [{ word: "Hi", start: 0, end: 1 }] };
    expect(await make(fakeConnection(body)).doGenerate(call)).toMatchObject({ segments: [{ text: "Hi", startSecond: 0, endSecond: 1 }] });
  });

  it("needs no more of an answer than its text", async () => {
    const result = await make(fakeConnection({ text: "", segments: null, language: null, duration: null, words: [{ word: "no times" }] })).doGenerate(call);
    expect(result).toMatchObject({ text: "", segments: [], language: undefined, durationInSeconds: undefined, warnings: [] });
    expect(result).not.toHaveProperty("words");
    expect(result).not.toHaveProperty("usage");
  });

  it("tells when times were asked for and none came, but not of silence", async () => {
    const wish = { ...call, timestampGranularities: ["word" as const, "segment" as const] };
    expect((await make(fakeConnection({ text: "Hi", segments: [] })).doGenerate(wish)).warnings).toEqual([timesMissing("the answer holds no word times")]);
    expect((await make(fakeConnection({ text: "", words: [], segments: [] })).doGenerate(wish)).warnings).toEqual([]);
  });

  it.each(["text", "srt", "vtt"])("returns the format %s as it came", async (responseFormat) => {
    const to = fakeConnection("1\n00:00 Grüße");
    const result = await make(to, { verbose: true }).doGenerate({ ...call, providerOptions: { test: { responseFormat } } });
    expect(result).toMatchObject({ text: "1\n00:00 Grüße", segments: [] });
    expect(to.lastRequest.accept).toBe("*/*");
  });

  it.each<[string, JSONValue]>([["no text", { task: "transcribe" }], ["a list", []]])("rejects an answer with %s", async (_, body) => {
    await expect(Promise.resolve(make(fakeConnection(body)).doGenerate(call))).rejects.toSatisfy((error) => InvalidResponseDataError.isInstance(error));
  });
});

describe("openaiTranscription: audio by URL", () => {
  const fetchFault = (message: string, statusCode: number) => new APICallError({ message, statusCode, url: "https://service.test", requestBodyValues: {} });

  it("is there only where the service can", () => {
    expect(make(fakeConnection({}))).not.toHaveProperty("doGenerateFromUrl");
    expect(make(fakeConnection({}), { url: true })).toHaveProperty("doGenerateFromUrl");
  });

  it("sends the address without its fragment, and no file", async () => {
    const to = fakeConnection({ text: "Hello" });
    const address = new URL("https://audio.test/a.mp3?part=1#t=3");
    const result = await make(to, { url: true }).doGenerateFromUrl?.({ audio: address, timestampGranularities: ["word"] });
    expect(result?.text).toBe("Hello");
    expect(formOf(to).get("url")).toBe("https://audio.test/a.mp3?part=1");
    expect(formOf(to).has("file")).toBe(false);
    expect(formOf(to).getAll("timestamp_granularities[]")).toEqual(["word"]);
    expect(address.hash).toBe("#t=3");
  });

  it.each(["ftp://audio.test/a.mp3", "https://user:word@audio.test/a.mp3", "data:audio/mpeg;base64,AQID"])("leaves %s to a download", async (address) => {
    const to = fakeConnection({ text: "Hello" });
    expect(await make(to, { url: true }).doGenerateFromUrl?.({ audio: new URL(address) })).toBeUndefined();
    expect(to.requests).toHaveLength(0);
  });

  it("falls back to a download when the service cannot fetch the address, and only then", async () => {
    const audioURL = { audio: new URL("https://audio.test/a.mp3") };
    const moved = fetchFault("failed to retrieve media: received status code: 302", 400);
    expect(await make(fakeConnection(moved), { url: true }).doGenerateFromUrl?.(audioURL)).toBeUndefined();
    for (const fault of [fetchFault("file is too large", 400), fetchFault("failed to retrieve media", 500)]) {
      await expect(Promise.resolve(make(fakeConnection(fault), { url: true }).doGenerateFromUrl?.(audioURL))).rejects.toBe(fault);
    }
  });
});
