import type { Connection } from "@portolan/core";
import { namedModel } from "./model-name.ts";
import { send } from "./send.ts";

/** Gives a model another name, beside the one it has. Takes no room. */
export async function copyModel(to: Connection, source: string, destination: string, signal: AbortSignal | undefined): Promise<void> {
  const body = { source: namedModel(source, "source"), destination: namedModel(destination, "destination") };
  await send(to, { method: "POST", path: "/api/copy", body, signal, modelId: body.source });
}
