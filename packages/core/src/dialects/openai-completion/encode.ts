import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall, WireRequest } from "../dialect.ts";
import { encodeOwnFields } from "../openai-chat/own-fields.ts";
import { readPromptCaching } from "../openai-chat/prompt-caching.ts";
import { encodeSampling, encodeStreaming } from "../openai-chat/sampling.ts";
import type { OpenAIChatWire } from "../openai-chat/wire.ts";
import { toPromptText, unsupported, type PromptText } from "./prompt.ts";
import type { OpenAICompletionSpec } from "./spec.ts";

/** Options of chats alone, and body fields that decide what is asked and how an answer is read. */
const notSent: ReadonlySet<string> = new Set(["promptCaching", "strictJsonSchema", "structuredOutputs", "prompt", "stream"]);

/** OpenAI takes as many stop sequences. */
const mostStops = 4;

/** The request of a call. Beyond the AI SDK's options, `suffix`, `echo`, `logprobs`, `bestOf` and whatever the service has come from the provider options. */
export function encodeRequest(call: LanguageCall, wire: OpenAIChatWire, spec: OpenAICompletionSpec): WireRequest {
  if ((call.tools?.length ?? 0) > 0) throw unsupported(call, "tools");
  if (call.responseFormat?.type === "json") call.warn({ type: "unsupported", feature: "responseFormat" });
  if (call.reasoning !== undefined && !/^(none|provider-default)$/.test(call.reasoning)) call.warn({ type: "unsupported", feature: "reasoning" });
  if (readPromptCaching(call) !== undefined) call.warn({ type: "unsupported", feature: "promptCaching" });
  const stream = call.stream || wire.streamOnly;
  const prompt = toPromptText(call);
  const asked = encodeSampling(withStop(call, prompt), fieldsOf(wire));
  const body: JSONObject = {
    model: call.modelId,
    prompt: prompt.text,
    ...asked,
    ...(stream ? encodeStreaming(call, wire) : {}),
    ...encodeOwnFields(call, notSent, asked),
  };
  return { path: spec.path ?? "/completions", body: spec.finishBody?.(body, call) ?? body, stream };
}

function withStop(call: LanguageCall, { stop }: PromptText): LanguageCall {
  const stops = call.stopSequences ?? [];
  return stop === undefined || stops.length >= mostStops ? call : { ...call, stopSequences: [...stops, stop] };
}

/** `max_completion_tokens` is a field of chats. */
function fieldsOf({ fields }: OpenAIChatWire): OpenAIChatWire["fields"] {
  return fields.maxOutputTokens === "max_completion_tokens" ? { ...fields, maxOutputTokens: "max_tokens" } : fields;
}
