import type { JSONObject, JSONValue, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { LanguageCall, WireRequest } from "../dialect.ts";
import { lessons } from "./lessons.ts";
import { toWireMessages } from "./messages.ts";
import { encodeReasoning } from "./reasoning.ts";
import { encodeResponseFormat } from "./response-format.ts";
import { encodeTools } from "./tools.ts";
import type { OpenAIChatSpec, OpenAIChatWire, SpelledOption } from "./wire.ts";

/** Provider options that the dialect itself reads; every other goes into the body under its snake-case name. */
const ownOptions = new Set(["strictJsonSchema", "structuredOutputs"]);
/** Body fields that decide how an answer is read, so no option may change them. */
const fixedFields = new Set(["messages", "stream"]);

const spelledOptions: readonly SpelledOption[] = ["maxOutputTokens", "temperature", "topP", "topK", "frequencyPenalty", "presencePenalty", "stopSequences", "seed"];

/** The request of a call: everything the caller asked for is in it, or warned about. */
export function encodeRequest(call: LanguageCall, wire: OpenAIChatWire, spec: OpenAIChatSpec): WireRequest {
  const stream = call.stream || wire.streamOnly;
  const format = encodeResponseFormat(call, wire);
  const body: JSONObject = {
    model: call.modelId,
    messages: toWireMessages(call, wire, format.instruction),
    ...encodeSampling(call, wire),
    ...encodeReasoning(call, wire),
    ...format.fields,
    ...encodeTools(call, wire),
    ...(stream ? { stream: true, ...streamOptions(call, wire) } : {}),
    ...encodeOptions(call.options),
  };
  return { path: spec.path ?? "/chat/completions", body: spec.finishBody?.(body, call) ?? body, stream };
}

function encodeSampling(call: LanguageCall, wire: OpenAIChatWire): JSONObject {
  const fields: JSONObject = {};
  for (const option of spelledOptions) {
    const value: LanguageModelV4CallOptions[SpelledOption] = call[option];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const name = fieldOf(option, call, wire);
    if (name === false || name === undefined) call.warn({ type: "unsupported", feature: option });
    else fields[name] = value;
  }
  return fields;
}

function fieldOf(option: SpelledOption, call: LanguageCall, wire: OpenAIChatWire): string | false | undefined {
  const field = wire.fields[option];
  return field === "max_tokens" && call.lessons.has(lessons.maxCompletionTokens) ? "max_completion_tokens" : field;
}

function streamOptions(call: LanguageCall, wire: OpenAIChatWire): JSONObject {
  const asks = wire.streamUsage === "ask" && !call.lessons.has(lessons.noStreamOptions);
  return asks ? { stream_options: { include_usage: true } } : {};
}

function encodeOptions(options: JSONObject): JSONObject {
  const fields: Record<string, JSONValue> = {};
  for (const [option, value] of Object.entries(options)) {
    const name = toSnakeCase(option);
    if (value !== undefined && !ownOptions.has(option) && !fixedFields.has(name)) fields[name] = value;
  }
  return fields;
}

/** `serviceTier` → `service_tier`; what is written the service's way stays. */
function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
