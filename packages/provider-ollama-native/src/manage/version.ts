import type { Connection } from "@portolan/core";
import { objectIn, textIn } from "../read-fields.ts";

/** The server's version; `"0.0.0"` where it was built without one. */
export async function readVersion(to: Connection, signal: AbortSignal | undefined): Promise<string> {
  const { body } = await to.json({ method: "GET", path: "/api/version", signal });
  return textIn(objectIn(body)["version"]) ?? "unknown";
}
