import type { RequestContext } from "../context.ts";
import { errorReply, jsonFrames, replyOf, type Reply } from "../reply.ts";

export function listModels({ models, profile, exchange }: RequestContext): Reply {
  return replyOf({ contentType: "application/json", frames: jsonFrames(profile.modelList?.(models) ?? { object: "list", data: [...models] }, undefined) }, profile, exchange);
}

export function readModel(modelId: string, { models, profile, words, exchange }: RequestContext): Reply {
  const row = models.find((model) => model["id"] === modelId);
  if (row === undefined) return errorReply(words.unknownModel(modelId), profile, exchange);
  return replyOf({ contentType: "application/json", frames: jsonFrames(row, undefined) }, profile, exchange);
}
