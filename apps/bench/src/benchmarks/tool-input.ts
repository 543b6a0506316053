import { type Benchmark, chosen, clientsOf, mustBe } from "../benchmark.ts";
import type { ContestantName } from "../contestants/index.ts";
import { cpuMsPerUnit, figuresOf, ratioOf } from "../measure/figures.ts";
import { measureRounds, type Subject } from "../measure/rounds.ts";
import { growthExponent, type Summary } from "../measure/statistics.ts";
import { type Gate, gatesOf } from "../report/gate.ts";
import type { BenchmarkContext } from "../benchmark.ts";
import { expectedToolInput } from "../upstream/payloads.ts";

const plans = {
  full: { bytes: [100_000, 200_000, 400_000], rounds: 7 },
  quick: { bytes: [50_000, 100_000, 200_000], rounds: 2 },
  tiny: { bytes: [200, 400, 800], rounds: 1 },
} as const;
const names: readonly ContestantName[] = [
  "limit",
  "portolan custom",
  "portolan custom, coalesce: false",
  "portolan groq",
  "portolan groq, coalesce: false",
  "@ai-sdk/groq",
  "@ai-sdk/openai-compatible",
];
const linear = { atMost: 1.15, unit: "(exponent)" } as const;

/** Every size streams as many bytes in a sample, so that each is measured equally well. */
async function subjectsFor(context: BenchmarkContext, bytes: number, repeats: number): Promise<readonly Subject[]> {
  const expected = expectedToolInput(bytes);
  const clients = await clientsOf(context, names, { kind: "tool", bytes });
  return [...clients].map(([name, client]) => ({
    name: subjectName(name, bytes),
    async run() {
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        const { toolInput } = await client.stream({ tool: true });
        mustBe(name, "tool input", toolInput, expected);
      }
      return { units: repeats };
    },
  }));
}

function subjectName(contestant: string, bytes: number): string {
  return `${contestant} ${bytes}`;
}

/** The figures of one size under the contestants' own names. */
function figuresAt(cpu: ReadonlyMap<string, Summary>, contestants: readonly string[], bytes: number): ReadonlyMap<string, Summary> {
  return new Map(contestants.flatMap((name) => {
    const summary = cpu.get(subjectName(name, bytes));
    return summary === undefined ? [] : [[name, summary] as const];
  }));
}

/** Long tool arguments in pieces of 20 bytes. Work must grow with the bytes, not with their square. */
export const toolInputBenchmark: Benchmark = {
  name: "tool-input",
  title: "tool arguments in 20-byte deltas (200 kB: 10,000 of them), model level",
  async run(context) {
    const { bytes: [small, middle, large], rounds } = plans[context.size];
    const contestants = chosen(context, names);
    const subjects = [...(await subjectsFor(context, small, 4)), ...(await subjectsFor(context, middle, 2)), ...(await subjectsFor(context, large, 1))];
    const cpu = figuresOf(await measureRounds(subjects, { rounds: context.rounds ?? rounds }), cpuMsPerUnit);
    const atSmall = figuresAt(cpu, contestants, small);
    const atMiddle = figuresAt(cpu, contestants, middle);
    const atLarge = figuresAt(cpu, contestants, large);
    const growthOf = (name: string): number =>
      growthExponent({ size: small, cost: atSmall.get(name)?.lo ?? Number.NaN }, { size: large, cost: atLarge.get(name)?.lo ?? Number.NaN });
    const growthGates: readonly Gate[] = contestants
      .filter((name) => name.startsWith("portolan"))
      .map((name) => ({ what: `growth, ${name}`, value: growthOf(name), bound: linear }));
    return {
      columns: [
        { key: "small", title: `CPU ms, ${small / 1000}k`, digits: 1 },
        { key: "middle", title: `${middle / 1000}k`, digits: 1 },
        { key: "large", title: `${large / 1000}k`, digits: 1 },
        { key: "growth", title: "growth" },
        { key: "timesLimit", title: "x limit, middle" },
      ],
      rows: contestants.map((name) => ({
        name,
        figures: {
          small: atSmall.get(name)?.lo,
          middle: atMiddle.get(name)?.lo,
          large: atLarge.get(name)?.lo,
          growth: growthOf(name),
          timesLimit: ratioOf(atMiddle, name, "limit"),
        },
      })),
      gates: [
        ...growthGates,
        ...gatesOf(atMiddle, [
          { of: "portolan custom", to: "limit", bound: { atMost: 1.6, stretch: 1.2 } },
          { of: "portolan groq", to: "limit", bound: { atMost: 1.6, stretch: 1.2 } },
          { of: "portolan custom, coalesce: false", to: "limit", bound: { atMost: 2.2, stretch: 1.6 } },
          { of: "portolan groq, coalesce: false", to: "limit", bound: { atMost: 2.2, stretch: 1.6 } },
        ]),
      ],
      notes: ["Figures are lower quartiles. Growth is the exponent between the smallest and the largest: 1 is linear, 2 quadratic."],
    };
  },
};
