import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { identifier } from "../identifier.ts";
import { readString } from "../json.ts";
import { errorReply, jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";

const refused = (message: string): ServiceError => ({ status: 400, message, type: "invalid_request_error", code: "invalid_parameter_error" });

/** Documents that are uploaded in OpenAI's form, and forgotten at once; `undefined` for every other path. */
export function answerFiles(request: RecordedRequest, context: RequestContext): Reply | undefined {
  const { profile, exchange, words, script } = context;
  const [path = ""] = request.path.split("?");
  const folder = `${profile.basePath}/files`;
  if (path !== folder && !path.startsWith(`${folder}/`)) return undefined;
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  if (key === undefined) return errorReply(words.missingKey(), profile, exchange);
  if (script.apiKeys !== null && !(script.apiKeys ?? [profile.apiKey]).includes(key)) return errorReply(words.wrongKey(key), profile, exchange);
  const reply = (value: JSONObject): Reply => replyOf({ contentType: "application/json", frames: jsonFrames(value, undefined) }, profile, exchange);
  if (request.method === "DELETE") return reply({ id: decodeURIComponent(path.slice(folder.length + 1)), object: "file", deleted: true });
  const [file] = request.files;
  if (request.method !== "POST" || file === undefined) return errorReply(refused("Multipart form file is required."), profile, exchange);
  if (readString(request.body, "purpose") !== "file-extract") return errorReply(refused("Invalid purpose."), profile, exchange);
  const id = `file-fe-${identifier(`dashscope file ${exchange.sequence}`, 24)}`;
  return reply({ id, object: "file", bytes: file.bytes.length, created_at: 1_764_000_000, filename: file.filename, purpose: "file-extract", status: "processed" });
}
