import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { tellByUser } from "./instructions.ts";
import { toDashScopeMessages } from "./messages.ts";
import { forgetThinking } from "./past-thinking.ts";
import { settleThinking } from "./thinking.ts";
import { chooseTool } from "./tool-choice.ts";
import { checkTranslation } from "./translation.ts";

/** The request as DashScope takes it. */
export function finishBody(body: JSONObject, call: LanguageCall): JSONObject {
  checkTranslation(body, call);
  // The key of @ai-sdk/alibaba, whose users would otherwise lose their options without a word.
  if (call.providerOptions?.["alibaba"] !== undefined) call.warn({ type: "other", message: "providerOptions.alibaba is not read: the options of this provider go under providerOptions.dashscope" });
  const settled = settleThinking(chooseTool(body, call), call);
  return { ...settled, messages: toDashScopeMessages(tellByUser(forgetThinking(settled, call), call), call) };
}
