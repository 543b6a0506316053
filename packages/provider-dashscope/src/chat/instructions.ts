import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { asObjects } from "../json.ts";

/** Models that do not follow system messages: https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-chat-completions */
const hearsUserAlone = /^(?:qwq|qvq)/;

/** The messages, with the system's words in front of the user's first where the model would not follow them. */
export function tellByUser(messages: readonly JSONObject[], call: LanguageCall): readonly JSONObject[] {
  if (!hearsUserAlone.test(call.modelId)) return messages;
  const words = messages.filter(isSystem).map(({ content }) => textOf(content));
  const rest = messages.filter((message) => !isSystem(message));
  const place = rest.findIndex(({ role }) => role === "user");
  const turn = rest[place];
  if (words.length === 0 || turn === undefined) return messages;
  call.warn({ type: "compatibility", feature: "system messages", details: "the model does not follow them; their words are put in front of the user's" });
  return rest.with(place, { ...turn, content: before(words.join("\n\n"), turn["content"]) });
}

function isSystem({ role }: JSONObject): boolean {
  return role === "system";
}

function textOf(content: JSONValue | undefined): string {
  return typeof content === "string" ? content : asObjects(content).map(({ text }) => String(text)).join("\n\n");
}

function before(words: string, content: JSONValue | undefined): JSONValue {
  return typeof content === "string" ? `${words}\n\n${content}` : [{ type: "text", text: words }, ...asObjects(content)];
}
