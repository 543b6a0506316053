import assert from "node:assert/strict";
import type { JSONObject, TranscriptionModelV4, TranscriptionModelV4CallOptions } from "@ai-sdk/provider";
import { casesOfKind, type CaseOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { casesOfAnyKind, type KindOfCall } from "./any-kind.ts";

const sound: Uint8Array = Uint8Array.from([82, 73, 70, 70, 4, 0, 0, 0, 87, 65, 86, 69]);

/** Groq alone sends it, and its official library insists on it. */
const own: JSONObject = { x_groq: { id: "req_1" } };

const transcript: JSONObject = {
  ...own,
  text: "Land in sight.",
  language: "en",
  duration: 2.5,
  task: "transcribe",
  segments: [{ id: 0, seek: 0, start: 0, end: 2.5, text: "Land in sight.", tokens: [50365], temperature: 0, avg_logprob: -0.2, compression_ratio: 1, no_speech_prob: 0 }],
  words: [{ word: "Land", start: 0, end: 0.5 }, { word: "in", start: 0.5, end: 0.75 }, { word: "sight", start: 0.75, end: 1.5 }],
};

function modelOf({ provider, models }: ConformanceContext): TranscriptionModelV4 {
  return provider.transcriptionModel?.(models.transcription ?? "") ?? assert.fail("the provider has no transcription models");
}

async function transcribe(context: ConformanceContext, body: JSONObject, options: Partial<TranscriptionModelV4CallOptions> = {}) {
  context.answer({ kind: "chunks", chunks: [body] });
  return modelOf(context).doGenerate({ audio: sound, mediaType: "audio/wav", ...options });
}

const cases: readonly CaseOf[] = [
  {
    name: "sound is sent as a file and its text is read",
    fact: "A multipart form; the file's name ends as its type does, because services go by it.",
    async run(context) {
      assert.equal((await transcribe(context, transcript)).text, "Land in sight.");
      const { body, files } = context.emulator.lastRequest;
      assert.equal(body?.["model"], context.models.transcription);
      assert.deepEqual(files.map(({ name, bytes }) => [name, [...bytes]]), [["file", [...sound]]]);
      assert.match(files[0]?.filename ?? "", /\.wav$/);
    },
  },
  {
    name: "sound in base64 is sent as its bytes",
    fact: "The AI SDK allows both.",
    async run(context) {
      await transcribe(context, transcript, { audio: btoa(String.fromCharCode(...sound)) });
      assert.deepEqual([...(context.emulator.lastRequest.files[0]?.bytes ?? [])], [...sound]);
    },
  },
  {
    name: "segments, language and duration are read",
    fact: "In seconds; subtitles are made of them.",
    async run(context) {
      const { segments, language, durationInSeconds } = await transcribe(context, transcript, { timestampGranularities: ["segment"] });
      assert.deepEqual(segments, [{ text: "Land in sight.", startSecond: 0, endSecond: 2.5 }]);
      assert.deepEqual([language, durationInSeconds], ["en", 2.5]);
    },
  },
  {
    name: "times by word are asked for, and words are read",
    fact: "A call option of the AI SDK, for which services want `verbose_json`; published libraries drop it.",
    async run(context) {
      const { words } = await transcribe(context, transcript, { timestampGranularities: ["word"] });
      const { body } = context.emulator.lastRequest;
      assert.match(String(JSON.stringify(body?.["timestamp_granularities[]"] ?? body?.["timestamp_granularities"])), /word/);
      assert.ok(body?.["response_format"] === "verbose_json" || context.profile.plainTimes === true, String(body?.["response_format"]));
      assert.deepEqual(words?.map(({ text, startSecond }) => [text, startSecond]), [["Land", 0], ["in", 0.5], ["sight", 0.75]]);
    },
  },
  {
    name: "a transcript that is text alone is read",
    fact: "Small servers send nothing but `text`.",
    async run(context) {
      const { text, segments } = await transcribe(context, { ...own, text: "Land in sight." });
      assert.deepEqual([text, segments], ["Land in sight.", []]);
    },
  },
];

const asAnyKind: KindOfCall = {
  noun: "a transcription",
  call: async (provider, models, { words: _, ...options }) =>
    provider.transcriptionModel?.(models.transcription ?? "").doGenerate({ audio: sound, mediaType: "audio/wav", ...options }),
};

export const transcription: readonly ConformanceCase[] = casesOfKind("transcription", [...cases, ...casesOfAnyKind(asAnyKind)]);
