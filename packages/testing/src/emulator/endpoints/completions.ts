import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { completionOf, type Completion } from "../chat/completion.ts";
import { pieces } from "../chat/pieces.ts";
import type { Chunk } from "../chat/stream-writer.ts";
import { cutToLimits } from "../chat/test-voice.ts";
import type { RequestContext } from "../context.ts";
import { eventStream } from "../event-stream.ts";
import { jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer } from "../script.ts";

/** The legacy endpoint: a prompt in, text out. */
export function completions(body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  const { profile, exchange, script } = context;
  const spoken = "This is the emulator continuing, not a language model. Its continuation is always the same two sentences.";
  const answer: ModelAnswer = scripted ?? { kind: "model", ...cutToLimits(spoken, body) };
  const completion = completionOf(answer, body, profile, exchange);
  const isStream = body["stream"] === true;
  return replyOf(
    {
      contentType: isStream ? "text/event-stream" : "application/json",
      frames: isStream
        ? eventStream(textChunks(completion), answer.faults ?? {}, profile, exchange)
        : jsonFrames(textBody(completion, completion.text, completion.finishReason, completion.usage), answer.faults),
      isWhole: !isStream,
      answer,
      pace: script.pace,
    },
    profile,
    exchange,
  );
}

function* textChunks(completion: Completion): Generator<Chunk> {
  for (const piece of pieces(completion.text, completion.deltaSize)) yield { role: "content", value: textBody(completion, piece, null) };
  yield { role: "finish", value: textBody(completion, "", completion.finishReason) };
  if (!completion.streamUsage || completion.usage === undefined) return;
  for (let time = 0; time < completion.usageTimes; time += 1) {
    yield { role: "usage", value: { ...textBody(completion, "", null, completion.usage), choices: [] } };
  }
}

function textBody(completion: Completion, text: string, finishReason: string | null, usage?: JSONValue): JSONObject {
  return {
    id: completion.id.replace("chatcmpl-", "cmpl-"),
    object: "text_completion",
    created: completion.created,
    model: completion.modelId,
    choices: [{ text, index: 0, logprobs: null, finish_reason: finishReason }],
    ...(usage === undefined ? {} : { usage }),
    ...completion.chunkFields,
  };
}
