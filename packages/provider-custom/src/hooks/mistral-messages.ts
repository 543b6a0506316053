import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/**
 * Messages as Mistral's request model has them: ids of calls in nine letters and digits, results that name their tool, documents by
 * URL, and an answer at the end marked as one to be continued.
 */
export function mistralMessages(messages: readonly JSONObject[]): JSONObject[] {
  const names = new Map<string, string>();
  return messages.map((message, position) => {
    switch (message["role"]) {
      case "assistant":
        return assistantMessage(message, names, position === messages.length - 1);
      case "tool": {
        const id = String(message["tool_call_id"]);
        return { ...message, tool_call_id: shortId(id), ...(names.has(id) ? { name: names.get(id) } : {}) };
      }
      default:
        return Array.isArray(message["content"]) ? { ...message, content: (message["content"] as JSONValue[]).map(toDocument) } : message;
    }
  });
}

function assistantMessage(message: JSONObject, names: Map<string, string>, isLast: boolean): JSONObject {
  const calls = (message["tool_calls"] ?? []) as JSONObject[];
  for (const call of calls) names.set(String(call["id"]), String((call["function"] as JSONObject)["name"]));
  return {
    ...message,
    ...(calls.length === 0 ? {} : { tool_calls: calls.map((call) => ({ ...call, id: shortId(String(call["id"])) })) }),
    ...(isLast && calls.length === 0 ? { prefix: message["prefix"] ?? true } : {}),
  };
}

/** Another service's id, or the AI SDK's, in the form that Mistral takes: always the same, and hardly ever that of another. */
function shortId(id: string): string {
  if (/^[a-zA-Z0-9]{9}$/.test(id)) return id;
  // FNV-1a, in two halves from different beginnings.
  const halves = [0x811c9dc5, 0x01000193].map((seed) => {
    let hash = seed;
    for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return hash.toString(36).padStart(7, "0");
  });
  return halves.map((half) => half.slice(-5)).join("").slice(0, 9);
}

/** A PDF by its address, or by its bytes as a data URL. */
function toDocument(part: JSONValue): JSONValue {
  const file = (part as JSONObject)["file"] as JSONObject | undefined;
  if ((part as JSONObject)["type"] !== "file" || file?.["file_data"] === undefined) return part;
  const { type: _, file: __, ...rest } = part as JSONObject;
  return { type: "document_url", document_url: file["file_data"], document_name: file["filename"], ...rest };
}
