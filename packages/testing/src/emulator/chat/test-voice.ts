import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import type { EmulatorProfile } from "../profile.ts";
import { sampleFromSchema } from "../schema-sample.ts";
import type { ModelAnswer } from "../script.ts";
import { countTokens } from "../token-count.ts";

/**
 * What is said when nothing was scripted: plainly no language model, and the same for the same request.
 *
 * Calls the named or first tool when the request requires one and no result is there yet, writes JSON where a response
 * format asks for it, and reasons where the request or the model does.
 */
export function testVoice(body: JSONObject, profile: EmulatorProfile): ModelAnswer {
  const thinks = asksForReasoning(body, profile);
  const reasoning = thinks ? { reasoning: "The emulator has nothing to think about. It says so in two sentences." } : {};
  const called = toolToCall(body);
  if (called !== undefined) {
    const call = { name: readString(called, "name") ?? "", arguments: JSON.stringify(sampleFromSchema(called["parameters"] ?? { type: "object" })) };
    return { kind: "model", ...reasoning, toolCalls: [call] };
  }
  const json = jsonAsked(body);
  if (json !== undefined) return { kind: "model", ...reasoning, text: JSON.stringify(json) };
  return { kind: "model", ...reasoning, ...cutToLimits(sentences(body, profile), body) };
}

function sentences(body: JSONObject, profile: EmulatorProfile): string {
  const messages = readList(body, "messages").filter(isObject);
  const newest = messages.at(-1);
  const size = typeof newest?.["content"] === "string" ? newest["content"].length : JSON.stringify(newest?.["content"] ?? "").length;
  const results = newMessages(messages).filter((message) => message["role"] === "tool").length;
  return [
    "This is the emulator speaking, not a language model.",
    `It answers as ${readString(body, "model") ?? "a model"} would in the form of ${profile.id}.`,
    `The request had ${counted(messages.length, "message")}; the last one, from the ${readString(newest, "role") ?? "user"}, was ${counted(size, "character")} long.`,
    ...(results === 0 ? [] : [`It held ${counted(results, "tool result")}.`]),
    "Nothing that is sent here leaves this machine.",
  ].join(" ");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Honours the longest output and the stop sequences of the request. */
export function cutToLimits(text: string, body: JSONObject): Pick<ModelAnswer, "text" | "finishReason"> {
  const stops = [readString(body, "stop"), ...readList(body, "stop")].filter((stop) => typeof stop === "string" && stop !== "");
  const positions = stops.map((stop) => text.indexOf(String(stop))).filter((position) => position >= 0);
  const stopped = positions.length === 0 ? text : text.slice(0, Math.min(...positions));
  const limit = readNumber(body, "max_completion_tokens") ?? readNumber(body, "max_tokens");
  if (limit === undefined || countTokens(stopped) <= limit) return { text: stopped };
  return { text: stopped.slice(0, limit * 4), finishReason: "length" };
}

function asksForReasoning(body: JSONObject, profile: EmulatorProfile): boolean {
  const effort = readString(body, "reasoning_effort") ?? readString(readObject(body, "reasoning"), "effort");
  if (effort === "none" || body["enable_thinking"] === false || readString(readObject(body, "thinking"), "type") === "disabled") return false;
  const modelId = readString(body, "model") ?? "";
  return (
    effort !== undefined ||
    body["enable_thinking"] === true ||
    readObject(body, "reasoning")?.["enabled"] === true ||
    readString(readObject(body, "thinking"), "type") === "enabled" ||
    (profile.isReasoningModel?.(modelId) ?? /gpt-oss|qwen3/.test(modelId))
  );
}

/** The `function` of the tool that has to be called. */
function toolToCall(body: JSONObject): JSONObject | undefined {
  const choice = body["tool_choice"];
  const named = readString(readObject(isObject(choice) ? choice : undefined, "function"), "name");
  if (named === undefined && choice !== "required" && choice !== "any") return undefined;
  const messages = readList(body, "messages").filter(isObject);
  // With the result at hand it answers in words, so that a loop over tools comes to an end.
  if (newMessages(messages).some((message) => message["role"] === "tool")) return undefined;
  const functions = readList(body, "tools").map((tool) => readObject(isObject(tool) ? tool : undefined, "function"));
  return functions.find((one) => one !== undefined && (named === undefined || one["name"] === named));
}

/** The messages since the user last spoke. */
function newMessages(messages: readonly JSONObject[]): readonly JSONObject[] {
  return messages.slice(messages.findLastIndex((message) => message["role"] === "user") + 1);
}

function jsonAsked(body: JSONObject): JSONValue | undefined {
  const format = readObject(body, "response_format");
  switch (readString(format, "type")) {
    case "json_schema":
      return sampleFromSchema(readObject(format, "json_schema")?.["schema"] ?? format?.["schema"] ?? {});
    case "json_object":
      return format?.["schema"] === undefined ? { speaker: "emulator", isLanguageModel: false } : sampleFromSchema(format["schema"]);
    default:
      return undefined;
  }
}
