import { UnsupportedFunctionalityError } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import { describeError } from "../errors/describe-error.ts";
import type { DefinedModels } from "./defined-models.ts";
import type { KnownModels } from "./known-models.ts";
import { isMissing, lookUp } from "./look-up.ts";
import { readModelList, type ListRow } from "./model-list.ts";
import type { ListedModel, ModelListing } from "./spec.ts";

/** What a list is made of. */
export interface ModelSources<Wire> {
  readonly known: KnownModels<Wire>;
  readonly defined: DefinedModels;
  /** Where the service lists its models; `false`: nowhere. */
  readonly list: ModelListing | undefined;
}

/** The user's models and the service's, or the package's where the service has no list; each once, with everything known of it. */
export async function listModels<Wire>(to: Connection, { known, defined, list }: ModelSources<Wire>, signal: AbortSignal | undefined): Promise<readonly ListedModel[]> {
  const isDefined = defined.all.length > 0;
  const rows = await readRows(to, list, signal, isDefined || known.ids.length > 0);
  if (rows !== undefined) known.learn(rows);
  const listed = new Map(rows?.flatMap((row) => [...(row.aliases ?? []), row.id].map((id) => [id, row] as const)));
  const taken = new Set(defined.all.flatMap(({ name, id }) => [name, id]));
  const toRow = (id: string, source: ListedModel["source"], sentId = id): ListedModel => {
    const { price, sizeBytes, isLoaded } = listed.get(sentId) ?? {};
    const successor = known.retired(id)?.use;
    return {
      id,
      ...(sentId === id ? {} : { sentId }),
      source,
      capabilities: known.capabilities(id),
      ...(price === undefined ? {} : { price }),
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
      ...(isLoaded === undefined ? {} : { isLoaded }),
      ...(successor === undefined ? {} : { successor }),
    };
  };
  const others = rows === undefined ? known.ids : rows.filter(({ aliases = [] }) => !aliases.some((alias) => taken.has(alias))).map(({ id }) => id);
  return [
    ...defined.all.map(({ name, id }) => toRow(name, "defined", id)),
    ...others.filter((id) => !taken.has(id)).map((id) => toRow(id, rows === undefined ? "known" : "listed")),
  ];
}

/** The service's own list; `undefined` where it has none and there are other models to show. */
async function readRows(to: Connection, list: ModelListing | undefined, signal: AbortSignal | undefined, hasOthers: boolean): Promise<readonly ListRow[] | undefined> {
  if (list === false) {
    if (hasOthers) return undefined;
    throw new UnsupportedFunctionalityError({ functionality: "listModels", message: `${to.id} has no model list, and no model of it is known: define yours in the settings (models)` });
  }
  try {
    return typeof list === "function" ? await list(to, { signal }) : readModelList(await lookUp(to, list, signal));
  } catch (error) {
    if (signal?.aborted !== true && hasOthers && isMissing(describeError(error))) return undefined;
    throw error;
  }
}
