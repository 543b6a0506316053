import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readNumber, readString } from "../json.ts";
import type { Reply } from "../reply.ts";
import { json, refused } from "./replies.ts";

/** Pages that are nowhere, about what was asked for. */
export function webSearch(body: JSONObject, context: RequestContext): Reply {
  const query = readString(body, "query") ?? "";
  if (query === "") return refused({ status: 400, message: "query is required" }, context);
  const count = readNumber(body, "max_results") ?? 5;
  if (count < 1 || count > 10) return refused({ status: 400, message: "max_results must be between 1 and 10" }, context);
  const results = Array.from({ length: count }, (_, place) => ({
    title: `Page ${place + 1} about ${query}`,
    url: `https://example.com/search/${place + 1}?q=${encodeURIComponent(query)}`,
    content: `The emulator searched for ${JSON.stringify(query)} and made up page ${place + 1}.`,
  }));
  return json({ results }, context);
}

export function webFetch(body: JSONObject, context: RequestContext): Reply {
  const url = readString(body, "url") ?? "";
  if (!URL.canParse(url)) return refused({ status: 400, message: "url is required" }, context);
  return json({ title: `The page at ${url}`, content: `The emulator fetched nothing from ${url}, and says so.`, links: [new URL("/", url).href] }, context);
}
