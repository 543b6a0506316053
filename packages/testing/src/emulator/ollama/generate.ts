import type { JSONObject } from "@ai-sdk/provider";
import { cutToLimits } from "../chat/test-voice.ts";
import type { RequestContext } from "../context.ts";
import { readObject, readString } from "../json.ts";
import type { Reply } from "../reply.ts";
import type { ModelAnswer, RecordedRequest } from "../script.ts";
import { countTokens } from "../token-count.ts";
import { callModel } from "./model-call.ts";
import { fitText } from "./prompt-fit.ts";
import { refused } from "./replies.ts";
import { chatVoice, limitsOf } from "./voice.ts";

/** A text is continued, a gap between two is filled, or one question is answered. */
export function generate(request: RecordedRequest, body: JSONObject, context: RequestContext): Reply {
  const prompt = readString(body, "prompt") ?? "";
  const isRaw = body["raw"] === true;
  if (isRaw && ["template", "system", "context"].some((field) => body[field] !== undefined && body[field] !== "")) {
    return refused({ status: 400, message: "raw mode does not support template, system, or context" }, context);
  }
  const words = [readString(body, "system"), prompt, readString(body, "suffix")].filter((part) => part !== undefined && part !== "").join("\n");
  const rendered = isRaw ? prompt : `<|im_start|>user\n${words}<|im_end|>\n<|im_start|>assistant\n`;
  return callModel(
    {
      use: "generate",
      isEmpty: prompt === "",
      fit: (contextLength) => fitText(body, rendered, contextLength),
      rendered: () => rendered,
      voice: (isThinking) => voice(body, prompt, isThinking, context),
      say: () => ({ text = "", thinking, calls }) => ({ response: text, ...(thinking === undefined ? {} : { thinking }), ...(calls === undefined ? {} : { tool_calls: [...calls] }) }),
      lastFields: ({ tokens }, answer) => (isRaw ? {} : { context: numbersOf(tokens + countTokens(answer.text ?? "")) }),
    },
    request,
    body,
    context,
  );
}

function voice(body: JSONObject, prompt: string, isThinking: boolean, { profile }: RequestContext): ModelAnswer {
  const suffix = readString(body, "suffix") ?? "";
  const spoken = suffix === "" ? " and this is the emulator continuing, not a language model." : " what the emulator puts into every gap";
  if (body["raw"] === true || suffix !== "") return { kind: "model", ...cutToLimits(spoken, limitsOf(readObject(body, "options"))) };
  return chatVoice({ ...body, messages: [{ role: "user", content: prompt }] }, profile, isThinking);
}

/** As many numbers as there are tokens, which is all that can be said of them. */
function numbersOf(count: number): number[] {
  return Array.from({ length: count }, (_, place) => 1 + ((place * 7919) % 49_151));
}
