import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { chunksToTheLetter } from "../event-stream.ts";
import { framingOf } from "../framing.ts";
import { errorReply, jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { Answer, ModelAnswer } from "../script.ts";

/** Answers that say everything themselves, whatever the endpoint. */
export function replyToTheLetter(answer: Exclude<Answer, ModelAnswer>, body: JSONObject | undefined, context: RequestContext): Reply {
  const { profile, exchange, script } = context;
  const framing = framingOf(profile);
  switch (answer.kind) {
    case "error":
      return errorReply(answer.error, profile, exchange, answer, script.pace);
    case "raw":
      return replyOf(
        {
          ...(answer.status === undefined ? {} : { status: answer.status }),
          contentType: answer.contentType === undefined ? framing.contentType : answer.contentType,
          frames: [answer.body],
          answer,
          pace: script.pace,
        },
        profile,
        exchange,
      );
    default: {
      const faults = answer.faults ?? {};
      const isStream = framing.isAsked(body);
      const chunks = chunksToTheLetter(answer.chunks, faults.usageTimes ?? 1);
      return replyOf(
        {
          contentType: isStream ? framing.contentType : "application/json",
          frames: isStream ? framing.write(chunks, faults, profile, exchange) : jsonFrames(answer.chunks[0] ?? null, faults),
          isWhole: !isStream,
          answer,
          pace: script.pace,
        },
        profile,
        exchange,
      );
    }
  }
}
