import type { JSONObject } from "@ai-sdk/provider";
import type { Lesson } from "@portolan/core";
import { lessons } from "./lessons.ts";

/** What a refusal teaches of a model that no rule speaks of. */
export function learn({ status, message }: { readonly status: number; readonly message: string }, body: JSONObject): Lesson | undefined {
  if (status !== 400) return undefined;
  if (/tool_choice.*in thinking mode/i.test(message)) return { id: lessons.noForcedToolWhileThinking, asksLess: true };
  if (body["tool_choice"] === "required" && /tool_choice is one of the strings/i.test(message)) return { id: lessons.noRequiredTool, asksLess: true };
  if (body["response_format"] !== undefined && /json mode response is not supported when enable_thinking/i.test(message)) return { id: lessons.noJSONWhileThinking, asksLess: true };
  if (body["thinking_budget"] === undefined && /thinking_budget parameter must be a positive integer/i.test(message)) return { id: lessons.wantsBudget, asksLess: false };
  if (body["enable_thinking"] === false && /enable_thinking parameter is restricted to true/i.test(message)) return { id: lessons.alwaysThinks, asksLess: true };
  return undefined;
}
