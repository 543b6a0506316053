import type { JSONObject } from "@ai-sdk/provider";
import { decodeBase64 } from "../../bytes/base64.ts";
import { asObject } from "../../json/narrow.ts";
import type { LanguageCall, PartWriter } from "../dialect.ts";

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ["wav", "audio/wav"],
  ["mp3", "audio/mpeg"],
  ["flac", "audio/flac"],
  ["opus", "audio/opus"],
  ["aac", "audio/aac"],
  ["pcm16", "audio/pcm"],
]);
/** Forty minutes of samples; a stream without end must not fill the memory. */
const mostBytes = 128 * 1024 * 1024;
/** What services that send bare samples send: OpenAI's pcm16, and Qwen-Omni's `wav`, https://www.alibabacloud.com/help/en/model-studio/qwen-omni */
const sampleRate = 24_000;
const bytesPerSample = 2;

/** Speech that comes in pieces of base64 text, as the answers of OpenAI's and Qwen's audio models have it. All of it is one file. */
export class SpokenOutput {
  readonly #format: string;
  readonly #pieces: Uint8Array[] = [];
  #length = 0;
  #rest = "";

  constructor(call: LanguageCall) {
    const format = asObject(call.options["audio"])?.["format"];
    this.#format = typeof format === "string" ? format : "wav";
  }

  /** Pieces need not end where a group of four letters does. */
  add(base64: string): void {
    const text = this.#rest + base64;
    const whole = text.length - (text.length % 4);
    this.#rest = text.slice(whole);
    if (whole === 0 || this.#length > mostBytes) return;
    const bytes = decodeBase64(text.slice(0, whole));
    this.#pieces.push(bytes);
    this.#length += bytes.length;
  }

  write(out: PartWriter, warn: LanguageCall["warn"]): void {
    if (this.#length === 0) return;
    if (this.#length > mostBytes) warn({ type: "other", message: `the spoken answer was given up at ${mostBytes / 1024 / 1024} MiB` });
    const sound = joined(this.#pieces);
    const isBare = this.#format === "wav" && new TextDecoder().decode(sound.subarray(0, 4)) !== "RIFF";
    const data = isBare ? joined([waveHeader(sound.length), sound]) : sound;
    out.file({ mediaType: mediaTypes.get(this.#format) ?? `audio/${this.#format}`, data: { type: "data", data } });
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.length;
  }
  return bytes;
}

/** The words of spoken output, for services that send them with the sound and not as content. */
export function transcriptOf(audio: JSONObject): string {
  return typeof audio["transcript"] === "string" ? audio["transcript"] : "";
}

/** The 44 bytes without which players take samples for noise. One channel. */
function waveHeader(length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(44));
  const write = (position: number, text: string): void => [...text].forEach((letter, index) => view.setUint8(position + index, letter.charCodeAt(0)));
  write(0, "RIFF");
  view.setUint32(4, 36 + length, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, bytesPerSample * 8, true);
  write(36, "data");
  view.setUint32(40, length, true);
  return new Uint8Array(view.buffer);
}
