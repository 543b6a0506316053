import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";

/** A body without these fields (body field → call option). Each that was in it is warned about by its option's name, with the reason. */
export function leaveOut(body: JSONObject, call: LanguageCall, fields: Readonly<Record<string, string>>, reason: string): JSONObject {
  const kept = { ...body };
  for (const [field, option] of Object.entries(fields)) {
    if (kept[field] === undefined) continue;
    delete kept[field];
    call.warn({ type: "unsupported", feature: option, details: reason });
  }
  return kept;
}
