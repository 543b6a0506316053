import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { PartWriter } from "@portolan/core";

const objects = (value: JSONValue | undefined): readonly JSONObject[] =>
  Array.isArray(value) ? (value as JSONValue[]).filter((item) => typeof item === "object" && item !== null).map((item) => item as JSONObject) : [];
const text = (value: JSONValue | undefined): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Reads what only Groq sends: tools that ran on its servers and what they found, annotations, timings, errors in `x_groq`. */
export function readChunk(chunk: JSONObject, out: PartWriter): undefined {
  const choice = (chunk["choices"] as readonly (JSONObject | undefined)[] | undefined)?.[0];
  const message = (choice?.["delta"] ?? choice?.["message"]) as JSONObject | undefined;
  const own = chunk["x_groq"] as JSONObject | null | undefined;
  objects(message?.["executed_tools"]).forEach((tool, position) => readExecutedTool(tool, `${text(chunk["id"]) ?? "answer"}-tool-${Number(tool["index"] ?? position)}`, out));
  // Citations of `documents` and of tool results, by position in the text: neither has a URL, so they are no sources.
  if (message?.["annotations"] != null) out.keep("annotations", message["annotations"]);
  const usage = (chunk["usage"] ?? own?.["usage"]) as JSONObject | null | undefined;
  if (usage != null) readTimings(usage, out);
  if (own?.["error"] != null && own["error"] !== "") out.fail({ error: own["error"] });
}

/** A tool comes once as a call and again with its output, or at once with both. */
function readExecutedTool({ index: _, type, arguments: input, ...result }: JSONObject, toolCallId: string, out: PartWriter): void {
  const toolName = text(type) ?? "tool";
  const hasOutput = result["output"] != null;
  if (!hasOutput && text(input) === undefined) return;
  out.toolCall({ toolCallId, toolName, input: text(input) ?? "{}", providerExecuted: true, dynamic: true });
  if (!hasOutput) return;
  out.toolResult({ toolCallId, toolName, result, dynamic: true });
  const search = result["search_results"] as JSONObject | null | undefined;
  for (const { url, title, score } of [...objects(search?.["results"]), ...objects(result["browser_results"])]) {
    if (text(url) !== undefined) out.source({ url: String(url), title: text(title), metadata: score == null ? undefined : { score } });
  }
}

/** Seconds. In a stream they ride on `x_groq.usage`, on `usage`, or on both. */
function readTimings(usage: JSONObject, out: PartWriter): void {
  out.keep("queueTime", usage["queue_time"]);
  out.keep("promptTime", usage["prompt_time"]);
  out.keep("completionTime", usage["completion_time"]);
  out.keep("totalTime", usage["total_time"]);
}
