import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { lessons } from "./lessons.ts";

/** Models that think unless told not to: Qwen3.5 and later, and the open-source Qwen3. https://docs.qwencloud.com/developer-guides/text-generation/thinking */
const thinksUnasked = /^qwen3\.[5-9]|^qwen3-\d[\w.]*b(?:-a\d+b)?$/;
/** Models that cannot be told not to think. */
const onlyThinks = /^(?:qwq|qvq)|-thinking(?:-|$)/;
/** Models that take JSON mode while they think. https://help.aliyun.com/zh/model-studio/qwen-structured-output */
const thinksInJSON = /^qwen3\.(?:7-(?:plus|flash|max)|8-(?:max|flash))(?:-|$)/;
/** "The thinking_budget parameter must be a positive integer": https://github.com/QwenLM/Qwen-Agent/issues/941 */
const needsBudget = /^qwen3\.5-\d+b/;

const assumedOutputLimit = 32_768;
/** What the reasoning level `medium` is given. */
const budgetShare = 0.3;
const smallestBudget = 1024;

export function alwaysThinks(call: LanguageCall): boolean {
  return onlyThinks.test(call.modelId) || call.lessons.has(lessons.alwaysThinks);
}

/** Whether the model will think over this request, as far as it is known. */
export function willThink(body: JSONObject, call: LanguageCall): boolean {
  if (alwaysThinks(call)) return true;
  if (body["enable_thinking"] === false) return false;
  return body["enable_thinking"] === true || body["reasoning_effort"] !== undefined || thinksUnasked.test(call.modelId);
}

/** Turns thinking off for this request, and says why. */
export function withoutThinking(body: JSONObject, call: LanguageCall, feature: string, why: string): JSONObject {
  call.warn({ type: "compatibility", feature, details: `${why}; thinking is turned off for this call` });
  return { ...body, enable_thinking: false };
}

/** Thinking where it goes together with the rest of the request, and with a budget where it needs one. */
export function settleThinking(body: JSONObject, call: LanguageCall): JSONObject {
  const allowed = allowJSON(allowConstantThinking(body, call), call);
  if (!willThink(allowed, call)) return without(allowed, "thinking_budget", "reasoning_effort");
  if (allowed["thinking_budget"] !== undefined) return preferBudget(allowed, call);
  const wantsBudget = needsBudget.test(call.modelId) || call.lessons.has(lessons.wantsBudget);
  return wantsBudget ? { ...allowed, thinking_budget: mediumBudget(call) } : allowed;
}

/** "The value of the enable_thinking parameter is restricted to True." */
function allowConstantThinking(body: JSONObject, call: LanguageCall): JSONObject {
  if (body["enable_thinking"] !== false || !alwaysThinks(call)) return body;
  call.warn({ type: "compatibility", feature: "reasoning", details: "the model always thinks" });
  return without(body, "enable_thinking");
}

/** "Json mode response is not supported when enable_thinking is true", of most models. */
function allowJSON(body: JSONObject, call: LanguageCall): JSONObject {
  const isLearned = call.lessons.has(lessons.noJSONWhileThinking);
  if (body["response_format"] === undefined) return body;
  if (alwaysThinks(call)) return isLearned ? withoutFormat(body, call) : body;
  if (!isLearned && (thinksInJSON.test(call.modelId) || !willThink(body, call))) return body;
  return body["enable_thinking"] === false ? body : withoutThinking(body, call, "reasoning", "the model has no JSON mode while it thinks");
}

function withoutFormat(body: JSONObject, call: LanguageCall): JSONObject {
  call.warn({ type: "compatibility", feature: "responseFormat", details: "the model always thinks, and has no JSON mode while it does; the prompt alone asks for it" });
  return without(body, "response_format");
}

/** A number says more than a level, and the service refuses both together. */
function preferBudget(body: JSONObject, call: LanguageCall): JSONObject {
  if (body["reasoning_effort"] === undefined || call.options["thinkingBudget"] === undefined) return body;
  call.warn({ type: "compatibility", feature: "reasoning", details: "an effort and a budget exclude each other; thinkingBudget is sent" });
  return without(body, "reasoning_effort");
}

function mediumBudget(call: LanguageCall): number {
  const limit = call.maxOutputTokens ?? call.can.limits.maxOutputTokens ?? assumedOutputLimit;
  return Math.max(smallestBudget, Math.floor(limit * budgetShare));
}

function without(body: JSONObject, ...fields: readonly string[]): JSONObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !fields.includes(name))) as Record<string, JSONValue>;
}
