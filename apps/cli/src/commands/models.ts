import type { Capabilities, ListedModel, Provider } from "@portolan/core";
import { findServers } from "../discovery/find-servers.ts";
import { localProvider } from "../discovery/found-server.ts";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { reportFailure } from "../failure.ts";
import { Problem } from "../problem.ts";
import { configured, readProviders, toProviderId, type Entry } from "../providers.ts";
import { renderTable, renderTokens } from "../render.ts";
import type { Session } from "../session.ts";
import { printable, type Channel } from "../terminal.ts";

type Listable = Pick<Entry, "id" | "variables"> & { readonly provider: Provider };

/** Asks one provider, or every configured one, for its models and shows what is known of them. */
export async function models(providerId: string | undefined, { verbose = false }: { readonly verbose?: boolean }, session: Session): Promise<ExitCode> {
  const chosen = await choose(providerId === undefined ? undefined : toProviderId(providerId), session);
  const lists = await Promise.all(chosen.map(async (entry) => ({ entry, ...(await list(entry, session)) })));
  const rows = lists.flatMap(({ entry, listed = [] }) => listed.map((model) => toRow(entry.id, model, session.out)));
  if (rows.length > 0) await session.out.line(renderTable([columns.map((title) => session.out.style("bold", title)), ...rows]));
  let worst: ExitCode = exitCodes.ok;
  for (const { entry, listed, error } of lists) {
    if (listed === undefined) worst = await reportFailure(error, { entry, verbose }, session);
    else if (listed.length === 0) await session.err.line(`${entry.id} lists no model.`);
  }
  return worst;
}

async function list({ provider }: Listable, { signal }: Session): Promise<{ readonly listed?: readonly ListedModel[]; readonly error?: unknown }> {
  try {
    return { listed: await provider.listModels({ signal }) };
  } catch (error) {
    return { error };
  }
}

/** Servers found on this machine count where the user has configured nothing that would answer. */
async function choose(id: string | undefined, session: Session): Promise<readonly Listable[]> {
  const entries = await readProviders(session.env);
  const named = entries.find((entry) => entry.id === id);
  if (named?.fault !== undefined) throw named.fault;
  if (named?.provider !== undefined) return [{ ...named, provider: named.provider }];
  if (id !== undefined && id !== "local") {
    throw new Problem(`No provider is called ${JSON.stringify(id)}.`, [`Known: ${entries.map((entry) => entry.id).join(", ")}; ${session.command} providers  tells what is set`]);
  }
  const ready = id === undefined ? configured(entries) : [];
  if (ready.length > 0) return ready;
  const { servers } = await findServers(session);
  if (servers.length > 0) return servers.map((server) => ({ id: "local", variables: [], provider: localProvider(server) }));
  throw new Problem(id === undefined ? "No provider is configured, and no model server was found on this machine." : "No model server was found on this machine.", [
    `${session.command} providers  tells what to set`,
  ]);
}

const columns = ["MODEL", "KIND", "CONTEXT", "OUTPUT", "TOOLS", "JSON", "SCHEMA", "REASONING", "IMAGES", ""] as const;
const flags = ["tools", "jsonObject", "jsonSchema", "reasoning", "imageInput"] as const;

function toRow(providerId: string, { id, capabilities, successor }: ListedModel, out: Channel): readonly string[] {
  const { limits, kind } = capabilities;
  return [
    printable(`${providerId}/${id}`),
    kind === "unknown" ? unknown(out) : kind,
    limits.contextWindow === undefined ? unknown(out) : renderTokens(limits.contextWindow),
    limits.maxOutputTokens === undefined ? unknown(out) : renderTokens(limits.maxOutputTokens),
    ...flags.map((flag) => renderSupport(capabilities.flags[flag], out)),
    successor === undefined ? "" : `retired: use ${printable(successor)}`,
  ];
}

function renderSupport(support: Capabilities["flags"]["tools"], out: Channel): string {
  if (support === "unknown") return unknown(out);
  return support ? out.style("green", "yes") : "no";
}

function unknown(out: Channel): string {
  return out.style("dim", "?");
}
