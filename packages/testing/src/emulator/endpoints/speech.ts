import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readString } from "../json.ts";
import { replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer } from "../script.ts";
import { sound } from "../sound.ts";
import { jsonReply } from "./json-reply.ts";

/** A quiet tone, longer for longer texts: WAV, raw PCM or silent MP3 as asked, WAV for every other format. */
export function speech(body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  const seconds = Math.min(2, 0.1 + (readString(body, "input") ?? "").length / 100);
  const { contentType, bytes } = sound(readString(body, "response_format") ?? "mp3", seconds);
  const { speechField } = context.profile;
  if (speechField !== undefined) return jsonReply({ [speechField]: Buffer.from(bytes).toString("base64") }, scripted, context);
  return replyOf(
    { contentType, frames: [bytes], ...(scripted === undefined ? {} : { answer: scripted }), pace: context.script.pace },
    context.profile,
    context.exchange,
  );
}
