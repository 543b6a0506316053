import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readList, readString } from "../json.ts";
import { jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer, RecordedRequest } from "../script.ts";
import { wavSeconds } from "../sound.ts";

interface Timed {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes of a second of compressed audio, where no header tells how long a file plays. */
const bytesPerSecond = 16_000;

export function transcriptions(
  task: "transcribe" | "translate",
  request: RecordedRequest,
  body: JSONObject,
  scripted: ModelAnswer | undefined,
  context: RequestContext,
): Reply {
  const { profile, exchange, script } = context;
  const [file] = request.files;
  const source = file === undefined ? "a file it did not fetch" : `${file.bytes.length} bytes of audio`;
  const text = scripted?.text ?? `This is the emulator, not a transcription. It was given ${source}. It did not listen.`;
  const seconds = file === undefined ? 1 : (wavSeconds(file.bytes) ?? file.bytes.length / bytesPerSecond);
  const format = readString(body, "response_format") ?? "json";
  const own = profile.chunkFields?.("whole", body, exchange)["x_groq"];
  const fields: JSONObject = own === undefined ? {} : { x_groq: own };
  const plain = plainText(format, text, seconds);
  return replyOf(
    {
      contentType: plain === undefined ? "application/json" : "text/plain; charset=utf-8",
      frames:
        plain === undefined
          ? jsonFrames(
              { ...(format === "verbose_json" ? verbose(task, text, seconds, body) : { text, ...usage(seconds, profile.id) }), ...fields, ...scripted?.chunkFields },
              scripted?.faults,
            )
          : [plain],
      ...(scripted === undefined ? {} : { answer: scripted }),
      pace: script.pace,
    },
    profile,
    exchange,
  );
}

/** OpenAI bills audio by its length; Groq's answers carry no usage. */
function usage(seconds: number, profileId: string): JSONObject {
  return profileId === "groq" ? {} : { usage: { type: "duration", seconds: Math.ceil(seconds) } };
}

function verbose(task: string, text: string, seconds: number, body: JSONObject): JSONObject {
  const wanted = [readString(body, "timestamp_granularities[]"), ...readList(body, "timestamp_granularities[]")].filter((one) => one !== undefined);
  const language = task === "translate" ? "English" : (languageNames[readString(body, "language") ?? "en"] ?? "English");
  const timed: Record<string, JSONValue> = {};
  if (wanted.length === 0 || wanted.includes("segment")) timed["segments"] = spread(sentences(text), seconds).map(segment);
  if (wanted.includes("word")) timed["words"] = spread(text.split(/\s+/).filter(Boolean), seconds).map(({ text: word, start, end }) => ({ word, start, end }));
  return { task, language, duration: rounded(seconds), text, ...timed };
}

const languageNames: Readonly<Record<string, string>> = { en: "English", de: "German", fr: "French", es: "Spanish", it: "Italian", zh: "Chinese", ja: "Japanese" };

function segment({ text, start, end }: Timed, id: number): JSONObject {
  return {
    id,
    seek: 0,
    start,
    end,
    text: ` ${text}`,
    tokens: [50364 + id],
    temperature: 0,
    avg_logprob: -0.25,
    compression_ratio: 1.2,
    no_speech_prob: 0.01,
  };
}

function plainText(format: string, text: string, seconds: number): string | undefined {
  switch (format) {
    case "text":
      return `${text}\n`;
    case "srt":
      return spread(sentences(text), seconds)
        .map((cue, index) => `${index + 1}\n${stamp(cue.start, ",")} --> ${stamp(cue.end, ",")}\n${cue.text}\n`)
        .join("\n");
    case "vtt":
      return `WEBVTT\n\n${spread(sentences(text), seconds)
        .map((cue) => `${stamp(cue.start, ".")} --> ${stamp(cue.end, ".")}\n${cue.text}\n`)
        .join("\n")}`;
    default:
      return undefined;
  }
}

function stamp(seconds: number, point: string): string {
  return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).replace(".", point);
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).filter(Boolean);
}

/** Gives every piece a share of the time as long as its text. */
function spread(texts: readonly string[], seconds: number): Timed[] {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  let before = 0;
  return texts.map((text) => {
    const start = rounded((seconds * before) / characters);
    before += text.length;
    return { text, start, end: rounded((seconds * before) / characters) };
  });
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(2));
}
