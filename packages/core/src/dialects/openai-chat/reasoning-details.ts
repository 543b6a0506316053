import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asArray, asObject } from "../../json/narrow.ts";

const grown = ["text", "summary", "data"] as const;

/**
 * OpenRouter's reasoning blocks: text, summaries, and encrypted ones that only the service can read.
 *
 * They must go back unmodified and in order, so the deltas of one block are joined and nothing else is touched.
 */
export class ReasoningDetails {
  readonly all: JSONObject[] = [];

  /** Takes a delta's details and returns the text they show. */
  add(value: JSONValue): string {
    let shown = "";
    for (const entry of asArray(value) ?? []) {
      const detail = asObject(entry);
      if (detail === undefined) continue;
      shown += textOf(detail);
      const last = this.all.at(-1);
      if (last !== undefined && isSameBlock(last, detail)) this.all[this.all.length - 1] = join(last, detail);
      else this.all.push(detail);
    }
    return shown;
  }
}

function textOf(detail: JSONObject): string {
  const text = detail["type"] === "reasoning.summary" ? detail["summary"] : detail["type"] === "reasoning.text" ? detail["text"] : undefined;
  return typeof text === "string" ? text : "";
}

/** Encrypted blocks are never joined: each is whole. */
function isSameBlock(last: JSONObject, next: JSONObject): boolean {
  if (next["type"] === "reasoning.encrypted" || last["type"] !== next["type"]) return false;
  return last["index"] === next["index"] && (next["id"] === undefined || next["id"] === null || last["id"] === undefined || last["id"] === null || last["id"] === next["id"]);
}

function join(last: JSONObject, next: JSONObject): JSONObject {
  const joined: JSONObject = { ...last };
  for (const [key, value] of Object.entries(next)) {
    if (value === null || value === undefined) continue;
    const before = last[key];
    const isGrown = (grown as readonly string[]).includes(key) && typeof before === "string" && typeof value === "string";
    joined[key] = isGrown ? before + value : value;
  }
  return joined;
}
