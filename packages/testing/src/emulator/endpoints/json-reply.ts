import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer } from "../script.ts";

/** A model's answer that is one JSON body, with what its script wants on top. */
export function jsonReply(value: JSONObject, scripted: ModelAnswer | undefined, { profile, exchange, script }: RequestContext): Reply {
  return replyOf(
    {
      contentType: "application/json",
      frames: jsonFrames({ ...value, ...scripted?.chunkFields }, scripted?.faults),
      ...(scripted === undefined ? {} : { answer: scripted }),
      pace: script.pace,
    },
    profile,
    exchange,
  );
}
