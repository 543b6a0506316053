import type { JSONObject, SharedV4Warning } from "@ai-sdk/provider";
import type { Connection } from "@portolan/core";
import { asObject, asObjects, definedFields } from "../json.ts";
import { unreadable, type NativeAnswer } from "../native.ts";

interface Pictures {
  readonly images: readonly Uint8Array[];
  /** What the service says of each. */
  readonly facts: JSONObject[];
  readonly warnings: readonly SharedV4Warning[];
}

/** The pictures of an answer or of a finished task, fetched from where the service left them. */
export async function readPictures(to: Connection, answer: NativeAnswer, modelId: string, signal: AbortSignal | undefined): Promise<Pictures> {
  const said = [...asObjects(answer.output["results"]), ...inConversation(answer.output)];
  const made = said.flatMap((row) => (typeof row["url"] === "string" ? [{ url: row["url"], row }] : []));
  const [failed] = said.filter((row) => row["url"] === undefined && row["code"] !== undefined);
  if (made.length === 0) throw failed === undefined ? unreadable(to, modelId, "the answer holds no pictures", answer.body) : to.refusal(answer, failed, modelId);
  const lost = said.length - made.length;
  return {
    images: await fetchAll(to, made.map(({ url }) => url), modelId, signal),
    facts: made.map(({ row }) => definedFields({ originalPrompt: row["orig_prompt"], revisedPrompt: row["actual_prompt"] })),
    warnings: lost === 0 ? [] : [{ type: "other", message: `${lost} of ${said.length} pictures failed: ${String(failed?.["message"] ?? "the service gave no reason")}` }],
  };
}

/** Newer models answer as in a conversation, with `{ image }` where a text would be. */
function inConversation(output: JSONObject): readonly JSONObject[] {
  return asObjects(output["choices"])
    .flatMap((choice) => asObjects(asObject(choice["message"])?.["content"]))
    .flatMap((part) => (typeof part["image"] === "string" ? [{ url: part["image"] }] : []));
}

async function fetchAll(to: Connection, urls: readonly string[], modelId: string, signal: AbortSignal | undefined): Promise<Uint8Array[]> {
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  try {
    return await Promise.all(urls.map(async (url) => (await to.download({ url, signal: either, modelId })).body));
  } catch (error) {
    // Nobody waits for the others any more.
    stop.abort(error);
    throw error;
  }
}
