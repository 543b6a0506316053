import type { JSONObject } from "@ai-sdk/provider";
import { completionOf } from "../chat/completion.ts";
import { streamChunks } from "../chat/stream-writer.ts";
import { testVoice } from "../chat/test-voice.ts";
import { wholeBody } from "../chat/whole-writer.ts";
import type { RequestContext } from "../context.ts";
import { eventStream } from "../event-stream.ts";
import { errorReply, jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer } from "../script.ts";

export function chatCompletions(body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  const { profile, exchange, script } = context;
  const answer = scripted ?? testVoice(body, profile);
  const isStream = body["stream"] === true;
  const failure = script.validateToolCalls === true ? profile.refuseToolCalls?.(answer.toolCalls ?? [], body) : undefined;
  if (failure !== undefined && !isStream) return errorReply(failure, profile, exchange, answer, script.pace);
  const completion = completionOf(answer, body, profile, exchange);
  // A stream has begun when the service sees what the model called: the error arrives under status 200.
  const faults = failure === undefined ? (answer.faults ?? {}) : { ...answer.faults, errorAfterChunks: { chunks: 1, error: failure } };
  return replyOf(
    {
      contentType: isStream ? "text/event-stream" : "application/json",
      frames: isStream ? eventStream(streamChunks(completion), faults, profile, exchange) : jsonFrames(wholeBody(completion), { leadingBlankLines: profile.keepAlive?.blankLines ?? 0, ...faults }),
      isWhole: !isStream,
      answer,
      pace: script.pace,
    },
    profile,
    exchange,
  );
}
