import type { Capabilities, Support } from "@portolan/core";
import { probe as measure, type Evidence, type ProbedCapability, type ProbeResult } from "@portolan/core/probe";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { reportFailure } from "../failure.ts";
import { readProviders } from "../providers.ts";
import { renderDuration, renderTable } from "../render.ts";
import type { Session } from "../session.ts";
import { findTarget, type Target } from "../target.ts";
import { printable, type Channel } from "../terminal.ts";

export interface ProbeCommandOptions {
  readonly maxRequests?: number;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Shown of each evidence where the whole was not asked for. */
const shownWhy = 100;

/** Measures what a model does, beside what its package believes. What was found before a failure is shown too. */
export async function probe(reference: string, { maxRequests, json = false, verbose = false }: ProbeCommandOptions, session: Session): Promise<ExitCode> {
  const { out, err, signal } = session;
  const target = await findTarget(reference, await readProviders(session.env), session);
  // Asked now: nothing that is learned meanwhile counts as believed.
  const believed = target.provider.capabilities(target.model.modelId);
  await err.line(err.style("dim", `${printable(target.reference)} · ${target.provider.baseURL}`));
  const found = new Map<ProbedCapability, Evidence>();
  try {
    const result = await measure(target.model, {
      signal,
      ...(maxRequests === undefined ? {} : { maxRequests }),
      onEvidence: (capability, evidence) => {
        found.set(capability, evidence);
        if (err.isTerminal) void err.line(err.style("dim", `${capability}: ${wordFor(evidence.verdict)}`));
      },
    });
    await out.line(json ? JSON.stringify(verbose ? result : definitionOf(target, result), undefined, out.isTerminal ? 2 : undefined) : toTable(Object.entries(result.evidence), believed, verbose, out));
    await err.line(err.style("dim", summaryOf(result)));
    if (!json) await err.line(err.style("dim", `${session.command} probe ${printable(target.reference)} --json  prints what to store, for the provider's setting models`));
    return exitCodes.ok;
  } catch (error) {
    if (!json && found.size > 0) await out.line(toTable([...found], believed, verbose, out));
    return await reportFailure(error, { entry: target, verbose }, session);
  }
}

/** As the setting `models` takes it, and the variable `<NAME>_MODELS`. */
function definitionOf({ model }: Target, { facts }: ProbeResult): Readonly<Record<string, ProbeResult["facts"]>> {
  return { [model.modelId]: facts };
}

function summaryOf({ requests, tokens, durationMs }: ProbeResult): string {
  return `${requests} requests · ${tokens.input} tokens in, ${tokens.output} out · ${renderDuration(durationMs)} in all`;
}

const columns = ["CAPABILITY", "MEASURED", "BELIEVED", "", "EVIDENCE"] as const;

function toTable(evidence: readonly (readonly [string, Evidence])[], believed: Capabilities, verbose: boolean, out: Channel): string {
  const rows = evidence.map(([capability, { verdict, why, requests }]) => {
    const belief = beliefIn(believed, capability);
    const said = printable(why);
    return [
      capability,
      styled(verdict, out),
      belief === undefined ? "" : `${wordFor(belief)}${belief === "unknown" ? "" : ` (${believed.sources[capability] ?? "?"})`}`,
      out.style("yellow", newsOf(verdict, belief)),
      verbose ? `${said} (${requests === 1 ? "1 request" : `${requests} requests`})` : shorten(said),
    ];
  });
  return renderTable([columns.map((title) => out.style("bold", title)), ...rows]);
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > shownWhy ? `${characters.slice(0, shownWhy).join("")}…` : text;
}

/** What the package said; `undefined` where it has no word for the capability. */
function beliefIn({ flags }: Capabilities, capability: string): Support | undefined {
  return (flags as Readonly<Record<string, Support>>)[capability];
}

/** How the measurement differs from what was believed. */
function newsOf(verdict: Support, belief: Support | undefined): string {
  if (verdict === "unknown" || belief === undefined || belief === verdict) return "";
  return belief === "unknown" ? "new" : "differs";
}

function wordFor(support: Support): string {
  if (support === "unknown") return "?";
  return support ? "yes" : "no";
}

function styled(verdict: Support, out: Channel): string {
  if (verdict === "unknown") return out.style("dim", "?");
  return verdict ? out.style("green", "yes") : "no";
}
