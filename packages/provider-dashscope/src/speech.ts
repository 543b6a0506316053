import type { JSONObject, SharedV4Warning, SpeechModelV4, SpeechModelV4CallOptions } from "@ai-sdk/provider";
import { readOptions, type Connection } from "@portolan/core";
import { asObject, definedFields } from "./json.ts";
import { askNative, unreadable } from "./native.ts";

/** A voice that every Qwen-TTS model has; the service takes no call without one. https://www.alibabacloud.com/help/en/model-studio/qwen-tts-voice-list */
const defaultVoice = "Cherry";
const languages: ReadonlyMap<string, string> = new Map([
  ["auto", "Auto"],
  ["zh", "Chinese"],
  ["en", "English"],
  ["de", "German"],
  ["it", "Italian"],
  ["pt", "Portuguese"],
  ["es", "Spanish"],
  ["ja", "Japanese"],
  ["ko", "Korean"],
  ["fr", "French"],
  ["ru", "Russian"],
]);

/** Qwen-TTS, which leaves a WAV file at an address. https://www.alibabacloud.com/help/en/model-studio/qwen-tts-api */
export function speech(to: Connection, modelId: string): SpeechModelV4 {
  return {
    specificationVersion: "v4",
    provider: `${to.id}.speech`,
    modelId,
    async doGenerate(options) {
      const timestamp = new Date();
      const { headers, abortSignal: signal } = options;
      const own = await readOptions(to.id, options.providerOptions, async () => (await import("./options.ts")).speechOptions);
      const warnings = warningsOf(options);
      const body: JSONObject = { model: modelId, input: inputOf(options, own) };
      const answer = await askNative(to, { method: "POST", path: "/services/aigc/multimodal-generation/generation", body, headers, signal, modelId });
      const url = asObject(answer.output["audio"])?.["url"];
      if (typeof url !== "string") throw unreadable(to, modelId, "the answer holds no address of a sound", answer.body);
      const sound = await to.download({ url, signal, modelId });
      return {
        audio: sound.body,
        warnings: [...answer.warnings, ...warnings],
        request: { body },
        response: { timestamp, modelId, headers: { ...answer.headers }, body: answer.body },
        ...(answer.body["usage"] === undefined ? {} : { providerMetadata: { [to.id]: { usage: answer.body["usage"] } } }),
      };
    },
  };
}

function inputOf({ text, voice, instructions, language }: SpeechModelV4CallOptions, own: JSONObject): JSONObject {
  return definedFields({ text, voice: voice ?? defaultVoice, instructions, language_type: languageName(language), ...own });
}

function languageName(language: string | undefined): string | undefined {
  return language === undefined ? undefined : languages.get(language.toLowerCase().split("-", 1)[0] ?? "");
}

function warningsOf({ outputFormat, speed, language }: SpeechModelV4CallOptions): SharedV4Warning[] {
  const warnings: SharedV4Warning[] = [];
  if (outputFormat !== undefined && outputFormat !== "wav") warnings.push({ type: "unsupported", feature: "outputFormat", details: "the service makes WAV files only" });
  if (speed !== undefined) warnings.push({ type: "unsupported", feature: "speed", details: "qwen3-tts-instruct-flash takes it in words, as instructions" });
  if (language !== undefined && languageName(language) === undefined) warnings.push({ type: "unsupported", feature: "language", details: "the service tells it from the text" });
  return warnings;
}
