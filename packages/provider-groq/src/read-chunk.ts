import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { PartWriter } from "@portolan/core";

const object = (value: JSONValue | undefined): JSONObject => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JSONObject) : {});
const objects = (value: JSONValue | undefined): JSONObject[] => (Array.isArray(value) ? (value as JSONValue[]).map(object) : []);
const text = (value: JSONValue | undefined): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Reads what only Groq sends: tools that ran on its servers and what they found, annotations, timings, errors in `x_groq`. */
export function readChunk(chunk: JSONObject, out: PartWriter): undefined {
  const choice = (chunk["choices"] as readonly (JSONObject | undefined)[] | undefined)?.[0];
  const message = (choice?.["delta"] ?? choice?.["message"]) as JSONObject | undefined;
  const own = chunk["x_groq"] as JSONObject | null | undefined;
  if (message?.["executed_tools"] !== undefined) readExecutedTools(message["executed_tools"], text(chunk["id"]) ?? "answer", out);
  // Citations of `documents` and of tool results, by position in the text: neither has a URL, so they are no sources.
  if (objects(message?.["annotations"]).length > 0) out.keep("annotations", message?.["annotations"]);
  const usage = chunk["usage"] ?? own?.["usage"];
  if (usage !== undefined) readTimings(object(usage), out);
  const error = own?.["error"];
  if (error !== undefined && error !== null && error !== "") out.fail({ error });
}

/** A tool comes once as a call and again with its output, or at once with both. */
function readExecutedTools(tools: JSONValue | undefined, answerId: string, out: PartWriter): void {
  for (const [position, tool] of objects(tools).entries()) readExecutedTool(tool, `${answerId}-tool-${Number(tool["index"] ?? position)}`, out);
}

function readExecutedTool(tool: JSONObject, toolCallId: string, out: PartWriter): void {
  const toolName = text(tool["type"]) ?? "tool";
  const output = tool["output"] ?? undefined;
  if (output === undefined && text(tool["arguments"]) === undefined) return;
  out.toolCall({ toolCallId, toolName, input: text(tool["arguments"]) ?? "{}", providerExecuted: true, dynamic: true });
  if (output === undefined) return;
  const found = [...objects(object(tool["search_results"])["results"]), ...objects(tool["browser_results"])];
  out.toolResult({ toolCallId, toolName, result: resultOf(tool, output), dynamic: true });
  for (const { url, title, score } of found) {
    if (text(url) !== undefined) out.source({ url: String(url), title: text(title), ...(typeof score === "number" ? { metadata: { score } } : {}) });
  }
}

function resultOf(tool: JSONObject, output: JSONValue): JSONObject {
  const details = { searchResults: tool["search_results"], codeResults: tool["code_results"], browserResults: tool["browser_results"] };
  return { output, ...Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined && value !== null)) };
}

/** Seconds. In a stream they ride on `x_groq.usage`, on `usage`, or on both. */
function readTimings(usage: JSONObject, out: PartWriter): void {
  out.keep("queueTime", usage["queue_time"]);
  out.keep("promptTime", usage["prompt_time"]);
  out.keep("completionTime", usage["completion_time"]);
  out.keep("totalTime", usage["total_time"]);
}
