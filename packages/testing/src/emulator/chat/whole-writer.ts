import type { JSONObject } from "@ai-sdk/provider";
import type { Completion } from "./completion.ts";
import { reasoningSignature, taggedText } from "./deltas.ts";
import { wholeToolCall } from "./tool-deltas.ts";

/** The body of an answer that is not streamed. */
export function wholeBody(completion: Completion): JSONObject {
  const { id, created, modelId, profile, body, exchange, usage, finishReason, chunkFields } = completion;
  const plain: JSONObject = {
    id,
    object: "chat.completion",
    created,
    model: modelId,
    choices: [{ index: 0, message: message(completion), logprobs: null, finish_reason: finishReason }],
    ...(usage === undefined ? {} : { usage }),
    ...profile.chunkFields?.("whole", body, exchange),
    ...chunkFields,
  };
  return profile.writeChunk?.(plain, "whole", body) ?? plain;
}

function message(completion: Completion): JSONObject {
  const { profile, toolCalls, messageFields } = completion;
  return {
    role: "assistant",
    ...spoken(completion),
    ...profile.messageFields?.("whole", completion.text !== "" || toolCalls.length === 0),
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls.map((call) => toolCall(call, completion)) }),
    ...messageFields,
  };
}

function toolCall(call: Completion["toolCalls"][number], { toolDeltas }: Completion): JSONObject {
  const { type, function: called, ...rest } = wholeToolCall(call);
  return {
    ...rest,
    ...(toolDeltas === "without-type" || type === undefined ? {} : { type }),
    function: toolDeltas === "without-arguments" || called === undefined ? { name: call.name } : called,
  };
}

function spoken(completion: Completion): JSONObject {
  const { reasoning, reasoningField, text, toolCalls } = completion;
  const content = text === "" && toolCalls.length > 0 ? null : text;
  if (reasoning === "") return { content };
  switch (reasoningField) {
    case "think-tags":
      return { content: taggedText(completion) };
    case "thinking":
      return {
        content: [{ type: "thinking", thinking: [{ type: "text", text: reasoning }], closed: true }, ...(text === "" ? [] : [{ type: "text", text }])],
      };
    case "reasoning_details":
      return {
        content,
        reasoning,
        reasoning_details: [{ type: "reasoning.text", text: reasoning, signature: reasoningSignature, format: "anthropic-claude-v1", index: 0 }],
      };
    default:
      return { content, [reasoningField]: reasoning };
  }
}
