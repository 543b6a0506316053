import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";

/** Messages as Perplexity takes them: turns that alternate, neighbours of one role joined with a warning, and documents as `file_url`. */
export function perplexityMessages(messages: readonly JSONObject[], call: LanguageCall): JSONObject[] {
  const joined: JSONObject[] = [];
  let hasJoined = false;
  for (const message of messages.map(withDocuments)) {
    const last = joined.at(-1);
    if (last === undefined || !isSameTurn(last, message)) {
      joined.push(message);
      continue;
    }
    hasJoined = true;
    joined[joined.length - 1] = { ...last, ...message, content: joinContent(last["content"], message["content"]) };
  }
  if (hasJoined) call.warn({ type: "compatibility", feature: "messages", details: "Perplexity wants turns to alternate; neighbouring messages of one role were joined" });
  return joined;
}

function isSameTurn(last: JSONObject, next: JSONObject): boolean {
  const { role } = next;
  return last["role"] === role && (role === "user" || (role === "assistant" && last["tool_calls"] === undefined));
}

function joinContent(first: JSONValue | undefined, second: JSONValue | undefined): JSONValue {
  if (typeof first === "string" && typeof second === "string") return [first, second].filter((text) => text !== "").join("\n\n");
  return [...toParts(first), ...toParts(second)];
}

function toParts(content: JSONValue | undefined): JSONValue[] {
  if (Array.isArray(content)) return content as JSONValue[];
  return typeof content === "string" && content !== "" ? [{ type: "text", text: content }] : [];
}

function withDocuments(message: JSONObject): JSONObject {
  const { content } = message;
  return Array.isArray(content) ? { ...message, content: (content as JSONValue[]).map(toDocument) } : message;
}

/** By its address, or its bytes in bare base64: a data URL is taken for an address. */
function toDocument(part: JSONValue): JSONValue {
  const { type, file, ...rest } = part as JSONObject;
  const data = (file as JSONObject | undefined)?.["file_data"];
  if (type !== "file" || typeof data !== "string") return part;
  return { type: "file_url", file_url: { url: data.replace(/^data:[^,]*,/, "") }, file_name: (file as JSONObject)["filename"], ...rest };
}
