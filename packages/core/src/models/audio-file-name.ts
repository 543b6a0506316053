/** Subtypes that are not themselves an extension that services know. Their list: flac, mp3, mp4, mpeg, mpga, m4a, ogg, opus, wav, webm. */
const extensions: ReadonlyMap<string, string> = new Map([
  ["mpeg", "mp3"],
  ["mpeg3", "mp3"],
  ["x-mpeg", "mp3"],
  ["x-mp3", "mp3"],
  ["mp4", "m4a"],
  ["x-m4a", "m4a"],
  ["aac", "m4a"],
  ["aacp", "m4a"],
  ["x-aac", "m4a"],
  ["wave", "wav"],
  ["x-wav", "wav"],
  ["vnd.wave", "wav"],
  ["x-flac", "flac"],
  ["x-ogg", "ogg"],
  ["vorbis", "ogg"],
]);

/** A file name that tells services what the audio is: they go by its extension and refuse ones they do not know. */
export function audioFileName(mediaType: string): string {
  const [type = "", subtype = ""] = (mediaType.split(";")[0] ?? "").trim().toLowerCase().split("/");
  if (type === "video" && subtype === "mp4") return "audio.mp4";
  const known = type === "audio" || type === "video";
  return `audio.${(known ? (extensions.get(subtype) ?? /^[a-z0-9-]+$/.exec(subtype)?.[0]) : undefined) ?? "wav"}`;
}
