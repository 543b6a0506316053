import { generateSpeech, transcribe } from "ai";
import { describe, expect, it } from "vitest";
import { failureOf, useDashScope } from "./calls.ts";

const wav = Uint8Array.from([..."RIFF....WAVE"].map((letter) => letter.charCodeAt(0)));

describe("speech", () => {
  const test = useDashScope();

  it("is a WAV file through the AI SDK, fetched without the key", async () => {
    const { audio, warnings } = await generateSpeech({ model: test.dashscope.speechModel("qwen3-tts-instruct-flash"), text: "All hands on deck!", voice: "Ethan", instructions: "Loud.", language: "en-GB" });
    expect(new TextDecoder().decode(audio.uint8Array.subarray(0, 4))).toBe("RIFF");
    expect(audio.mediaType).toBe("audio/wav");
    expect(warnings).toEqual([]);
    expect(test.sent).toEqual({ model: "qwen3-tts-instruct-flash", input: { text: "All hands on deck!", voice: "Ethan", instructions: "Loud.", language_type: "English" } });
    expect(test.paths).toEqual(["POST /api/v1/services/aigc/multimodal-generation/generation", "GET /results/18.wav"]);
    expect(test.emulator.lastRequest.headers).not.toHaveProperty("authorization");
  });

  it("has a voice unless told otherwise, and takes DashScope's own options", async () => {
    await test.dashscope.speechModel("qwen3-tts-flash").doGenerate({ text: "Ahoy", language: "en", providerOptions: { dashscope: { languageType: "Auto", optimizeInstructions: true } } });
    expect(test.sent["input"]).toEqual({ text: "Ahoy", voice: "Cherry", language_type: "Auto", optimize_instructions: true });
  });

  it("warns of what the service has not", async () => {
    const { warnings } = await test.dashscope.speechModel("qwen3-tts-flash").doGenerate({ text: "Ahoy", outputFormat: "mp3", speed: 2, language: "eo" });
    expect(warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type))).toEqual(["outputFormat", "speed", "language"]);
    expect(test.sent["input"]).not.toHaveProperty("language_type");
  });

  it("without an address is an error that says so", async () => {
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [{ output: { audio: { data: "" } } }] }] });
    expect((await failureOf(test.dashscope.speechModel("qwen3-tts-flash").doGenerate({ text: "Ahoy" }))).error.message).toMatch(/holds no address of a sound/);
  });
});

describe("transcription", () => {
  const test = useDashScope();
  const heard = { kind: "model", text: "All hands.", messageFields: { annotations: [{ type: "audio_info", language: "en", emotion: "neutral" }] }, usage: { seconds: 3 } } as const;

  it("gives text, language and duration through the AI SDK", async () => {
    test.emulator.use({ answers: [heard] });
    const result = await transcribe({ model: test.dashscope.transcriptionModel("qwen3-asr-flash"), audio: wav, providerOptions: { dashscope: { language: "en", enableItn: true, context: "Ships." } } });
    expect(result).toMatchObject({ text: "All hands.", language: "en", durationInSeconds: 3 });
    expect(test.sent).toEqual({
      model: "qwen3-asr-flash",
      messages: [
        { role: "system", content: [{ type: "text", text: "Ships." }] },
        { role: "user", content: [{ type: "input_audio", input_audio: { data: "data:audio/wav;base64,UklGRi4uLi5XQVZF" } }] },
      ],
      asr_options: { language: "en", enable_itn: true },
    });
  });

  it("hands an address on, tells the mood, and warns of times", async () => {
    test.emulator.use({ answers: [heard] });
    const model = test.dashscope.transcriptionModel("qwen3-asr-flash");
    const result = await model.doGenerateFromUrl?.({ audio: new URL("https://a.test/b.mp3"), timestampGranularities: ["word"] });
    expect(test.sent).toEqual({ model: "qwen3-asr-flash", messages: [{ role: "user", content: [{ type: "input_audio", input_audio: { data: "https://a.test/b.mp3" } }] }] });
    expect(result).toMatchObject({ providerMetadata: { dashscope: { emotion: "neutral" } }, warnings: [{ feature: "timestampGranularities" }] });
    expect(await model.doGenerateFromUrl?.({ audio: new URL("https://user:word@a.test/b.mp3") })).toBeUndefined();
  });

  it("without text is an error that says so", async () => {
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [{ choices: [] }] }] });
    expect((await failureOf(test.dashscope.transcriptionModel("qwen3-asr-flash").doGenerate({ audio: wav, mediaType: "audio/wav" }))).error.message).toMatch(/holds no text/);
  });
});
