import type { Connection } from "@portolan/core";
import { namedModel } from "./model-name.ts";
import { send } from "./send.ts";

/** Removes a model's name, and its data where no other model shares them. */
export async function deleteModel(to: Connection, name: string, signal: AbortSignal | undefined): Promise<void> {
  const model = namedModel(name);
  await send(to, { method: "DELETE", path: "/api/delete", body: { model, name: model }, signal, modelId: model });
}
