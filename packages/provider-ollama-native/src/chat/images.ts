import { InvalidArgumentError, UnsupportedFunctionalityError, type LanguageModelV4FilePart } from "@ai-sdk/provider";
import { decodeBase64, encodeBase64, type LanguageCall } from "@portolan/core";

/** A file of a prompt or of a tool's result. */
export type FileInput = Pick<LanguageModelV4FilePart, "data" | "mediaType">;

/** A file as a message holds it: words, or what goes among its images. */
export type MessageFile = { readonly text: string } | { readonly image: string };

/**
 * A picture or sound in bare base64, which is all that Ollama takes; a text file as its words.
 *
 * Text in the place of data is base64 or a data URL and nothing else: it is never a path to be read, nor an address to be fetched.
 *
 * @throws InvalidArgumentError for data that is neither, and for a picture or sound without bytes
 * @throws UnsupportedFunctionalityError for what Ollama has no place for
 */
export function toMessageFile(call: LanguageCall, { data, mediaType }: FileInput): MessageFile {
  switch (data.type) {
    case "text":
      return { text: data.text };
    case "reference":
      throw unsupported(call, "file references", "Ollama keeps no files; send the bytes");
    case "url": {
      const inline = readDataURL(data.url.href);
      if (inline === undefined) throw unsupported(call, "file URLs", "Ollama fetches nothing; the AI SDK downloads addresses that models do not fetch, or send the bytes");
      return ofBase64(call, mediaType, inline);
    }
    case "data":
      return ofBase64(call, mediaType, typeof data.data === "string" ? readText(call, data.data) : encodeBase64(data.data));
  }
}

/** Whether a file's content is sent as words. */
export function isText(mediaType: string): boolean {
  return /^text(?:\/|$)/i.test(mediaType);
}

function ofBase64(call: LanguageCall, mediaType: string, base64: string): MessageFile {
  const topLevel = mediaType.split("/", 1)[0]?.toLowerCase();
  if (isText(mediaType)) return { text: new TextDecoder().decode(decodeBase64(base64)) };
  if (topLevel === "image" || topLevel === "audio") {
    if (base64 !== "") return { image: base64 };
    throw new InvalidArgumentError({ argument: "prompt", message: `${call.target}: a file of the type ${mediaType} has no bytes.` });
  }
  throw unsupported(call, `file part media type ${mediaType}`, `files of the type ${mediaType} cannot be sent; pictures, sound and text can`);
}

function readText(call: LanguageCall, text: string): string {
  const base64 = text.startsWith("data:") ? readDataURL(text) : toStandard(text);
  if (base64 !== undefined) return base64;
  throw new InvalidArgumentError({ argument: "prompt", message: `${call.target}: the data of a file is neither base64 nor a data URL. Paths are not read and addresses not fetched; send the bytes.` });
}

function readDataURL(url: string): string | undefined {
  const [, isBase64, content = ""] = /^data:[^,]*?(;base64)?,([^]*)$/i.exec(url) ?? [];
  if (!url.toLowerCase().startsWith("data:")) return undefined;
  try {
    const text = decodeURIComponent(content);
    return isBase64 === undefined ? encodeBase64(new TextEncoder().encode(text)) : toStandard(text);
  } catch {
    return undefined;
  }
}

/** The one alphabet that Ollama takes, padded; `undefined` for what is not base64. */
function toStandard(text: string): string | undefined {
  const letters = text.replaceAll(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  if (letters === "" || letters.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(letters)) return undefined;
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, "=");
}

function unsupported(call: LanguageCall, functionality: string, why: string): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({ functionality, message: `${call.target}: ${why}` });
}
