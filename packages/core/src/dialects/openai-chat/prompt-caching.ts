import { InvalidArgumentError, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import { asArray, asObject } from "../../json/narrow.ts";
import type { LanguageCall } from "../dialect.ts";
import { promptCacheKey } from "./prompt-cache-key.ts";
import type { OpenAIChatWire } from "./wire.ts";

/** What the provider option `promptCaching` says. */
interface PromptCaching {
  readonly ttl?: "5m" | "1h";
  readonly key?: string;
}

/** Anthropic takes as many, and so do the services that took over its markers. */
const mostMarkers = 4;

/**
 * The provider option `promptCaching` of a call, `undefined` where it asks for none.
 *
 * @throws InvalidArgumentError for a value of another shape
 */
export function readPromptCaching(call: LanguageCall): PromptCaching | undefined {
  const value = call.options["promptCaching"];
  if (value === undefined || value === false) return undefined;
  if (value === true) return {};
  const given = asObject(value);
  const { ttl, key, ...others } = given ?? {};
  const isTtl = ttl === undefined || ttl === "5m" || ttl === "1h";
  const isKey = key === undefined || (typeof key === "string" && key !== "");
  if (given !== undefined && isTtl && isKey && Object.keys(others).length === 0) return given as PromptCaching;
  const argument = `providerOptions.${call.providerId}.promptCaching`;
  throw new InvalidArgumentError({ argument, message: `${call.target}: ${argument} is true, false or { ttl?: "5m" | "1h", key?: string }.` });
}

/** The request's messages, and its fields for them, as the service caches them. */
export function encodePromptCaching(call: LanguageCall, wire: OpenAIChatWire, request: CacheableRequest): CacheableRequest {
  const caching = readPromptCaching(call);
  const marks = wire.promptCaching === "cache_control";
  const messages = marks ? request.messages.map(withMarkerInside) : request.messages;
  if (caching === undefined) return { ...request, messages };
  switch (wire.promptCaching) {
    case "cache_control":
      return withMarkers(call, { ...request, messages }, caching);
    case "prompt_cache_key": {
      if (caching.ttl !== undefined) call.warn({ type: "unsupported", feature: "promptCaching.ttl", details: "the service decides for how long it keeps a prompt" });
      const key = caching.key ?? call.options["promptCacheKey"] ?? call.options["prompt_cache_key"] ?? promptCacheKey(request.messages, call.tools ?? []);
      return key === undefined ? request : { messages, fields: { ...request.fields, prompt_cache_key: key } };
    }
    case "automatic":
      return request;
    case false:
      call.warn({ type: "unsupported", feature: "promptCaching" });
      return request;
  }
}

/** The parts of a body that a prompt cache is about. */
export interface CacheableRequest {
  readonly messages: readonly JSONObject[];
  /** Among them `tools`. */
  readonly fields: JSONObject;
}

/** Marks the end of the system's words, of the newest user turn and of the tools, as far as the markers of the caller's own leave room. */
function withMarkers(call: LanguageCall, { messages, fields }: CacheableRequest, { ttl }: PromptCaching): CacheableRequest {
  const marker: JSONObject = { type: "ephemeral", ...(ttl === undefined ? {} : { ttl }) };
  const tools = (asArray(fields["tools"]) ?? []) as readonly JSONObject[];
  const marked = [...messages];
  const markedTools = [...tools];
  let room = mostMarkers - countMarkers([...messages, ...tools]) - (call.options["cache_control"] ?? call.options["cacheControl"] ? 1 : 0);
  const mark = (list: JSONObject[], position: number, withMarker: (of: JSONObject) => JSONObject): void => {
    const item = list[position];
    if (item === undefined || room <= 0 || isMarked(item)) return;
    const after = withMarker(item);
    if (after !== item) room -= 1;
    list[position] = after;
  };
  const inMessage = (message: JSONObject): JSONObject => markLastText(message, marker);
  mark(marked, endOfSystem(messages), inMessage);
  mark(marked, messages.findLastIndex(({ role }) => role === "user"), inMessage);
  // Services put tools in front of the system's words, whose marker holds for both: this one matters where there are none.
  mark(markedTools, tools.findLastIndex(({ type }) => type === "function"), (tool) => ({ ...tool, cache_control: marker }));
  return { messages: marked, fields: tools.length === 0 ? fields : { ...fields, tools: markedTools } };
}

/** Of the system messages in front of the conversation, the last. */
function endOfSystem(messages: readonly JSONObject[]): number {
  const end = messages.findIndex(({ role }) => role !== "system");
  return (end === -1 ? messages.length : end) - 1;
}

/** Whether its last text has a marker of the caller's. */
function isMarked(item: JSONObject): boolean {
  return item["cache_control"] !== undefined || lastText(asParts(item["content"]))?.["cache_control"] !== undefined;
}

/** OpenRouter takes markers on text alone, and Anthropic none on an empty one. */
function markLastText(message: JSONObject, marker: JSONValue): JSONObject {
  const parts = asParts(message["content"]);
  const text = lastText(parts);
  return text === undefined ? message : { ...message, content: parts.map((part) => (part === text ? { cache_control: marker, ...part } : part)) };
}

function lastText(parts: readonly JSONObject[]): JSONObject | undefined {
  return parts.findLast(({ type, text }) => type === "text" && text !== "");
}

function asParts(content: JSONValue | undefined): readonly JSONObject[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : ((asArray(content) ?? []) as readonly JSONObject[]);
}

/** A marker that the caller gave to a message belongs to its last text. Results of tools keep theirs. */
function withMarkerInside(message: JSONObject): JSONObject {
  const { cache_control: marker, ...rest } = message;
  if (marker === undefined || message["role"] === "tool") return message;
  const marked = markLastText(rest as JSONObject, marker);
  return marked === rest ? message : marked;
}

function countMarkers(items: readonly JSONObject[]): number {
  const own = items.filter((item) => item["cache_control"] !== undefined).length;
  return own + items.flatMap((item) => asArray(item["content"]) ?? []).filter((part) => asObject(part)?.["cache_control"] !== undefined).length;
}
