import type {
  JSONObject,
  JSONValue,
  SharedV4Warning,
  TranscriptionModelV4,
  TranscriptionModelV4CallOptions,
  TranscriptionModelV4Result,
} from "@ai-sdk/provider";
import { APICallError, InvalidResponseDataError } from "@ai-sdk/provider";
import type { Answer, Connection, ConnectionRequest } from "../connection/connection.ts";
import { asArray, asObject, asText } from "../json/narrow.ts";
import type { ModelMakers } from "../provider/spec.ts";
import { audioFileName } from "./audio-file-name.ts";
import { decodeBase64 } from "../bytes/base64.ts";
import { languageCode } from "./language-code.ts";
import { asNumber, bodyFields, keptMetadata } from "./provider-fields.ts";

/** What services that speak OpenAI's transcriptions differ in. */
export interface OpenAITranscriptionSpec {
  /** @default "/audio/transcriptions" */
  readonly path?: string;
  /** The service fetches the audio itself when given a `url` field. @default false */
  readonly url?: boolean;
  /**
   * Models with `verbose_json`, which brings times, the language and the duration: it is always asked for. Of other models it is
   * not, and wishes for times are warned about. Absent: asked for with a wish for times only.
   */
  readonly verbose?: boolean | RegExp;
  /** Kinds of time are taken without `verbose_json`, as Mistral does. @default false */
  readonly plainTimes?: boolean;
  /** How several values of one field are sent: under `name[]`, as OpenAI's services read them, or the bare name repeated. @default "brackets" */
  readonly lists?: "brackets" | "repeated";
  /** Key of `providerMetadata[id]` → path of a response field. */
  readonly keep?: Readonly<Record<string, string>>;
}

interface AudioFile {
  readonly data: Blob;
  readonly name: string;
}

type Call = Omit<TranscriptionModelV4CallOptions, "audio" | "mediaType">;
/** The form's text fields. */
type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Makes transcription models of a service with OpenAI's `/audio/transcriptions`. */
export function openaiTranscription(spec: OpenAITranscriptionSpec = {}): NonNullable<ModelMakers["transcription"]> {
  return (to, modelId) => {
    const model: TranscriptionModelV4 = {
      specificationVersion: "v4",
      provider: `${to.id}.transcription`,
      modelId,
      doGenerate: (options) => transcribe(to, modelId, spec, options, audioFile(options)),
    };
    if (spec.url !== true) return model;
    return { ...model, doGenerateFromUrl: (options) => transcribeURL(to, modelId, spec, options) };
  };
}

function audioFile({ audio, mediaType }: TranscriptionModelV4CallOptions): AudioFile {
  const bytes = typeof audio === "string" ? decodeBase64(audio) : (audio as Uint8Array<ArrayBuffer>);
  return { data: new Blob([bytes], { type: mediaType }), name: audioFileName(mediaType) };
}

/** `undefined`, which has the AI SDK download the audio, where only that can succeed. */
async function transcribeURL(
  to: Connection,
  modelId: string,
  spec: OpenAITranscriptionSpec,
  { audio, ...call }: Call & { readonly audio: URL },
): Promise<TranscriptionModelV4Result | undefined> {
  if (!/^https?:$/.test(audio.protocol) || audio.username !== "" || audio.password !== "") return undefined;
  const address = new URL(audio);
  address.hash = "";
  try {
    return await transcribe(to, modelId, spec, call, address);
  } catch (error) {
    // Groq follows no redirects and reaches no private address. Seen in @ai-sdk/groq 4.0.84.
    if (APICallError.isInstance(error) && error.statusCode === 400 && /failed to retrieve media/i.test(error.message)) return undefined;
    throw error;
  }
}

async function transcribe(
  to: Connection,
  modelId: string,
  spec: OpenAITranscriptionSpec,
  call: Call,
  audio: URL | AudioFile,
): Promise<TranscriptionModelV4Result> {
  const timestamp = new Date();
  const warnings: SharedV4Warning[] = [];
  const fields = requestFields(call, modelId, spec, to.id, warnings);
  const request = {
    method: "POST",
    path: spec.path ?? "/audio/transcriptions",
    body: toForm(fields, audio, spec.lists === "repeated" ? "" : "[]"),
    headers: call.headers,
    signal: call.abortSignal,
    modelId,
  } as const;
  const answer = await send(to, request, fields["response_format"]);
  warnings.push(...missingTimes(fields, answer.body));
  const providerMetadata = keptMetadata(to.id, answer.body, spec.keep);
  return {
    ...readTranscript(answer.body, `${to.id}/${modelId}`),
    warnings: [...answer.warnings, ...warnings],
    request: { body: JSON.stringify({ ...fields, ...(audio instanceof URL ? { url: audio.href } : { file: audio.name }) }) },
    response: { timestamp, modelId, headers: answer.headers, body: answer.body },
    ...(providerMetadata === undefined ? {} : { providerMetadata }),
  };
}

