import { loadContestant, type ContestantName } from "./contestants/index.ts";
import type { Client } from "./contestants/contestant.ts";
import type { Report } from "./report/report.ts";
import type { Scenario } from "./upstream/scenario.ts";
import type { Upstream } from "./upstream/upstream.ts";

/** `full` is the measurement, `quick` an impression in half a minute, `tiny` only shows that everything works. */
export type Size = "full" | "quick" | "tiny";

export interface BenchmarkContext {
  readonly upstream: Upstream;
  readonly size: Size;
  /** Replaces a benchmark's own number of rounds. */
  readonly rounds: number | undefined;
  /** Measures only contestants whose name contains one of these; empty means all. */
  readonly contestants: readonly string[];
}

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  run(context: BenchmarkContext): Promise<Report>;
}

/** The contestants that are asked for, in their order. */
export function chosen(context: BenchmarkContext, names: readonly ContestantName[]): readonly ContestantName[] {
  if (context.contestants.length === 0) return names;
  return names.filter((name) => context.contestants.some((part) => name.includes(part)));
}

/** The contestants that are asked for, each bound to an upstream that answers in this way. */
export async function clientsOf(context: BenchmarkContext, names: readonly ContestantName[], scenario: Scenario): Promise<ReadonlyMap<ContestantName, Client>> {
  const clients = new Map<ContestantName, Client>();
  for (const name of chosen(context, names)) clients.set(name, (await loadContestant(name)).at(context.upstream.url(scenario)));
  return clients;
}

/** Fails loudly: a contestant that reads too little would look fast. */
export function mustBe(name: string, what: string, actual: string, expected: string): void {
  if (actual !== expected) throw new Error(`${name}: the ${what} has ${actual.length} characters and is not the one that was sent, which has ${expected.length}`);
}
