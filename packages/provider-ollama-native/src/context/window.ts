import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { layeredOptions } from "../layered-options.ts";
import type { OllamaWire } from "../wire.ts";
import { estimateTokens } from "./estimate.ts";

/** How a call uses its context. */
export interface CallContext {
  /** What is asked for; `undefined`: the server's own. */
  readonly numCtx: number | undefined;
  /** Whether a prompt that does not fit is an error. */
  readonly strict: boolean;
}

/** Room for an answer whose length is open. */
const openAnswer = 2048;
const smallest = 4096;

/** The context that a call asks for: the call's word beats its model definition's, and that the provider's. */
export function contextOf(call: LanguageCall, wire: OllamaWire): CallContext {
  const { usual, own } = layeredOptions(call);
  const asked = [askedBy(call, own, false), askedBy(call, usual, true), askedBy(undefined, wire.options, true) ?? wire.contextWindow].find((size) => size !== undefined);
  const strict = call.options["strictContext"] ?? call.options["strict_context"] ?? wire.strictContext;
  return { numCtx: asked === "fit" ? fittingWindow(call) : asked, strict: strict === true };
}

function askedBy(call: LanguageCall | undefined, options: JSONObject, isUsual: boolean): number | "fit" | undefined {
  const size = options["num_ctx"];
  if (typeof size === "number") return size;
  const name = ["contextWindow", "context_window"].find((option) => call?.options[option] !== undefined && call.defaultOptions.has(option) === isUsual);
  return name === undefined ? undefined : (call?.options[name] as number | "fit");
}

/**
 * Room for the prompt at its largest and for the answer, in powers of two from 4096, at most the model's own: few sizes mean few
 * reloads, and a conversation that grows meets only the next one now and then.
 */
function fittingWindow(call: LanguageCall): number {
  const wanted = estimateTokens(call).most + (call.maxOutputTokens ?? openAnswer);
  const most = call.can.limits.contextWindow ?? Infinity;
  return Math.min(most, Math.max(smallest, 2 ** Math.ceil(Math.log2(wanted))));
}
