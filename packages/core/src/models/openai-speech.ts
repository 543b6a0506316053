import type { JSONObject, SharedV4Warning, SpeechModelV4, SpeechModelV4CallOptions } from "@ai-sdk/provider";
import { InvalidResponseDataError } from "@ai-sdk/provider";
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
      if (isText(answer.headers["content-type"])) throw notAudio(answer.body, `${to.id}/${modelId}`);
      return {
        audio: answer.body,
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
  const spelled = (feature: "instructions" | "language"): JSONObject => {
    const value = options[feature];
    const field = spec[feature];
    if (value === undefined) return {};
    if (field !== undefined) return { [field]: value };
    warnings.push({ type: "unsupported", feature });
    return {};
  };
  return definedFields({
    model: modelId,
    input: options.text,
    voice: options.voice ?? (typeof spec.voice === "function" ? spec.voice(modelId) : spec.voice),
    response_format: responseFormat(options, spec, warnings),
    speed: options.speed,
    ...spelled("instructions"),
    ...spelled("language"),
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

function notAudio(body: Uint8Array, target: string): InvalidResponseDataError {
  const said = new TextDecoder().decode(body.subarray(0, 500));
  return new InvalidResponseDataError({ data: said, message: `${target}: text came instead of audio: ${said}` });
}
