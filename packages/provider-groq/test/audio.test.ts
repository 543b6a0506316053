import { describe, expect, it } from "vitest";
import { useGroq } from "./calls.ts";

/** A tenth of a second of silence: 8 kHz, mono, 16 bit. */
function silence(): Uint8Array {
  const samples = 800 * 2;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const write = (at: number, text: string): void => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  write(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 16_000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, "data");
  view.setUint32(40, samples, true);
  return new Uint8Array(view.buffer);
}

describe("transcription", () => {
  const test = useGroq();
  const audio = silence();

  it("gives text, times, language and duration without being asked", async () => {
    const result = await test.groq.transcriptionModel("whisper-large-v3-turbo").doGenerate({ audio, mediaType: "audio/wav" });
    expect(result).toMatchObject({ language: "en", durationInSeconds: 0.1, warnings: [], providerMetadata: { groq: { id: expect.stringMatching(/^req_/) } } });
    expect(result.text).toContain(`${audio.length} bytes`);
    expect(result.segments.map(({ text }) => text).join("").trim()).toBe(result.text);
    expect(test.emulator.lastRequest.files).toMatchObject([{ filename: "audio.wav", bytes: { length: audio.length } }]);
    expect(test.sent).toMatchObject({ model: "whisper-large-v3-turbo", response_format: "verbose_json" });
  });

  it("gives words when they are asked for", async () => {
    const result = await test.groq.transcriptionModel("whisper-large-v3").doGenerate({ audio, mediaType: "audio/wav", timestampGranularities: ["word"] });
    expect(result.words?.map(({ text }) => text).join(" ")).toBe(result.text);
    expect(result.words?.at(-1)?.endSecond).toBeLessThanOrEqual(0.1);
    expect(result.warnings).toEqual([]);
  });

  it("sends an address instead of a file", async () => {
    const result = await test.groq.transcriptionModel("whisper-large-v3").doGenerateFromUrl?.({ audio: new URL("https://audio.test/a.wav") });
    expect(result?.text).toContain("did not fetch");
    expect(test.sent).toMatchObject({ url: "https://audio.test/a.wav" });
    expect(test.emulator.lastRequest.files).toEqual([]);
  });

  it("leaves an address that Groq cannot follow to a download", async () => {
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message: "failed to retrieve media: received status code: 302" } }] });
    expect(await test.groq.transcriptionModel("whisper-large-v3").doGenerateFromUrl?.({ audio: new URL("https://audio.test/a.wav") })).toBeUndefined();
  });

  it("takes plain text as an answer", async () => {
    const result = await test.groq.transcriptionModel("whisper-large-v3").doGenerate({ audio, mediaType: "audio/wav", providerOptions: { groq: { responseFormat: "text", language: "de" } } });
    expect(result.text).toContain("bytes of audio");
    expect(test.sent).toMatchObject({ response_format: "text", language: "de" });
  });
});

describe("speech", () => {
  const test = useGroq();

  it.each([
    ["canopylabs/orpheus-v1-english", "troy"],
    ["canopylabs/orpheus-arabic-saudi", "fahad"],
  ])("of %s has a voice and the only format there is", async (modelId, voice) => {
    test.emulator.use({ models: [{ id: modelId }] });
    const result = await test.groq.speechModel(modelId).doGenerate({ text: "Hello" });
    expect(test.sent).toEqual({ model: modelId, input: "Hello", voice, response_format: "wav" });
    expect(new TextDecoder().decode((result.audio as Uint8Array).subarray(0, 4))).toBe("RIFF");
    expect(result.warnings).toEqual([]);
  });

  it("warns of another format, instructions and language", async () => {
    const { warnings } = await test.groq.speechModel("canopylabs/orpheus-v1-english").doGenerate({ text: "Hello", outputFormat: "mp3", instructions: "slowly", language: "en" });
    expect(warnings.map((warning) => (warning.type === "unsupported" ? warning.feature : warning.type)).toSorted()).toEqual(["instructions", "language", "outputFormat"]);
  });
});

describe("embedding", () => {
  const test = useGroq({ models: [{ id: "nomic-embed-text-v1_5" }] });

  it("asks for base64 and gives numbers", async () => {
    const { embeddings, usage } = await test.groq.embeddingModel("nomic-embed-text-v1_5").doEmbed({ values: ["rain", "sun"] });
    expect(test.sent).toMatchObject({ encoding_format: "base64" });
    expect(embeddings.map((vector) => vector.length)).toEqual([768, 768]);
    expect(Math.hypot(...(embeddings[0] ?? []))).toBeCloseTo(1, 4);
    expect(usage?.tokens).toBeGreaterThan(0);
  });
});

describe("models of another kind", () => {
  const test = useGroq();

  it("are refused before anything is sent", () => {
    expect(() => test.groq("whisper-large-v3")).toThrow(/transcription/);
    expect(() => test.groq.transcriptionModel("canopylabs/orpheus-v1-english")).toThrow(/speech/);
    expect(() => test.groq.imageModel("some-image-model")).toThrow(/image/);
  });
});
