import { InvalidResponseDataError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiSpeech } from "../../src/models/openai-speech.ts";
import { fakeConnection } from "./fake-connection.ts";

const audio = new Uint8Array([82, 73, 70, 70]);

describe("openaiSpeech", () => {
  it("maps every call option that the service has a field for", async () => {
    const to = fakeConnection(audio, { "content-type": "audio/wav" });
    const { signal } = new AbortController();
    const model = openaiSpeech({ instructions: "instructions", language: "language_code" })(to, "tts-1");
    expect(model).toMatchObject({ specificationVersion: "v4", provider: "test.speech", modelId: "tts-1" });
    const result = await model.doGenerate({
      text: "Hello",
      voice: "ada",
      outputFormat: "wav",
      instructions: "slowly",
      speed: 1.5,
      language: "en",
      headers: { "x-trace": "1" },
      abortSignal: signal,
      providerOptions: { test: { sampleRate: 24_000 } },
    });
    const body = { model: "tts-1", input: "Hello", voice: "ada", response_format: "wav", speed: 1.5, instructions: "slowly", language_code: "en", sample_rate: 24_000 };
    expect(to.lastRequest).toEqual({ method: "POST", path: "/audio/speech", body, headers: { "x-trace": "1" }, signal, modelId: "tts-1", accept: "*/*" });
    expect(result).toEqual({
      audio,
      warnings: [],
      request: { body },
      response: { timestamp: expect.any(Date), modelId: "tts-1", headers: { "content-type": "audio/wav" } },
    });
  });

  it("warns of instructions and language where the service has neither", async () => {
    const to = fakeConnection(audio);
    const { warnings } = await openaiSpeech()(to, "tts-1").doGenerate({ text: "Hello", instructions: "slowly", language: "en" });
    expect(warnings).toEqual([
      { type: "unsupported", feature: "instructions" },
      { type: "unsupported", feature: "language" },
    ]);
    expect(to.lastRequest.body).toEqual({ model: "tts-1", input: "Hello" });
  });

  it("sends a format that the service has instead of one it has not, and says so", async () => {
    const to = fakeConnection(audio);
    const { warnings } = await openaiSpeech({ formats: ["wav", "mp3"] })(to, "tts-1").doGenerate({ text: "Hello", outputFormat: "opus" });
    expect(warnings).toEqual([{ type: "unsupported", feature: "outputFormat", details: "the service has wav, mp3; wav is sent" }]);
    expect(to.lastRequest.body).toMatchObject({ response_format: "wav" });
    expect((await openaiSpeech({ formats: ["wav", "mp3"] })(to, "tts-1").doGenerate({ text: "Hello" })).warnings).toEqual([]);
    expect(to.lastRequest.body).toMatchObject({ response_format: "wav" });
  });

  it("sends any format where the service's are not stated", async () => {
    const to = fakeConnection(audio);
    const { warnings } = await openaiSpeech()(to, "tts-1").doGenerate({ text: "Hello", outputFormat: "opus" });
    expect(warnings).toEqual([]);
    expect(to.lastRequest.body).toMatchObject({ response_format: "opus" });
  });

  it("speaks with the service's voice for the model when the call names none", async () => {
    const to = fakeConnection(audio);
    const make = openaiSpeech({ voice: (modelId) => (modelId === "tts-ar" ? "noura" : "ada") });
    await make(to, "tts-ar").doGenerate({ text: "Hello" });
    expect(to.lastRequest.body).toMatchObject({ voice: "noura" });
    await make(to, "tts-ar").doGenerate({ text: "Hello", voice: "other" });
    expect(to.lastRequest.body).toMatchObject({ voice: "other" });
    await openaiSpeech({ voice: "ada" })(to, "tts-1").doGenerate({ text: "Hello" });
    expect(to.lastRequest.body).toMatchObject({ voice: "ada" });
  });

  it("reads sound that comes in a field, and names the voice in a field of the service's", async () => {
    const to = fakeConnection(JSON.stringify({ audio_data: "UklGRg==" }), { "content-type": "application/json" });
    const result = await openaiSpeech({ voiceField: "voice_id", speed: false })(to, "tts-1").doGenerate({ text: "Hello", voice: "ada", speed: 2 });
    expect([...result.audio]).toEqual([...audio]);
    expect(result.warnings).toEqual([{ type: "unsupported", feature: "speed" }]);
    expect(to.lastRequest.body).toEqual({ model: "tts-1", input: "Hello", voice_id: "ada" });
  });

  it.each(["{}", '{"audio_data":""}', '{"audio_data":5}', '{"audio_data":"%%%"}', "null"])("does not take %s for sound in a field", async (body) => {
    const call = Promise.resolve(openaiSpeech()(fakeConnection(body, { "content-type": "application/json" }), "tts-1").doGenerate({ text: "Hello" }));
    await expect(call).rejects.toSatisfy((error) => InvalidResponseDataError.isInstance(error));
  });

  it.each(["application/json; charset=utf-8", "text/html"])("does not take %s for audio", async (contentType) => {
    const to = fakeConnection("the model is gone", { "content-type": contentType });
    const call = Promise.resolve(openaiSpeech()(to, "tts-1").doGenerate({ text: "Hello" }));
    await expect(call).rejects.toSatisfy((error) => InvalidResponseDataError.isInstance(error) && error.message.endsWith("text came instead of audio: the model is gone"));
  });
});
