import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asArray, asObject } from "../../json/narrow.ts";
import type { PartWriter } from "../dialect.ts";

/** Reads the chunks of one answer, or the answer itself: each becomes what a chat would have sent. */
export function createChunkReader(): (chunk: JSONObject, out: PartWriter) => JSONObject {
  let logprobs: Record<string, JSONValue> | undefined;
  return (chunk, out) => {
    const choices = asArray(chunk["choices"])?.map(asObject) ?? [];
    const first = choices.find((choice) => (choice?.["index"] ?? 0) === 0);
    const told = asObject(first?.["logprobs"]);
    if (told !== undefined) {
      logprobs ??= {};
      append(logprobs, told);
      out.keep("logprobs", logprobs);
    }
    const { usage, ...rest } = chunk;
    return { ...rest, ...(isCounted(usage) ? { usage } : {}), choices: first === undefined ? [] : [toChatChoice(first)] };
  };
}

/** Mistral's fill-in-the-middle already answers as its chat does. */
function toChatChoice(choice: JSONObject): JSONObject {
  const { text, logprobs: _, ...rest } = choice;
  return typeof text === "string" ? { ...rest, delta: { content: text } } : rest;
}

/** LiteLLM sends zeros with every chunk where its upstream told nothing (1.105.0). */
function isCounted(usage: JSONValue | undefined): boolean {
  const counts = Object.values(asObject(usage) ?? {}).filter((count) => typeof count === "number");
  return counts.some((count) => count > 0);
}

/** Lists of tokens, of their logprobs, and of their places in the text are told piece by piece. */
function append(all: Record<string, JSONValue>, more: JSONObject): void {
  for (const [key, value] of Object.entries(more)) {
    const before = all[key];
    const after = asArray(value);
    if (Array.isArray(before) && after !== undefined) for (const item of after) (before as JSONValue[]).push(item);
    else if (value !== undefined && value !== null) all[key] = after === undefined ? value : [...after];
  }
}
