import type { JSONObject, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";
import { lessons } from "./lessons.ts";
import type { OpenAIChatWire, SpelledOption } from "./wire.ts";

const spelledOptions: readonly SpelledOption[] = ["maxOutputTokens", "temperature", "topP", "topK", "frequencyPenalty", "presencePenalty", "stopSequences", "seed"];

/** The call options that services spell differently, under these names; what has none is warned about. */
export function encodeSampling(call: LanguageCall, fields: OpenAIChatWire["fields"]): JSONObject {
  const body: JSONObject = {};
  for (const option of spelledOptions) {
    const value: LanguageModelV4CallOptions[SpelledOption] = call[option];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const name = fields[option];
    if (name === false || name === undefined) call.warn({ type: "unsupported", feature: option });
    else body[name] = value;
  }
  return body;
}

/** Asks for a stream, and for the usage at its end where that has to be asked for. */
export function encodeStreaming(call: LanguageCall, wire: OpenAIChatWire): JSONObject {
  const asks = wire.streamUsage === "ask" && !call.lessons.has(lessons.noStreamOptions);
  return { stream: true, ...(asks ? { stream_options: { include_usage: true } } : {}) };
}
