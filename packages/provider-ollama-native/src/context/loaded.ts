import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Connection } from "@portolan/core";

/** An answer waits for it. */
const patience = { connectMs: 1000, headersMs: 1000, idleMs: 1000, totalMs: 2000 } as const;

/**
 * How large a context a model is loaded with; `undefined` where the server of the past does not say, or it is loaded no more.
 *
 * @throws APICallError when the server does not answer in time
 */
export async function loadedContext(to: Connection, modelId: string, signal: AbortSignal | undefined): Promise<number | undefined> {
  const { body } = await to.json({ method: "GET", path: "/api/ps", timeouts: patience, signal });
  const models = ((body as JSONObject)["models"] ?? []) as JSONValue;
  const rows = Array.isArray(models) ? (models as JSONObject[]) : [];
  const length = rows.find((row) => [row["name"], row["model"]].some((name) => typeof name === "string" && isSame(name, modelId)))?.["context_length"];
  return typeof length === "number" ? length : undefined;
}

/** Names match whatever their case, and `latest` is the tag of those without one. */
function isSame(first: string, second: string): boolean {
  return whole(first) === whole(second);
}

function whole(name: string): string {
  const lower = name.toLowerCase().replace(/^registry\.ollama\.ai\//, "").replace(/^library\//, "");
  return lower.lastIndexOf(":") > lower.lastIndexOf("/") ? lower : `${lower}:latest`;
}
