import type { JSONValue } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import type { ErrorInfo } from "../errors/kinds.ts";
import type { Lookup } from "./spec.ts";

/** Asks a service for something that costs nothing. */
export async function lookUp(to: Connection, what: Lookup = "/models", signal?: AbortSignal): Promise<JSONValue> {
  const { path, keyHeader }: Exclude<Lookup, string> = typeof what === "string" ? { path: what } : what;
  return (await to.json({ method: "GET", path, signal, keyHeader })).body;
}

/** Whether a service says that it has no such thing to look up. */
export function isMissing({ status }: ErrorInfo): boolean {
  return status === 404 || status === 405 || status === 501;
}
