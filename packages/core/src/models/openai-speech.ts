import type { JSONObject, SharedV4Warning, SpeechModelV4, SpeechModelV4CallOptions } from "@ai-sdk/provider";
import { InvalidResponseDataError } from "@ai-sdk/provider";
import { decodeBase64 } from "../bytes/base64.ts";
import type { ModelMakers } from "../provider/spec.ts";
import { bodyFields, definedFields } from "./provider-fields.ts";

/** What services that speak OpenAI's speech differ in. */
export interface OpenAISpeechSpec {
  /** @default "/audio/speech" */
  readonly path?: string;
  /** Values of `response_format`. The first is sent where a call asks for none, or for another, with a warning. @default any, and none is sent */
  readonly formats?: readonly string[];
  /** The voice of a call that names none, for services that need one. @default none is sent */
  readonly voice?: string | ((modelId: string) => string | undefined);
  /** Field for the voice. @default "voice" */
  readonly voiceField?: string;
  /** Whether the service can be told how fast to speak. @default true */
  readonly speed?: boolean;
  /** Field for how to speak; absent: the service has none. */
  readonly instructions?: string;
  /** Field for the language; absent: the service has none. */
  readonly language?: string;
}

/** Makes speech models of a service with OpenAI's `/audio/speech`. */
export function openaiSpeech(spec: OpenAISpeechSpec = {}): NonNullable<ModelMakers["speech"]> {
  return (to, modelId) => ({
    specificationVersion: "v4",
    provider: `${to.id}.speech`,
    modelId,
    async doGenerate(options) {
      const timestamp = new Date();
      const warnings: SharedV4Warning[] = [];
      const body = requestBody(options, spec, to.id, modelId, warnings);
      const { headers, abortSignal: signal } = options;
      const answer = await to.bytes({ method: "POST", path: spec.path ?? "/audio/speech", body, headers, signal, modelId, accept: "*/*" });
      const audio = isText(answer.headers["content-type"]) ? soundWithin(answer.body) : answer.body;
      if (audio === undefined) throw notAudio(answer.body, `${to.id}/${modelId}`);
      return {
        audio,
        warnings: [...answer.warnings, ...warnings],
        request: { body },
        response: { timestamp, modelId, headers: answer.headers },
      };
    },
  }) satisfies SpeechModelV4;
}

function requestBody(
  options: SpeechModelV4CallOptions,
  spec: OpenAISpeechSpec,
  providerId: string,
  modelId: string,
  warnings: SharedV4Warning[],
): JSONObject {
  const { voiceField = "voice", speed = true } = spec;
  const spelled = (feature: "instructions" | "language" | "speed", field: string | undefined): JSONObject => {
    const value = options[feature];
    if (value === undefined) return {};
    if (field !== undefined) return { [field]: value };
    warnings.push({ type: "unsupported", feature });
    return {};
  };
  return definedFields({
    model: modelId,
    input: options.text,
    [voiceField]: options.voice ?? (typeof spec.voice === "function" ? spec.voice(modelId) : spec.voice),
    response_format: responseFormat(options, spec, warnings),
    ...spelled("speed", speed ? "speed" : undefined),
    ...spelled("instructions", spec.instructions),
    ...spelled("language", spec.language),
    ...bodyFields(options.providerOptions, providerId),
  });
}

function responseFormat({ outputFormat }: SpeechModelV4CallOptions, { formats }: OpenAISpeechSpec, warnings: SharedV4Warning[]): string | undefined {
  if (formats === undefined || (outputFormat !== undefined && formats.includes(outputFormat))) return outputFormat;
  const [first] = formats;
  if (outputFormat !== undefined) warnings.push({ type: "unsupported", feature: "outputFormat", details: `the service has ${formats.join(", ")}; ${first} is sent` });
  return first;
}

/** A complaint under status 200 would otherwise be played as noise. */
function isText(contentType: string | undefined): boolean {
  return /^(application\/(problem\+)?json|text\/)/i.test(contentType ?? "");
}

/** Mistral's form: the sound in a field, in base64. */
function soundWithin(body: Uint8Array): Uint8Array | undefined {
  try {
    const said = JSON.parse(new TextDecoder().decode(body)) as Readonly<Record<string, unknown>> | null;
    const data = said?.["audio_data"];
    const sound = typeof data === "string" ? decodeBase64(data) : undefined;
    return sound?.length === 0 ? undefined : sound;
  } catch {
    return undefined;
  }
}

function notAudio(body: Uint8Array, target: string): InvalidResponseDataError {
  const said = new TextDecoder().decode(body.subarray(0, 500));
  return new InvalidResponseDataError({ data: said, message: `${target}: text came instead of audio: ${said}` });
}
