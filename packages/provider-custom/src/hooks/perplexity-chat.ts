import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall, PartWriter } from "@portolan/core";
import { perplexityMessages } from "./perplexity-messages.ts";

/** A body with messages as Perplexity takes them. */
export function perplexityBody(body: JSONObject, call: LanguageCall): JSONObject {
  return { ...body, messages: perplexityMessages(body["messages"] as JSONObject[], call) };
}

/** Steps on the way to an answer, which `streamMode: "concise"` tells one by one: docs.perplexity.ai/docs/sonar/pro-search/stream-mode */
export function readPerplexityChunk(chunk: JSONObject, out: PartWriter): undefined {
  if (chunk["object"] !== "chat.reasoning") return;
  const [choice] = (chunk["choices"] ?? []) as readonly (JSONObject | undefined)[];
  const steps = (choice?.["delta"] as JSONObject | null | undefined)?.["reasoning_steps"];
  for (const step of (Array.isArray(steps) ? steps : []) as readonly (JSONObject | null)[]) {
    if (typeof step?.["thought"] === "string") out.reasoning(`${step["thought"]}\n`);
  }
}
