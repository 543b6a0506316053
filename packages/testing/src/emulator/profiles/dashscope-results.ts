import type { RequestContext } from "../context.ts";
import { picture, pictureSize } from "../picture.ts";
import { replyOf, type Reply } from "../reply.ts";
import type { RecordedRequest } from "../script.ts";
import { sound } from "../sound.ts";

const folder = "/results/";

/** Where a result can be fetched, for a day and by everybody. */
export function resultAddress({ headers }: RecordedRequest, name: string): string {
  return `http://${headers["host"] ?? "127.0.0.1"}${folder}${name}?Expires=1800000000&Signature=emulated`;
}

/** What is behind such an address; `undefined` for every other path. */
export function storedResult({ method, path, headers }: RecordedRequest, { profile, exchange }: RequestContext): Reply | undefined {
  if (method !== "GET" || !path.startsWith(folder)) return undefined;
  const reply = (status: number, contentType: string, body: string | Uint8Array): Reply => replyOf({ status, contentType, frames: [body] }, profile, exchange);
  // The storage takes a signature or a key, and not both: a key that is sent along is refused, not ignored.
  if (headers["authorization"] !== undefined) {
    return reply(400, "application/xml", "<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>");
  }
  const [name = ""] = path.slice(folder.length).split("?");
  if (name.endsWith(".wav")) {
    const { contentType, bytes } = sound("wav", Math.min(2, 0.1 + Number.parseInt(name, 10) / 100));
    return reply(200, contentType, bytes);
  }
  const [, sizeText = "", seed = ""] = /^(\d+x\d+)-([\w-]+)\.png$/.exec(name) ?? [];
  const size = pictureSize(sizeText);
  if (size === undefined) return reply(404, "application/xml", "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
  return reply(200, "image/png", picture(size, seed));
}
