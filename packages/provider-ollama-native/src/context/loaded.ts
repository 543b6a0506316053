import type { Connection } from "@portolan/core";
import { countIn, objectIn, objectsIn, textIn } from "../read-fields.ts";

/** An answer waits for it. */
const patience = { connectMs: 1000, headersMs: 1000, idleMs: 1000, totalMs: 2000 } as const;

/**
 * How large a context a model is loaded with; `undefined` where the server of the past does not say, or it is loaded no more.
 *
 * @throws APICallError when the server does not answer in time
 */
export async function loadedContext(to: Connection, modelId: string, signal: AbortSignal | undefined): Promise<number | undefined> {
  const { body } = await to.json({ method: "GET", path: "/api/ps", timeouts: patience, signal });
  const rows = objectsIn(objectIn(body)["models"]);
  const loaded = rows.find((row) => [row["name"], row["model"]].some((name) => wholeName(textIn(name) ?? "") === wholeName(modelId)));
  return countIn(loaded?.["context_length"]);
}

/** Names match whatever their case, `latest` is the tag of those without one, and the usual registry need not be named. */
function wholeName(name: string): string {
  const lower = name.toLowerCase().replace(/^registry\.ollama\.ai\//, "").replace(/^library\//, "");
  return lower.lastIndexOf(":") > lower.lastIndexOf("/") ? lower : `${lower}:latest`;
}
