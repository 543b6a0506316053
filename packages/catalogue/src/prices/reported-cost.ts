import { sumDollars } from "./money.ts";
import type { Usage } from "./token-usage.ts";

/** xAI counts in ticks: https://docs.x.ai/docs/key-information/consumption-and-rate-limits */
const ticksPerDollar = 10_000_000_000;

/** What the service says in its usage that the call cost, in US dollars; `undefined` where it says nothing. */
export function readReportedCost(usage: Usage): number | undefined {
  const raw = "raw" in usage ? asRecord(usage.raw) : undefined;
  if (raw === undefined) return undefined;
  const ticks = amount(raw["cost_in_usd_ticks"]);
  return openRouterCost(raw) ?? (ticks === undefined ? undefined : ticks / ticksPerDollar) ?? amount(asRecord(raw["cost"])?.["total_cost"]);
}

/** OpenRouter: `cost` is what it charges; with a key of one's own (`is_byok`) the service behind it charges `upstream_inference_cost` as well. */
function openRouterCost(raw: Readonly<Record<string, unknown>>): number | undefined {
  const charged = amount(raw["cost"]);
  if (charged === undefined || raw["is_byok"] !== true) return charged;
  const upstream = amount(asRecord(raw["cost_details"])?.["upstream_inference_cost"]);
  return upstream === undefined ? undefined : sumDollars([charged, upstream]);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function amount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
