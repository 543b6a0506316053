import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import { countTokens } from "../token-count.ts";

/** Around each message a template writes its role and marks. */
const messageOverhead = 4;

/** A picture's tokens, whatever its size. */
const imageTokens = 768;

/** Tokens that go to the model, or that there are too many. */
export type FittedPrompt = { readonly tokens: number; readonly messages: readonly JSONObject[] } | "too long";

/**
 * What is left of a conversation in a context: whole messages are dropped, the oldest first, but for those of the system and the last
 * one. If that one alone is too long, about half of the context is kept of it. Nothing of this is told.
 *
 * `truncate: false` refuses instead.
 */
export function fitMessages(body: JSONObject, contextLength: number): FittedPrompt {
  const all = readList(body, "messages").filter(isObject);
  const tools = readList(body, "tools").length === 0 ? 0 : countTokens(JSON.stringify(body["tools"]));
  const size = (messages: readonly JSONObject[]): number => tools + messages.reduce((sum, message) => sum + messageTokens(message), 0);
  if (size(all) < contextLength) return { tokens: size(all), messages: all };
  if (body["truncate"] === false) return "too long";
  const isKept = (message: JSONObject): boolean => readString(message, "role") === "system";
  let messages = all;
  for (let start = 1; start < all.length && size(messages) >= contextLength; start += 1) {
    messages = [...all.slice(0, start).filter(isKept), ...all.slice(start)];
  }
  return size(messages) < contextLength ? { tokens: size(messages), messages } : shifted(body, contextLength, messages);
}

/** The same for one text. */
export function fitText(body: JSONObject, text: string, contextLength: number): FittedPrompt {
  const tokens = countTokens(text) + readList(body, "images").length * imageTokens;
  if (tokens < contextLength) return { tokens, messages: [] };
  return body["truncate"] === false ? "too long" : shifted(body, contextLength, []);
}

/** The middle is cut out so that half of what is not to be kept is free. */
function shifted(body: JSONObject, contextLength: number, messages: readonly JSONObject[]): FittedPrompt {
  if (body["shift"] === false) return "too long";
  const kept = Math.min(readNumber(readObject(body, "options"), "num_keep") ?? 4, contextLength - 1);
  return { tokens: contextLength - Math.floor((contextLength - kept) / 2), messages };
}

function messageTokens(message: JSONObject): number {
  const words = [readString(message, "content"), readString(message, "thinking"), textOf(message["tool_calls"])].join("");
  return messageOverhead + countTokens(words) + readList(message, "images").length * imageTokens;
}

function textOf(value: JSONValue | undefined): string {
  return value === undefined ? "" : JSON.stringify(value);
}
