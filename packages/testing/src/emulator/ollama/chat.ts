import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readList, readString } from "../json.ts";
import type { Reply } from "../reply.ts";
import type { RecordedRequest } from "../script.ts";
import { callModel } from "./model-call.ts";
import { fitMessages } from "./prompt-fit.ts";
import { chatVoice } from "./voice.ts";

export function chat(request: RecordedRequest, body: JSONObject, context: RequestContext): Reply {
  return callModel(
    {
      use: "chat",
      isEmpty: readList(body, "messages").length === 0,
      fit: (contextLength) => fitMessages(body, contextLength),
      rendered: ({ messages }) => renderedChat(body, messages),
      voice: (isThinking) => chatVoice(body, context.profile, isThinking),
      say: ({ messageFields }) => ({ text = "", thinking, calls, isFirst }) => ({
        message: {
          role: "assistant",
          content: text,
          ...(thinking === undefined ? {} : { thinking }),
          ...(calls === undefined ? {} : { tool_calls: [...calls] }),
          ...(isFirst === true ? messageFields : {}),
        },
      }),
      lastFields: () => ({}),
    },
    request,
    body,
    context,
  );
}

/** What the model would see, in the marks that most templates use. */
function renderedChat(body: JSONObject, messages: readonly JSONObject[]): string {
  const tools = readList(body, "tools").map((tool) => JSON.stringify(tool));
  const turns = messages.map((message) => turn(readString(message, "role") ?? "", saidIn(message)));
  return [...(tools.length === 0 ? [] : [turn("system", `Functions:\n${tools.join("\n")}`)]), ...turns, "<|im_start|>assistant\n"].join("");
}

function turn(role: string, words: string): string {
  return `<|im_start|>${role}\n${words}<|im_end|>\n`;
}

function saidIn(message: JSONObject): string {
  const thinking = readString(message, "thinking");
  const calls = readList(message, "tool_calls").map((call) => `<tool_call>${JSON.stringify(call)}</tool_call>`);
  const images = readList(message, "images").map((_, place) => `[img-${place}]`);
  return [...images, thinking === undefined ? "" : `<think>${thinking}</think>`, readString(message, "content") ?? "", ...calls].join("");
}
