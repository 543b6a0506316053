import { UnsupportedFunctionalityError } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import type { KnownModels } from "./known-models.ts";
import { lookUp } from "./look-up.ts";
import { readModelList } from "./model-list.ts";
import type { ListedModel, Lookup } from "./spec.ts";

/** The service's own list, each row with everything known of the model. */
export async function listModels<Wire>(to: Connection, known: KnownModels<Wire>, list: Lookup | false | undefined, signal: AbortSignal | undefined): Promise<readonly ListedModel[]> {
  if (list === false) {
    throw new UnsupportedFunctionalityError({ functionality: "listModels", message: `${to.id} has no model list; knownModels names what the package knows` });
  }
  const rows = readModelList(await lookUp(to, list, signal));
  known.learn(rows);
  return rows.map(({ id, price }) => {
    const successor = known.retired(id)?.use;
    return { id, capabilities: known.capabilities(id), ...(price === undefined ? {} : { price }), ...(successor === undefined ? {} : { successor }) };
  });
}
