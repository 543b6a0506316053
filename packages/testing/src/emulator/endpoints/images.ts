import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { identifier } from "../identifier.ts";
import { readNumber, readString } from "../json.ts";
import { picture, pictureSize, type PictureSize } from "../picture.ts";
import { errorReply, replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer, RecordedRequest, ServiceError } from "../script.ts";
import { countTokens } from "../token-count.ts";
import { jsonReply } from "./json-reply.ts";

/** OpenAI makes this many pictures in one call. */
const mostPictures = 10;

/** Below `basePath`; a picture can be fetched without a key, as from the storage services link to. */
const linkPath = "/images/generated/";

/** Striped pictures of the size asked for, different for each prompt, seed, place in the list, and picture to be changed. */
export function images(request: RecordedRequest, body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  const { profile, exchange } = context;
  // A form's fields are text.
  const count = Number(body["n"] ?? 1);
  const size = wantedSize(body);
  if (size === undefined) return errorReply(invalid("size", `Invalid value: '${String(body["size"])}'. The size is written as '1024x1024'.`), profile, exchange);
  if (!(count >= 1 && count <= mostPictures)) return errorReply(invalid("n", `Invalid 'n': expected a value from 1 to ${mostPictures}, but got ${count} instead.`), profile, exchange);
  const asLinks = (readString(body, "response_format") ?? usualForm(readString(body, "model") ?? "")) === "url";
  const given = request.files.map(({ bytes }) => Buffer.from(bytes).toString("base64"));
  const data = Array.from({ length: count }, (_, index) => {
    const seed = identifier(JSON.stringify([body["prompt"], body["seed"], index, ...given]), 16);
    if (!asLinks) return { b64_json: picture(size, seed).toString("base64") };
    return { url: `http://${request.headers["host"]}${profile.basePath}${linkPath}${size.width}x${size.height}-${seed}.png` };
  });
  const usage = scripted?.usage === undefined ? countedUsage(readString(body, "prompt") ?? "", count) : scripted.usage;
  const value: JSONObject = { created: 1_764_000_000, data, ...(usage === null ? {} : { usage }) };
  return jsonReply(value, scripted, context);
}

/** The picture behind a link that `images` gave; `undefined` where the path is not one. */
export function linkedImage({ method, path }: RecordedRequest, { profile, exchange }: RequestContext): Reply | undefined {
  const start = profile.basePath + linkPath;
  if (method !== "GET" || !path.startsWith(start)) return undefined;
  const [, sizeText = "", seed = ""] = /^(\d+x\d+)-(\w+)\.png$/.exec(path.slice(start.length)) ?? [];
  const size = pictureSize(sizeText);
  return size === undefined ? undefined : replyOf({ contentType: "image/png", frames: [picture(size, seed)] }, profile, exchange);
}

function wantedSize(body: JSONObject): PictureSize | undefined {
  const size = readString(body, "size");
  if (size !== undefined && size !== "auto") return pictureSize(size);
  return pictureSize(`${readNumber(body, "width") ?? 1024}x${readNumber(body, "height") ?? 1024}`);
}

function usualForm(modelId: string): "url" | "b64_json" {
  return modelId.startsWith("dall-e") ? "url" : "b64_json";
}

function countedUsage(prompt: string, count: number): JSONObject {
  const input = countTokens(prompt);
  const output = 272 * count;
  return { input_tokens: input, output_tokens: output, total_tokens: input + output, input_tokens_details: { text_tokens: input, image_tokens: 0 } };
}

function invalid(param: string, message: string): ServiceError {
  return { status: 400, message, type: "invalid_request_error", code: "invalid_value", extra: { param } };
}
