import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { toDashScopeMessages } from "./messages.ts";
import { forgetThinking } from "./past-thinking.ts";
import { settleThinking } from "./thinking.ts";
import { chooseTool } from "./tool-choice.ts";
import { checkTranslation } from "./translation.ts";

/** The request as DashScope takes it. */
export function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  checkTranslation(body, call);
  const settled = settleThinking(chooseTool(body, call), call);
  return { ...settled, messages: toDashScopeMessages(forgetThinking(settled, call), call) };
}
