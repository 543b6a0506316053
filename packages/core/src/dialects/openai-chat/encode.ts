import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall, WireRequest } from "../dialect.ts";
import { lessons } from "./lessons.ts";
import { toWireMessages } from "./messages.ts";
import { encodeOwnFields } from "./own-fields.ts";
import { encodePromptCaching } from "./prompt-caching.ts";
import { withinRanges } from "./ranges.ts";
import { encodeReasoning } from "./reasoning.ts";
import { encodeResponseFormat } from "./response-format.ts";
import { encodeSampling, encodeStreaming } from "./sampling.ts";
import { encodeTools } from "./tools.ts";
import type { OpenAIChatSpec, OpenAIChatWire } from "./wire.ts";

/** Provider options that the dialect itself reads, and body fields that decide how an answer is read, so no option may change them. */
const notSent: ReadonlySet<string> = new Set(["promptCaching", "strictJsonSchema", "messages", "stream"]);
const notSentWithSwitch: ReadonlySet<string> = new Set([...notSent, "structuredOutputs"]);

/** An object of this name is vLLM's: a pattern, a grammar or a list of choices that the answer is held to. */
function notSentOf({ options }: LanguageCall): ReadonlySet<string> {
  return typeof options["structuredOutputs"] === "object" ? notSent : notSentWithSwitch;
}

/** Where the requests of all calls go. */
export function pathOf({ path = "/chat/completions" }: OpenAIChatSpec): string {
  return path;
}

/** The request of a call: everything the caller asked for is in it, or warned about. */
export function encodeRequest(call: LanguageCall, wire: OpenAIChatWire, spec: OpenAIChatSpec): WireRequest {
  const stream = call.stream || wire.streamOnly || call.lessons.has(lessons.streamOnly);
  const format = encodeResponseFormat(call, wire);
  const asked: JSONObject = {
    ...encodeSampling(withinRanges(call, wire), fieldsOf(call, wire)),
    ...encodeReasoning(call, wire),
    ...format.fields,
    ...encodeTools(call, wire),
  };
  const { messages, fields } = encodePromptCaching(call, wire, { messages: toWireMessages(call, wire, format.instruction), fields: asked });
  const body: JSONObject = {
    model: call.modelId,
    messages: [...messages],
    ...fields,
    ...(stream ? encodeStreaming(call, wire) : {}),
    ...encodeOwnFields(call, notSentOf(call), fields),
  };
  const finished = spec.finishBody?.(body, call) ?? body;
  return { path: pathOf(spec), body: finished, stream: finished["stream"] === true };
}

function fieldsOf(call: LanguageCall, { fields }: OpenAIChatWire): OpenAIChatWire["fields"] {
  const isOutdated = fields.maxOutputTokens === "max_tokens" && call.lessons.has(lessons.maxCompletionTokens);
  return isOutdated ? { ...fields, maxOutputTokens: "max_completion_tokens" } : fields;
}
