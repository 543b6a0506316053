import { presets } from "@portolan/provider-custom";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { readProviders, type Entry } from "../providers.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";
import type { Channel } from "../terminal.ts";

/** Shows which providers the environment configures: names of variables, never their values but base URLs. */
export async function providers({ env, out, err }: Session): Promise<ExitCode> {
  const entries = await readProviders(env);
  const title = ["PROVIDER", "CONFIGURED", "VARIABLES", "DEFAULT MODEL", "BASE URL"].map((text) => out.style("bold", text));
  await out.line(renderTable([title, ...entries.map((entry) => toRow(entry, out))]));
  for (const { fault } of entries) if (fault !== undefined) await err.line(`${err.style("yellow", "warning:")} ${fault.message}`);
  for (const line of knownServices(entries)) await err.line(err.style("dim", line));
  await err.line(err.style("dim", "Any other OpenAI-compatible service: set <NAME>_API_BASE, and <NAME>_API_KEY if it wants a key; then --model <name>/MODEL."));
  return exitCodes.ok;
}

/** What else is known by name, and the variables that would make it usable. */
function knownServices(entries: readonly Entry[]): readonly string[] {
  const others = Object.values(presets).filter(({ id, closed }) => closed === undefined && id !== "openai-compatible" && !entries.some((entry) => entry.id === id));
  const keyed = others.filter(({ keyless }) => keyless !== true).map(({ env }) => env.apiKey[0]);
  const local = others.filter(({ keyless, env }) => keyless === true && env.needs === undefined).map(({ id }) => id);
  return [
    ...(keyed.length === 0 ? [] : [`Known by name, with a key: set ${keyed.join(", ")}.`]),
    ...(local.length === 0 ? [] : [`Servers known by name, at their usual addresses: ${local.join(", ")}.`]),
  ];
}

function toRow({ id, isConfigured, variables, missing, provider, fault }: Entry, out: Channel): readonly string[] {
  const names = [...variables, ...missing.map((name) => `(set ${name})`)];
  return [
    id,
    fault === undefined ? (isConfigured ? out.style("green", "yes") : "no") : out.style("yellow", "wrong"),
    names.length === 0 ? "-" : names.join(" "),
    provider?.defaultModel ?? "-",
    provider?.baseURL ?? "-",
  ];
}
