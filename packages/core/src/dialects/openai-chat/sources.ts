import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asArray, asObject } from "../../json/narrow.ts";
import type { FoundSource, PartWriter } from "../dialect.ts";

/** Pages an answer rests on, listed beside it: Perplexity's `search_results`, and `citations` as bare URLs. */
export function readCitations(chunk: JSONObject, out: PartWriter): void {
  for (const entry of asArray(chunk["search_results"]) ?? []) {
    const result = asObject(entry);
    const url = result?.["url"];
    if (typeof url !== "string") continue;
    const { title, date, last_updated: updated, snippet } = result as JSONObject;
    const metadata = pick({ date, last_updated: updated, snippet });
    out.source({ url, title: typeof title === "string" ? title : undefined, metadata });
  }
  for (const entry of asArray(chunk["citations"]) ?? []) {
    const url = typeof entry === "string" ? entry : asObject(entry)?.["url"];
    const title = asObject(entry)?.["title"];
    if (typeof url === "string") out.source({ url, title: typeof title === "string" ? title : undefined });
  }
}

/** Annotations of a message: OpenAI's and OpenRouter's `url_citation`, nested or flat. */
export function readAnnotations(value: JSONValue | undefined, out: PartWriter): void {
  for (const entry of asArray(value) ?? []) {
    const annotation = asObject(entry);
    if (annotation === undefined) continue;
    const citation = asObject(annotation["url_citation"]) ?? annotation;
    const found = toSource(citation);
    if (found !== undefined) out.source(found);
  }
}

function toSource(citation: JSONObject): FoundSource | undefined {
  const { url, title, start_index: startIndex, end_index: endIndex, content } = citation;
  if (typeof url !== "string" || url === "") return undefined;
  return {
    url,
    title: typeof title === "string" ? title : undefined,
    startIndex: typeof startIndex === "number" ? startIndex : undefined,
    endIndex: typeof endIndex === "number" ? endIndex : undefined,
    citedText: typeof content === "string" ? content : undefined,
  };
}

function pick(fields: Readonly<Record<string, JSONValue | undefined>>): JSONObject | undefined {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return said.length === 0 ? undefined : (Object.fromEntries(said) as JSONObject);
}
