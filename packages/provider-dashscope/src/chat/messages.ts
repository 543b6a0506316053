import { UnsupportedFunctionalityError, type JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { asObject } from "../json.ts";

/**
 * Messages with their files as DashScope takes them: sound by address or as a data URL, uploaded documents by id in system
 * messages of their own. https://www.alibabacloud.com/help/en/model-studio/qwen-omni, …/long-context-qwen-long
 */
export function toDashScopeMessages(messages: readonly JSONObject[], call: LanguageCall): JSONObject[] {
  const documents: string[] = [];
  const converted = messages.flatMap((message): JSONObject[] => {
    const { content } = message;
    if (!Array.isArray(content)) return [message];
    const parts = (content as readonly JSONObject[]).flatMap((part) => toPart(part, documents, call));
    // A turn that held nothing but documents has been said.
    return parts.length === 0 ? [] : [{ ...message, content: joinText(parts) }];
  });
  if (documents.length === 0) return converted;
  const firstTurn = converted.findIndex((message) => message["role"] !== "system");
  const place = firstTurn === -1 ? converted.length : firstTurn;
  return converted.toSpliced(place, 0, { role: "system", content: documents.map((id) => `fileid://${id}`).join(",") });
}

function toPart(part: JSONObject, documents: string[], call: LanguageCall): readonly JSONObject[] {
  switch (part["type"]) {
    case "input_audio":
      return [{ ...part, input_audio: asDataURL(asObject(part["input_audio"]) ?? {}) }];
    case "audio_url": {
      const { audio_url: address, ...rest } = part;
      return [{ ...rest, type: "input_audio", input_audio: { data: asObject(address)?.["url"] ?? "" } }];
    }
    case "file": {
      const id = asObject(part["file"])?.["file_id"];
      if (typeof id !== "string") throw uploadFirst(call);
      documents.push(id);
      return [];
    }
    default:
      return [part];
  }
}

function asDataURL({ data, ...rest }: JSONObject): JSONObject {
  return { data: typeof data === "string" && !/^(?:data:|https?:)/.test(data) ? `data:;base64,${data}` : (data ?? ""), ...rest };
}

/** One plain text needs no list, and models for text alone take none: "input content must be a string". */
function joinText(parts: readonly JSONObject[]): JSONObject["content"] {
  const [only] = parts;
  const isPlain = parts.length === 1 && only !== undefined && only["type"] === "text" && Object.keys(only).length === 2;
  return isPlain ? only["text"] : [...parts];
}

function uploadFirst(call: LanguageCall): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: "documents as bytes",
    message: `${call.providerId}/${call.modelId}: documents cannot be sent along. Upload one with ${call.providerId}.files(), and give it as { type: "reference", reference: { ${call.providerId}: "file-fe-…" } } to qwen-long or qwen-doc-turbo.`,
  });
}
