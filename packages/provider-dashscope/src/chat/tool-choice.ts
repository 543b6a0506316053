import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { lessons } from "./lessons.ts";
import { alwaysThinks, willThink, withoutThinking } from "./thinking.ts";

/**
 * A forced tool in the way that the model takes it. Thinking and a forced tool exclude each other; the tool was asked for in
 * so many words, so thinking gives way. https://github.com/QwenLM/qwen-code/issues/7659
 */
export function chooseTool(body: JSONObject, call: LanguageCall): JSONObject {
  const choice = body["tool_choice"];
  if (!isForced(choice)) return body;
  if (alwaysThinks(call)) return leaveToModel(body, call, "the model always thinks, and cannot be made to call a tool");
  const isLearned = call.lessons.has(lessons.noForcedToolWhileThinking) && body["enable_thinking"] !== false;
  const settled = isLearned || willThink(body, call) ? withoutThinking(body, call, "toolChoice", "a tool cannot be forced while the model thinks") : body;
  return choice === "required" && call.lessons.has(lessons.noRequiredTool) ? nameTool(settled, call) : settled;
}

function isForced(choice: JSONValue | undefined): boolean {
  return choice === "required" || (typeof choice === "object" && choice !== null);
}

/** Where only one tool is offered, to require any is to name it. */
function nameTool(body: JSONObject, call: LanguageCall): JSONObject {
  const tools = (body["tools"] ?? []) as readonly { readonly function?: { readonly name?: string } }[];
  const name = tools[0]?.function?.name;
  if (tools.length !== 1 || name === undefined) return leaveToModel(body, call, "the model can be made to call one tool, and not any of several");
  return { ...body, tool_choice: { type: "function", function: { name } } };
}

function leaveToModel(body: JSONObject, call: LanguageCall, why: string): JSONObject {
  call.warn({ type: "compatibility", feature: "toolChoice", details: `${why}; it decides` });
  return { ...body, tool_choice: "auto" };
}
