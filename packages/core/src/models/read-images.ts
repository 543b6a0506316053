import { InvalidResponseDataError, type JSONObject } from "@ai-sdk/provider";
import { decodeBase64 } from "../bytes/base64.ts";
import type { Connection } from "../connection/connection.ts";
import { asText } from "../json/narrow.ts";

/**
 * The pictures in an answer's rows: base64 as it came, or bytes where the service left them at an address.
 *
 * The AI SDK takes one or the other, so pictures that came both ways are all bytes.
 */
export async function readImages(
  rows: readonly (JSONObject | undefined)[],
  to: Connection,
  modelId: string,
  signal: AbortSignal | undefined,
): Promise<string[] | Uint8Array[]> {
  const places = rows.map((row, place) => placeOf(row, `${to.id}/${modelId}`, place));
  if (places.every(({ base64 }) => base64 !== undefined)) return places.flatMap(({ base64 }) => base64 ?? []);
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const fetched = places.map(async ({ base64, url }) => (base64 === undefined ? (await to.download({ url, signal: either, modelId })).body : decodeBase64(base64)));
  try {
    return await Promise.all(fetched);
  } catch (error) {
    // Nobody waits for the others any more.
    stop.abort(error);
    throw error;
  }
}

type Place = { readonly base64: string; readonly url?: undefined } | { readonly base64?: undefined; readonly url: string };

function placeOf(row: JSONObject | undefined, target: string, place: number): Place {
  const base64 = asText(row?.["b64_json"]);
  if (base64 !== undefined) return { base64: withoutHead(base64) };
  const url = asText(row?.["url"]);
  if (url === undefined) throw new InvalidResponseDataError({ data: row, message: `${target}: picture ${place} is neither in base64 nor at an address.` });
  return url.startsWith("data:") ? { base64: withoutHead(url) } : { url };
}

/** A data URL in base64's place is base64 all the same. */
function withoutHead(text: string): string {
  return text.startsWith("data:") ? text.slice(text.indexOf(",") + 1) : text;
}
