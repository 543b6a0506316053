import { type BenchmarkContext, clientsOf, mustBe } from "../benchmark.ts";
import { type ContestantName, limitFor } from "../contestants/index.ts";
import { cpuMsPerUnit, figuresOf, ratioOf, wallMsPerUnit } from "../measure/figures.ts";
import { measureRounds } from "../measure/rounds.ts";
import { type Comparison, gatesOf } from "../report/gate.ts";
import type { Column, Report } from "../report/report.ts";
import { expectedText } from "../upstream/payloads.ts";
import type { Scenario } from "../upstream/scenario.ts";

const columns: readonly Column[] = [
  { key: "cpuMs", title: "CPU ms/1k chunks" },
  { key: "cpuMsLo", title: "lo" },
  { key: "timesLimit", title: "x limit" },
  { key: "perCpuSecond", title: "chunks/CPU s", digits: 0 },
  { key: "perSecond", title: "chunks/s", digits: 0 },
];

export interface StreamPlan {
  readonly contestants: readonly ContestantName[];
  readonly scenario: Extract<Scenario, { readonly chunks: number }>;
  readonly rounds: number;
  readonly warmups?: number;
  readonly comparisons: readonly Comparison[];
  readonly notes?: readonly string[];
}

/** Measures what it costs each contestant to read one stream of text. */
export async function reportStream(context: BenchmarkContext, { contestants, scenario, rounds, warmups = 1, comparisons, notes = [] }: StreamPlan): Promise<Report> {
  const clients = await clientsOf(context, contestants, scenario);
  const expected = expectedText(scenario.chunks);
  const subjects = [...clients].map(([name, client]) => ({
    name,
    async run() {
      const { text } = await client.stream();
      mustBe(name, "text", text, expected);
      return { units: scenario.chunks };
    },
  }));
  const samples = await measureRounds(subjects, { rounds: context.rounds ?? rounds, warmups });
  const cpu = figuresOf(samples, cpuMsPerUnit);
  const wall = figuresOf(samples, wallMsPerUnit);
  const rows = [...cpu].map(([name, { median, lo }]) => ({
    name,
    figures: {
      cpuMs: median * 1000,
      cpuMsLo: lo * 1000,
      timesLimit: ratioOf(cpu, name, limitFor(name)),
      perCpuSecond: 1000 / lo,
      perSecond: 1000 / (wall.get(name)?.lo ?? Number.NaN),
    },
  }));
  return { columns, rows, gates: gatesOf(cpu, comparisons), notes };
}
