import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";

/** It wants the thoughts of every earlier turn back, unless told otherwise. https://help.aliyun.com/zh/model-studio/qwen-api-via-dashscope */
const remembersUnasked = /^qwen3\.8-max/;

/** The messages of a request, with thoughts of earlier turns only where the model is to remember them: they are paid for as input. */
export function forgetThinking(body: JSONObject, call: LanguageCall): readonly JSONObject[] {
  const messages = (body["messages"] ?? []) as readonly JSONObject[];
  const remembers = body["preserve_thinking"] ?? remembersUnasked.test(call.modelId);
  if (remembers === true) return messages;
  const lastUser = messages.findLastIndex((message) => message["role"] === "user");
  return messages.map((message, position) => {
    if (position > lastUser || message["reasoning_content"] === undefined) return message;
    const { reasoning_content: _, ...rest } = message;
    return rest as JSONObject;
  });
}
