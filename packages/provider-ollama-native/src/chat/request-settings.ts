import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { contextOf } from "../context/window.ts";
import { layeredOptions } from "../layered-options.ts";
import { isModelOption, optionNames, toOllamaName, toOptionFields } from "../model-options.ts";
import type { OllamaWire } from "../wire.ts";

/** Options that the dialect itself reads, and fields that decide how an answer is read. */
const read: ReadonlySet<string> = new Set(["options", "think", "context_window", "strict_context", "format_with_tools", "prompt_caching", "parallel_tool_calls", "model", "messages", "prompt", "stream", "tools", "format"]);
const gone: ReadonlySet<string> = new Set(optionNames.gone);
/** What a request may hold beside what the dialect itself writes. */
const requestFields: ReadonlySet<string> = new Set(["keep_alive", "truncate", "shift", "logprobs", "top_logprobs", "suffix", "raw", "template", "_debug_render_only"]);

/** Everything of a request besides what is asked and in which form: `options`, and the fields beside it. */
export function encodeSettings(call: LanguageCall, wire: OllamaWire, not: ReadonlySet<string>): JSONObject {
  const context = contextOf(call, wire);
  const options: JSONObject = { ...modelOptions(call, wire), ...(context.numCtx === undefined ? {} : { num_ctx: context.numCtx }) };
  for (const name of Object.keys(options)) {
    if (gone.has(name)) call.warn({ type: "compatibility", feature: name, details: "Ollama no longer reads it; only servers of the past do" });
  }
  if ((call.options["parallelToolCalls"] ?? call.options["parallel_tool_calls"]) === false) {
    call.warn({ type: "unsupported", feature: "parallelToolCalls", details: "Ollama cannot keep a model from calling several tools at once" });
  }
  const fields = ownFields(call, not);
  for (const name of [...Object.keys(options).filter((option) => !isModelOption(option)), ...Object.keys(fields).filter((field) => !requestFields.has(field))]) {
    call.warn({ type: "compatibility", feature: name, details: "no option of Ollama's has this name: it is sent, and a server that does not know it leaves it aside without a word" });
  }
  return {
    ...(wire.keepAlive === undefined ? {} : { keep_alive: wire.keepAlive }),
    ...(context.strict ? { truncate: false, shift: false } : {}),
    ...(typeof fields["top_logprobs"] === "number" && fields["logprobs"] === undefined ? { logprobs: true } : {}),
    ...fields,
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** Weakest first: the provider's, those of the model's definition, the call's settings, the call's own options. */
function modelOptions(call: LanguageCall, wire: OllamaWire): JSONObject {
  const { usual, own } = layeredOptions(call);
  return { ...wire.options, ...usual, ...sampling(call), ...own };
}

function sampling(call: LanguageCall): JSONObject {
  const stops = call.stopSequences ?? [];
  return toOptionFields({
    temperature: call.temperature,
    top_p: call.topP,
    top_k: call.topK,
    seed: call.seed,
    presence_penalty: call.presencePenalty,
    frequency_penalty: call.frequencyPenalty,
    num_predict: call.maxOutputTokens,
    ...(stops.length === 0 ? {} : { stop: stops }),
  });
}

function ownFields(call: LanguageCall, not: ReadonlySet<string>): JSONObject {
  const fields: Record<string, JSONValue> = {};
  for (const [option, value] of Object.entries(call.options)) {
    const name = toOllamaName(option);
    if (value !== undefined && value !== null && !read.has(name) && !not.has(name) && !isModelOption(name)) fields[name] = value;
  }
  return fields;
}
