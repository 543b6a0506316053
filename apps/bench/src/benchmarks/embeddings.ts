import { type Benchmark, clientsOf } from "../benchmark.ts";
import { cpuMsPerUnit, figuresOf, ratioOf, wallMsPerUnit } from "../measure/figures.ts";
import { measureRounds } from "../measure/rounds.ts";
import { gatesOf } from "../report/gate.ts";

const plans = {
  full: { rows: 2048, dimensions: 1024, rounds: 7 },
  quick: { rows: 512, dimensions: 1024, rounds: 2 },
  tiny: { rows: 4, dimensions: 8, rounds: 1 },
} as const;

function mustHave(name: string, embeddings: readonly (readonly number[])[], rows: number, dimensions: number): void {
  const isWhole = embeddings.length === rows && embeddings.every((row) => row.length === dimensions) && typeof embeddings[rows - 1]?.[dimensions - 1] === "number";
  if (!isWhole) throw new Error(`${name}: did not return ${rows} rows of ${dimensions} numbers`);
}

/** One batch of embeddings, as large as OpenAI's API takes. */
export const embeddingsBenchmark: Benchmark = {
  name: "embeddings",
  title: "one batch of embeddings, numbers as JSON and as base64",
  async run(context) {
    const { rows, dimensions, rounds } = plans[context.size];
    const clients = await clientsOf(
      context,
      ["limit", "fetch limit", "limit, base64", "portolan custom", "portolan custom, fetch", "portolan custom, base64", "@ai-sdk/openai-compatible"],
      { kind: "embedding", rows, dimensions },
    );
    const values = Array.from({ length: rows }, (_, index) => `sentence number ${index}`);
    const subjects = [...clients].map(([name, client]) => ({
      name,
      async run() {
        mustHave(name, (await client.embed?.(values)) ?? [], rows, dimensions);
        return { units: 1 };
      },
    }));
    const samples = await measureRounds(subjects, { rounds: context.rounds ?? rounds });
    const cpu = figuresOf(samples, cpuMsPerUnit);
    const wall = figuresOf(samples, wallMsPerUnit);
    return {
      columns: [
        { key: "cpuMs", title: "CPU ms", digits: 1 },
        { key: "cpuMsLo", title: "lo", digits: 1 },
        { key: "timesLimit", title: "x limit" },
        { key: "wallMs", title: "ms", digits: 1 },
      ],
      rows: [...cpu].map(([name, { median, lo }]) => ({
        name,
        figures: { cpuMs: median, cpuMsLo: lo, timesLimit: ratioOf(cpu, name, "limit"), wallMs: wall.get(name)?.lo },
      })),
      gates: gatesOf(cpu, [
        { of: "portolan custom", to: "limit", bound: { atMost: 1.4, stretch: 1.25 } },
        { of: "portolan custom, base64", to: "limit", bound: { atMost: 1, stretch: 0.9 } },
      ]),
      notes: [`${rows} values, ${dimensions} numbers each.`],
    };
  },
};
