import { InvalidArgumentError, type ImageModelV4CallOptions, type ImageModelV4File, type JSONObject } from "@ai-sdk/provider";
import { decodeBase64 } from "../bytes/base64.ts";
import type { Connection } from "../connection/connection.ts";

type Given = Pick<ImageModelV4CallOptions, "files" | "mask" | "abortSignal">;

/**
 * A form of these fields with the pictures that are to be changed, as OpenAI's `/images/edits` wants it: one under `image`, several
 * under `image[]`. What is at an address is fetched first.
 */
export async function toImageForm(fields: JSONObject, { files = [], mask, abortSignal }: Given, to: Connection, modelId: string): Promise<FormData> {
  const fetched = (file: ImageModelV4File, argument: string): Promise<Blob> => toBlob(file, argument, to, modelId, abortSignal);
  const [pictures, hole] = await Promise.all([
    Promise.all(files.map((file) => fetched(file, "files"))),
    mask === undefined ? undefined : fetched(mask, "mask"),
  ]);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, typeof value === "string" ? value : JSON.stringify(value));
  for (const [place, picture] of pictures.entries()) form.append(pictures.length === 1 ? "image" : "image[]", picture, fileName(`image-${place}`, picture));
  if (hole !== undefined) form.append("mask", hole, fileName("mask", hole));
  return form;
}

async function toBlob(file: ImageModelV4File, argument: string, to: Connection, modelId: string, signal: AbortSignal | undefined): Promise<Blob> {
  if (file.type === "file") {
    const bytes = typeof file.data === "string" ? decodeBase64(file.data) : (file.data as Uint8Array<ArrayBuffer>);
    return new Blob([bytes], { type: file.mediaType });
  }
  const inline = /^data:([^;,]+)(?:;[^,]*)?;base64,/.exec(file.url);
  if (inline !== null) return new Blob([decodeBase64(file.url.slice(inline[0].length))], { type: inline[1] ?? "" });
  const { body, headers } = await to.download({ url: file.url, argument, signal, modelId });
  const type = headers["content-type"] ?? "";
  if (!type.startsWith("image/")) throw new InvalidArgumentError({ argument, message: `${to.id}/${modelId}: ${argument} holds an address where there is no picture, but ${type === "" ? "something without a type" : type}` });
  return new Blob([body as Uint8Array<ArrayBuffer>], { type });
}

/** Services go by the extension as well. */
function fileName(name: string, { type }: Blob): string {
  return `${name}.${/^image\/([a-z0-9]+)/.exec(type)?.[1] ?? "png"}`;
}
