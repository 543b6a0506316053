import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall, WireRequest } from "@portolan/core";
import type { OllamaWire } from "../wire.ts";
import { encodeFormat } from "./format.ts";
import { toOllamaMessages } from "./messages.ts";
import { encodeSettings } from "./request-settings.ts";
import { encodeThinking } from "./thinking.ts";
import { encodeTools } from "./tools.ts";

/** Options that are read here, or belong to text completions. */
const notSent: ReadonlySet<string> = new Set(["suffix", "raw", "template", "system"]);

/** The request of a chat. It always streams: headers of an answer that comes whole would be waited for until it is complete. */
export function encodeChat(call: LanguageCall, wire: OllamaWire): WireRequest {
  for (const option of notSent) {
    if (call.options[option] !== undefined) call.warn({ type: "unsupported", feature: option, details: "it belongs to text completions: completionModel()" });
  }
  const { tools } = encodeTools(call);
  const format = encodeFormat(call, tools.length > 0);
  const body: JSONObject = {
    model: call.modelId,
    messages: toOllamaMessages(call, format.instruction),
    ...(tools.length === 0 ? {} : { tools }),
    ...(format.format === undefined ? {} : { format: format.format }),
    ...encodeThinking(call),
    ...encodeSettings(call, wire, notSent),
    stream: true,
  };
  return { path: "/api/chat", body, stream: true };
}