/** A provider option wins over the call option of the same meaning. */
function requestFields(call: Call, modelId: string, spec: OpenAITranscriptionSpec, providerId: string, warnings: SharedV4Warning[]): Fields {
  const own = bodyFields(call.providerOptions, providerId);
  const wished = own["timestamp_granularities"] === undefined ? (call.timestampGranularities ?? []) : [];
  const asksForTimes = wished.length > 0 || own["timestamp_granularities"] !== undefined;
  const format = asText(own["response_format"]) ?? (asksVerbose(spec, modelId, asksForTimes) ? "verbose_json" : undefined);
  const takesTimes = format === "verbose_json" || spec.plainTimes === true;
  if (wished.length > 0 && !takesTimes) warnings.push(noTimes("only the response format verbose_json has them"));
  const times = wished.length > 0 && takesTimes ? { timestamp_granularities: wished } : {};
  const rest = Object.entries(own).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, fieldValue(value)] as const]));
  return { model: modelId, ...(format === undefined ? {} : { response_format: format }), ...times, ...Object.fromEntries(rest) };
}

function asksVerbose({ verbose }: OpenAITranscriptionSpec, modelId: string, asksForTimes: boolean): boolean {
  if (verbose === undefined) return asksForTimes;
  return verbose instanceof RegExp ? verbose.test(modelId) : verbose;
}

function fieldValue(value: JSONValue): string | readonly string[] {
  const items = asArray(value);
  return items === undefined ? formText(value) : items.map(formText);
}

function formText(value: JSONValue): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function toForm(fields: Fields, audio: URL | AudioFile, listSuffix: "[]" | ""): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") form.append(name, value);
    else for (const item of value) form.append(`${name}${listSuffix}`, item);
  }
  if (audio instanceof URL) form.append("url", audio.href);
  else form.append("file", audio.data, audio.name);
  return form;
}

/** A warning for each kind of time that was asked for and that the answer has no list of. */
function missingTimes(fields: Fields, body: JSONValue): readonly SharedV4Warning[] {
  const asked = fields["timestamp_granularities"] ?? [];
  return ["word", "segment"]
    .filter((granularity) => asked.includes(granularity) && asArray(asObject(body)?.[`${granularity}s`]) === undefined)
    .map((granularity) => noTimes(`the answer holds no ${granularity} times`));
}

function noTimes(details: string): SharedV4Warning {
  return { type: "unsupported", feature: "timestampGranularities", details };
}

type TranscriptAnswer = Pick<Answer<JSONValue>, "headers" | "body" | "warnings">;

/** Formats other than JSON (`text`, `srt`, `vtt`) come as they are to be read. */
async function send(to: Connection, request: ConnectionRequest, format: Fields[string] | undefined): Promise<TranscriptAnswer> {
  if (typeof format !== "string" || format.endsWith("json")) return await to.json(request);
  const answer = await to.bytes({ ...request, accept: "*/*" });
  return { ...answer, body: new TextDecoder().decode(answer.body) };
}

type Transcript = Pick<TranscriptionModelV4Result, "text" | "segments" | "words" | "language" | "durationInSeconds" | "usage">;

function readTranscript(body: JSONValue, target: string): Transcript {
  if (typeof body === "string") return { text: body, segments: [], language: undefined, durationInSeconds: undefined };
  const answer = asObject(body);
  const text = answer?.["text"];
  if (answer === undefined || typeof text !== "string") {
    throw new InvalidResponseDataError({ data: body, message: `${target}: the transcription holds no text.` });
  }
  const words = readTimes(answer["words"], "word");
  const usage = asObject(answer["usage"]);
  const language = asText(answer["language"]);
  return {
    text,
    segments: readTimes(answer["segments"], "text") ?? words ?? [],
    ...(words === undefined ? {} : { words }),
    language: language === undefined ? undefined : languageCode(language),
    durationInSeconds: asNumber(answer["duration"]) ?? asNumber(usage?.["seconds"]) ?? asNumber(usage?.["prompt_audio_seconds"]),
    ...(usage === undefined ? {} : { usage }),
  };
}

/** Spans of text with their times in seconds; `undefined` when there are none. What has no times is left out. */
function readTimes(value: JSONValue | undefined, textField: "word" | "text"): TranscriptionModelV4Result["segments"] | undefined {
  const spans = (asArray(value) ?? []).map(asObject).flatMap((span: JSONObject | undefined) => {
    const text = span?.[textField] ?? span?.["text"];
    const startSecond = asNumber(span?.["start"]);
    const endSecond = asNumber(span?.["end"]);
    return typeof text === "string" && startSecond !== undefined && endSecond !== undefined ? [{ text, startSecond, endSecond }] : [];
  });
  return spans.length === 0 ? undefined : spans;
}
