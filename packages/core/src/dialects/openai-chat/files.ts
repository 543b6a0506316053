import { NoSuchProviderReferenceError, UnsupportedFunctionalityError, type JSONObject, type LanguageModelV4FilePart } from "@ai-sdk/provider";
import { decodeBase64, encodeBase64 } from "../../bytes/base64.ts";
import type { LanguageCall } from "../dialect.ts";
import { detectMediaType } from "./media-type.ts";
import { saidOf } from "./said-of.ts";

type FileInput = Pick<LanguageModelV4FilePart, "data" | "mediaType" | "filename" | "providerOptions">;

/** Audio formats by the name OpenAI gives them. */
const audioFormats: ReadonlyMap<string, string> = new Map([
  ["audio/wav", "wav"],
  ["audio/x-wav", "wav"],
  ["audio/wave", "wav"],
  ["audio/mpeg", "mp3"],
  ["audio/mp3", "mp3"],
  ["audio/ogg", "ogg"],
  ["audio/flac", "flac"],
  ["audio/mp4", "m4a"],
  ["audio/webm", "webm"],
]);

/**
 * A file as a content part: by URL where the AI SDK left it one, as bytes otherwise.
 *
 * @throws UnsupportedFunctionalityError for a media type the dialect has no form for
 */
export function toWireFile(call: LanguageCall, part: FileInput): JSONObject {
  const { data } = part;
  const own = saidOf(call, part);
  if (data.type === "reference") {
    const fileId = data.reference[call.providerId];
    if (fileId === undefined) throw new NoSuchProviderReferenceError({ provider: call.providerId, reference: data.reference });
    return { type: "file", file: { file_id: fileId }, ...own };
  }
  if (data.type === "text") return { type: "text", text: data.text, ...own };
  const isURL = data.type === "url";
  const mediaType = isURL ? part.mediaType : fullMediaType(part.mediaType, data.data);
  const topLevel = mediaType.split("/", 1)[0];
  const url = isURL ? data.url.toString() : `data:${mediaType};base64,${toBase64(data.data)}`;
  if (topLevel === "image") return { type: "image_url", image_url: { url, ...imageDetail(own) }, ...withoutDetail(own) };
  if (topLevel === "video") return { type: "video_url", video_url: { url }, ...own };
  if (topLevel === "audio") {
    if (isURL) return { type: "audio_url", audio_url: { url }, ...own };
    return { type: "input_audio", input_audio: { data: toBase64(data.data), format: audioFormat(call, mediaType) }, ...own };
  }
  if (mediaType === "application/pdf") return { type: "file", file: { filename: part.filename ?? "document.pdf", file_data: url }, ...own };
  if (topLevel === "text" && !isURL) return { type: "text", text: new TextDecoder().decode(toBytes(data.data)), ...own };
  throw new UnsupportedFunctionalityError({
    functionality: `file part media type ${mediaType}`,
    message: `${call.target}: files of the type ${mediaType} cannot be sent; images, audio, video, PDF and text can`,
  });
}

function audioFormat(call: LanguageCall, mediaType: string): string {
  const format = audioFormats.get(mediaType);
  if (format !== undefined) return format;
  throw new UnsupportedFunctionalityError({
    functionality: `audio media type ${mediaType}`,
    message: `${call.target}: audio of the type ${mediaType} cannot be sent; ${[...new Set(audioFormats.values())].join(", ")} can`,
  });
}

/** `detail` belongs to the picture, not to the part around it. */
function imageDetail(own: JSONObject): JSONObject {
  const detail = own["detail"] ?? own["imageDetail"];
  return detail === undefined ? {} : { detail };
}

function withoutDetail({ detail: _, imageDetail: __, ...rest }: JSONObject): JSONObject {
  return rest as JSONObject;
}

/** The AI SDK may know only that it is an image: its first bytes say which. */
function fullMediaType(mediaType: string, data: Uint8Array | string): string {
  if (mediaType.includes("/") && !mediaType.endsWith("/*")) return mediaType;
  const topLevel = mediaType.split("/", 1)[0] ?? mediaType;
  const start = typeof data === "string" ? toBytes(data.slice(0, 64)) : data;
  return detectMediaType(start, topLevel) ?? (topLevel === "image" ? "image/png" : topLevel === "audio" ? "audio/wav" : mediaType);
}

function toBase64(data: Uint8Array | string): string {
  return typeof data === "string" ? data : encodeBase64(data);
}

/** Base64 text may come in its URL-safe letters. */
function toBytes(data: Uint8Array | string): Uint8Array {
  return typeof data === "string" ? decodeBase64(data.replaceAll("-", "+").replaceAll("_", "/")) : data;
}
