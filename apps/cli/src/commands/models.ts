import type { ListedModel, Provider } from "@portolan/core";
import { findServers } from "../discovery/find-servers.ts";
import { localProvider } from "../discovery/found-server.ts";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { reportFailure } from "../failure.ts";
import { passesFilters, type ModelFilters } from "../model-list/filters.ts";
import { modelsAsJson } from "../model-list/model-json.ts";
import { toModelRow, type ModelRow } from "../model-list/model-row.ts";
import { renderModels } from "../model-list/model-table.ts";
import { Problem } from "../problem.ts";
import { configured, presetEntry, readProviders, toProviderId, type Entry } from "../providers.ts";
import type { Session } from "../session.ts";

export interface ModelsOptions extends ModelFilters {
  /** Leaves out models of which it is not known whether they pass. */
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

type Listable = Pick<Entry, "id" | "variables"> & { readonly provider: Provider };

interface Listing {
  readonly entry: Listable;
  /** Absent where asking failed. */
  readonly listed?: readonly ListedModel[];
  readonly error?: unknown;
}

/** Asks one provider, or every configured one, for its models and shows what is known of those that pass the filters. */
export async function models(providerId: string | undefined, options: ModelsOptions, session: Session): Promise<ExitCode> {
  const { out, err } = session;
  const chosen = await choose(providerId === undefined ? undefined : toProviderId(providerId), session);
  const listings = await Promise.all(chosen.map((entry) => list(entry, session)));
  const rows = await toRows(listings);
  const judged = rows.map((row) => ({ row, verdict: passesFilters(row, options) })).filter(({ verdict }) => verdict === true || (verdict === "unknown" && options.strict !== true));
  const shown = judged.map(({ row }) => row);
  if (options.json === true) await out.line(modelsAsJson(shown));
  else if (shown.length > 0) {
    const { table, leftOut } = renderModels(shown, out);
    await out.line(table);
    if (leftOut.length > 0) await err.line(err.style("dim", `The terminal is too narrow for ${leftOut.join(", ")}.`));
  }
  if (rows.length > shown.length || judged.some(({ verdict }) => verdict === "unknown")) {
    const doubtful = judged.filter(({ verdict }) => verdict === "unknown").length;
    const doubt = doubtful === 0 ? "" : `; of ${doubtful} it is not known whether they pass, --strict leaves them out`;
    await err.line(err.style("dim", `${shown.length} of ${rows.length} models${doubt}.`));
  }
  return await reportFailures(listings, options.verbose === true, session);
}

function toListable(provider: Provider): Listable {
  return { id: provider.id, variables: [], provider };
}

async function list(entry: Listable, { signal }: Session): Promise<Listing> {
  try {
    return { entry, listed: await entry.provider.listModels({ signal }) };
  } catch (error) {
    return { entry, error };
  }
}

async function toRows(listings: readonly Listing[]): Promise<readonly ModelRow[]> {
  const { loadPrices } = await import("@portolan/catalogue");
  const prices = await loadPrices({ listed: Object.fromEntries(listings.map(({ entry, listed = [] }) => [entry.id, listed])) });
  return listings.flatMap(({ entry, listed = [] }) => listed.map((model) => toModelRow(entry.id, model, prices)));
}

async function reportFailures(listings: readonly Listing[], verbose: boolean, session: Session): Promise<ExitCode> {
  let worst: ExitCode = exitCodes.ok;
  for (const { entry, listed, error } of listings) {
    if (listed === undefined) worst = await reportFailure(error, { entry, verbose }, session);
    else if (listed.length === 0) await session.err.line(`${entry.id} lists no model.`);
  }
  return worst;
}

/** Servers found on this machine count where the user has configured nothing that would answer. */
async function choose(id: string | undefined, session: Session): Promise<readonly Listable[]> {
  const entries = await readProviders(session.env);
  const named = id === undefined ? undefined : (entries.find((entry) => entry.id === id) ?? presetEntry(id, session.env));
  if (named?.fault !== undefined) throw named.fault;
  if (named?.provider !== undefined) return [{ ...named, provider: named.provider }];
  if (id !== undefined && id !== "local") {
    throw new Problem(`No provider is called ${JSON.stringify(id)}.`, [`Known: ${entries.map((entry) => entry.id).join(", ")}; ${session.command} providers  tells what is set`]);
  }
  const ready = id === undefined ? configured(entries) : [];
  if (ready.length > 0) return ready;
  const { servers } = await findServers(session);
  if (servers.length > 0) return await Promise.all(servers.map(async (server) => toListable(await localProvider(server))));
  throw new Problem(id === undefined ? "No provider is configured, and no model server was found on this machine." : "No model server was found on this machine.", [
    `${session.command} providers  tells what to set`,
  ]);
}
