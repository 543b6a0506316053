import type { JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { framingOf } from "../framing.ts";
import { goJson } from "../json-lines.ts";
import { isObject, readString } from "../json.ts";
import { errorReply, replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer, ServiceError } from "../script.ts";

export const jsonType = "application/json; charset=utf-8";

/** A body of one JSON value. */
export function json(value: JSONValue, { profile, exchange, script }: RequestContext, answer: ModelAnswer | undefined = undefined): Reply {
  const frames = ["\n".repeat(answer?.faults?.leadingBlankLines ?? 0) + goJson(value)];
  return replyOf({ contentType: jsonType, frames, ...(answer === undefined ? {} : { answer }), pace: script.pace }, profile, exchange);
}

export function refused(error: ServiceError, { profile, exchange }: RequestContext): Reply {
  return errorReply(error, profile, exchange);
}

/** No body at all. */
export function nothing(status: number, { profile, exchange }: RequestContext, contentType: string | null = null): Reply {
  return replyOf({ status, contentType, frames: [] }, profile, exchange);
}

export function plainText(status: number, text: string, { profile, exchange }: RequestContext, headers: Readonly<Record<string, string>> = {}): Reply {
  return replyOf({ status, contentType: status === 200 ? "text/plain; charset=utf-8" : "text/plain", frames: [text], answer: { headers } }, profile, exchange);
}

/** Frames of progress; as one value where no stream is wanted, the last frame. */
export function progress(frames: Iterable<JSONValue>, isStream: boolean, context: RequestContext): Reply {
  const { profile, exchange, script } = context;
  if (!isStream) return progressAtOnce([...frames].at(-1) ?? {}, context);
  const framing = framingOf(profile);
  const written = framing.write(chunksOf(frames), {}, profile, exchange);
  return replyOf({ contentType: framing.contentType, frames: written, isWhole: false, pace: script.pace }, profile, exchange);
}

/** Without a stream an error is an error's answer. */
function progressAtOnce(last: JSONValue, context: RequestContext): Reply {
  const message = isObject(last) ? readString(last, "error") : undefined;
  return message !== undefined ? refused({ status: 500, message }, context) : json(last, context);
}

function* chunksOf(values: Iterable<JSONValue>): Generator<{ readonly role: "content"; readonly value: JSONValue }> {
  for (const value of values) yield { role: "content", value };
}

/** A reply that comes later, as one from a model that has to be loaded first. */
export function after(milliseconds: number, reply: Reply): Reply {
  if (milliseconds === 0) return reply;
  return { ...reply, pace: { ...reply.pace, beforeHeadersMs: (reply.pace.beforeHeadersMs ?? 0) + milliseconds } };
}
