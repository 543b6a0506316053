import assert from "node:assert/strict";
import type { ProviderV4, SpeechModelV4, SpeechModelV4CallOptions } from "@ai-sdk/provider";
import type { RawAnswer } from "../../emulator/script.ts";
import { casesOfKind, type CaseOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import type { ConformanceModels } from "../subject.ts";
import { casesOfAnyKind, type KindOfCall } from "./any-kind.ts";

const sound: Uint8Array = Uint8Array.from([82, 73, 70, 70, 4, 0, 0, 0, 87, 65, 86, 69]);
const spoken: RawAnswer = { kind: "raw", contentType: "audio/wav", body: sound };

function speechModel(provider: ProviderV4, models: ConformanceModels): SpeechModelV4 {
  return provider.speechModel?.(models.speech ?? "") ?? assert.fail("the provider has no speech models");
}

async function speak({ answer, provider, models }: ConformanceContext, options: Partial<SpeechModelV4CallOptions> = {}, by: RawAnswer = spoken) {
  answer(by);
  return speechModel(provider, models).doGenerate({ text: "Land in sight.", ...options });
}

function sentOrWarned(option: "outputFormat" | "speed" | "instructions" | "language", value: Partial<SpeechModelV4CallOptions>, sent: RegExp): CaseOf {
  return {
    name: `the ${option} of speech is sent or warned about`,
    fact: "A call option of the AI SDK that services spell differently, or lack.",
    async run(context) {
      const { warnings } = await speak(context, value);
      const isSent = sent.test(JSON.stringify(context.emulator.lastRequest.body));
      assert.equal(isSent || warnings.some((warning) => "feature" in warning && warning.feature === option), true, "neither sent nor warned about");
    },
  };
}

const cases: readonly CaseOf[] = [
  {
    name: "a text is sent to be spoken, and its sound is bytes",
    fact: "OpenAI's form: the body is the sound itself.",
    async run(context) {
      const { audio } = await speak(context);
      assert.ok(audio instanceof Uint8Array, "bytes were expected");
      assert.deepEqual([...audio], [...sound]);
      const { body } = context.emulator.lastRequest;
      assert.deepEqual([body?.["model"], body?.["input"]], [context.models.speech, "Land in sight."]);
    },
  },
  {
    name: "the voice is sent",
    fact: "Names of voices are the service's own.",
    async run(context) {
      await speak(context, { voice: "ada" });
      assert.match(JSON.stringify(context.emulator.lastRequest.body), /"voice\w*":"ada"/);
    },
  },
  sentOrWarned("outputFormat", { outputFormat: "flac" }, /flac/),
  sentOrWarned("speed", { speed: 1.25 }, /1\.25/),
  sentOrWarned("instructions", { instructions: "in a whisper" }, /in a whisper/),
  sentOrWarned("language", { language: "pt" }, /"pt"/),
  {
    name: "text in place of sound is an error",
    fact: "Proxies answer pages under status 200; a player would play noise.",
    async run(context) {
      const page: RawAnswer = { kind: "raw", contentType: "text/html", body: "<html><body>Please wait</body></html>" };
      await assert.rejects(speak(context, {}, page));
    },
  },
  {
    name: "no sound at all is an error",
    fact: "An empty file is what a broken server leaves.",
    async run(context) {
      await assert.rejects(speak(context, {}, { ...spoken, body: "" }));
    },
  },
];

const asAnyKind: KindOfCall = {
  noun: "speech",
  call: async (provider, models, { words = "Land in sight.", ...options }) => speechModel(provider, models).doGenerate({ text: words, ...options }),
};

export const speech: readonly ConformanceCase[] = casesOfKind("speech", [...cases, ...casesOfAnyKind(asAnyKind)]);
