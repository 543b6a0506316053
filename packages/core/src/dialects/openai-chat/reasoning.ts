import type { JSONObject } from "@ai-sdk/provider";
import type { ReasoningLevel } from "../../capabilities/facts.ts";
import type { LanguageCall } from "../dialect.ts";
import { asObject } from "../../json/narrow.ts";
import type { OpenAIChatWire } from "./wire.ts";

const ascending: readonly Exclude<ReasoningLevel, "none">[] = ["minimal", "low", "medium", "high", "xhigh", "max"];
/** Shares of the output limit and the smallest budget, as the AI SDK's own providers use them. */
const budgetShare: Readonly<Record<Exclude<ReasoningLevel, "none">, number>> = { minimal: 0.02, low: 0.1, medium: 0.3, high: 0.6, xhigh: 0.9, max: 0.95 };
const smallestBudget = 1024;
const assumedOutputLimit = 32_768;

/** The body fields for the call's reasoning level. */
export function encodeReasoning(call: LanguageCall, wire: OpenAIChatWire): JSONObject {
  const level = call.reasoning;
  if (level === undefined || level === "provider-default") return {};
  if (wire.reasoningBudget !== false && level !== "none") return withField(wire.reasoning?.[level] ?? {}, wire.reasoningBudget.split("."), budgetOf(call, level));
  const { reasoning } = wire;
  // Nothing is known of the model: the level is passed on as it is.
  if (reasoning === undefined) return level === "none" && call.can.flags.reasoning === false ? {} : { reasoning_effort: level };
  const exact = reasoning[level];
  if (exact !== undefined) return exact;
  const rounded = roundLevel(level, ascending.filter((candidate) => reasoning[candidate] !== undefined));
  if (rounded === undefined) {
    if (level !== "none" || call.can.flags.reasoning !== false) call.warn({ type: "unsupported", feature: "reasoning" });
    return {};
  }
  call.warn({ type: "compatibility", feature: "reasoning", details: `the model has no level ${level}; ${rounded} is sent` });
  return reasoning[rounded] ?? {};
}

/** The fields with one more, which may lie within an object of theirs. */
function withField(fields: JSONObject, [name = "", ...inner]: readonly string[], value: number): JSONObject {
  return { ...fields, [name]: inner.length === 0 ? value : withField(asObject(fields[name]) ?? {}, inner, value) };
}

/** The next lower level, else the next higher; never `none`, and the lowest for a model that always reasons. */
function roundLevel(level: ReasoningLevel, offered: readonly Exclude<ReasoningLevel, "none">[]): Exclude<ReasoningLevel, "none"> | undefined {
  if (level === "none") return offered[0];
  const rank = ascending.indexOf(level);
  return offered.findLast((candidate) => ascending.indexOf(candidate) < rank) ?? offered[0];
}

function budgetOf(call: LanguageCall, level: Exclude<ReasoningLevel, "none">): number {
  const limit = call.maxOutputTokens ?? call.can.limits.maxOutputTokens ?? assumedOutputLimit;
  return Math.max(smallestBudget, Math.floor(limit * budgetShare[level]));
}
