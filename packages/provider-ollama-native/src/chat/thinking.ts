import { UnsupportedFunctionalityError, type JSONObject } from "@ai-sdk/provider";
import type { LanguageCall, ReasoningLevel } from "@portolan/core";
import { lessons } from "./lessons.ts";

type ThinkLevel = "low" | "medium" | "high" | "max";

const ascending: readonly ThinkLevel[] = ["low", "medium", "high", "max"];
/** The AI SDK's levels as Ollama's own OpenAI form maps them. */
const levels: Readonly<Record<Exclude<ReasoningLevel, "none">, ThinkLevel>> = { minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "max", max: "max" };

/**
 * Whether and how much the model thinks. Nothing is sent unless something is asked for: `think: false` makes some servers forget
 * the format (https://github.com/ollama/ollama/issues/14645).
 *
 * @throws UnsupportedFunctionalityError where thinking is asked for by option, and the model is known not to
 */
export function encodeThinking(call: LanguageCall): JSONObject {
  const own = call.options["think"];
  const level = call.reasoning === "provider-default" ? undefined : call.reasoning;
  const isOwn = own !== undefined && own !== null && (level === undefined || !call.defaultOptions.has("think"));
  if (isOwn) return { think: asServerKnows(call, ownChoice(call, own as boolean | ThinkLevel)) };
  return level === undefined ? {} : { think: asServerKnows(call, choice(call, level)) };
}

/** Servers of the past know fewer words for it, as their refusals have taught. */
function asServerKnows(call: LanguageCall, think: boolean | ThinkLevel): boolean | ThinkLevel {
  if (typeof think === "boolean") return think;
  if (call.lessons.has(lessons.noLevels)) {
    call.warn({ type: "compatibility", feature: "reasoning", details: "this server knows no levels of thinking; true is sent" });
    return true;
  }
  return think === "max" && call.lessons.has(lessons.noMax) ? rounded(call, "max", "high") : think;
}

/** The level itself, or the nearest that Ollama and the model have: the next lower, else the lowest. */
function choice(call: LanguageCall, level: ReasoningLevel): boolean | ThinkLevel {
  const { reasoningLevels: known } = call.can;
  const offered = known === "unknown" ? ascending : ascending.filter((candidate) => known.includes(candidate));
  const [lowest = "low"] = offered;
  if (level === "none") {
    if (known === "unknown" || known.includes("none") || offered.length === 0) return false;
    return rounded(call, level, lowest);
  }
  const wanted = ascending.indexOf(levels[level]);
  const sent = offered.findLast((candidate) => ascending.indexOf(candidate) <= wanted) ?? lowest;
  return sent === level ? sent : rounded(call, level, sent);
}

function rounded(call: LanguageCall, level: ReasoningLevel, sent: ThinkLevel): ThinkLevel {
  call.warn({ type: "compatibility", feature: "reasoning", details: level === "none" ? `the model always thinks; ${sent} is sent` : `there is no level ${level}; ${sent} is sent` });
  return sent;
}

function ownChoice(call: LanguageCall, think: boolean | ThinkLevel): boolean | ThinkLevel {
  if (think === false || call.can.flags.reasoning !== false) return think;
  throw new UnsupportedFunctionalityError({
    functionality: "reasoning",
    message: `${call.target}: thinking is not supported by this model. If it is by now, say so in the provider's settings: models: { ${JSON.stringify(call.modelId)}: { reasoning: true } }`,
  });
}
