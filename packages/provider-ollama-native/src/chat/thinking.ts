import { UnsupportedFunctionalityError, type JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import type { OllamaWire } from "../wire.ts";

type ThinkLevel = "low" | "medium" | "high" | "max";

/** The AI SDK's levels as Ollama's own OpenAI form maps them. */
const levels: Readonly<Record<string, ThinkLevel>> = { minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "max", max: "max" };

/**
 * Whether and how much the model thinks. Nothing is sent unless something is asked for: `think: false` makes some servers forget
 * the format (https://github.com/ollama/ollama/issues/14645).
 *
 * @throws UnsupportedFunctionalityError where thinking is asked for by option, and the model is known not to
 */
export function encodeThinking(call: LanguageCall, wire: OllamaWire): JSONObject {
  const own = call.options["think"];
  const asked = call.reasoning !== undefined && call.reasoning !== "provider-default";
  if (own !== undefined && own !== null && !(asked && call.defaultOptions.has("think"))) return encodeOwn(call, own as boolean | ThinkLevel);
  if (!asked) return {};
  const { reasoning: level = "none" } = call;
  if (level === "none") {
    if (wire.thinkingOff) return { think: false };
    call.warn({ type: "compatibility", feature: "reasoning", details: "this model always thinks; low is sent" });
    return { think: "low" };
  }
  const sent = levels[level] ?? "medium";
  if (sent !== level) call.warn({ type: "compatibility", feature: "reasoning", details: `Ollama has no level ${level}; ${sent} is sent` });
  return { think: sent };
}

function encodeOwn(call: LanguageCall, think: boolean | ThinkLevel): JSONObject {
  if (think !== false && call.can.flags.reasoning === false) {
    throw new UnsupportedFunctionalityError({
      functionality: "reasoning",
      message: `${call.target}: thinking is not supported by this model. If it is by now, say so in the provider's settings: models: { ${JSON.stringify(call.modelId)}: { reasoning: true } }`,
    });
  }
  return { think };
}
