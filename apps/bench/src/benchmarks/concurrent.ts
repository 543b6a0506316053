import { type Benchmark, chosen } from "../benchmark.ts";
import { limitFor } from "../contestants/index.ts";
import { ratioOf } from "../measure/figures.ts";
import { summarise, type Summary } from "../measure/statistics.ts";
import { gatesOf } from "../report/gate.ts";
import { type ConcurrentResult, runConcurrentTask } from "../workers/concurrent-task.ts";

const plans = {
  full: { streams: 200, chunks: 500, rounds: 3 },
  quick: { streams: 100, chunks: 50, rounds: 1 },
  tiny: { streams: 3, chunks: 4, rounds: 1 },
} as const;
const everyMs = 10;
const warmupChunks = 2_000;
const bytesPerMegabyte = 1024 * 1024;

function summariesOf(results: ReadonlyMap<string, readonly ConcurrentResult[]>, read: (result: ConcurrentResult) => number): ReadonlyMap<string, Summary> {
  return new Map([...results].map(([name, rounds]) => [name, summarise(rounds.map(read))]));
}

/** Many streams at once, each contestant in a fresh process. */
export const concurrentBenchmark: Benchmark = {
  name: "concurrent",
  title: "many paced streams at once, model level, one process each",
  async run(context) {
    const { streams, chunks, rounds } = plans[context.size];
    const names = chosen(context, [
      "limit", "portolan custom", "portolan groq", "portolan custom, fetch", "@ai-sdk/groq", "@ai-sdk/openai-compatible",
      "ollama limit", "portolan ollama", "ai-sdk-ollama", "ollama-ai-provider-v2",
    ]);
    const results = new Map<string, ConcurrentResult[]>(names.map((name) => [name, []]));
    for (let round = 0; round < (context.rounds ?? rounds); round += 1)
      for (const contestant of names) {
        const baseURL = context.upstream.url({ kind: "paced", chunks, everyMs });
        const warmupURL = context.upstream.url({ kind: "burst", chunks: warmupChunks });
        results.get(contestant)?.push(await runConcurrentTask({ contestant, baseURL, streams, chunks, warmupURL, warmupChunks }));
      }
    const cpu = summariesOf(results, ({ cpuMs }) => cpuMs / (streams * chunks));
    const wall = summariesOf(results, ({ wallMs }) => wallMs / 1000);
    const peak = summariesOf(results, ({ rssPeak }) => rssPeak / bytesPerMegabyte);
    const growth = summariesOf(results, ({ rssGrowth }) => rssGrowth / bytesPerMegabyte);
    return {
      columns: [
        { key: "cpuMs", title: "CPU ms/1k chunks", digits: 1 },
        { key: "cpuMsLo", title: "lo", digits: 1 },
        { key: "timesLimit", title: "x limit" },
        { key: "seconds", title: "s" },
        { key: "rssPeak", title: "peak RSS MB", digits: 0 },
        { key: "rssGrowth", title: "RSS growth MB", digits: 0 },
      ],
      rows: [...cpu].map(([name, { median, lo }]) => ({
        name,
        figures: {
          cpuMs: median * 1000,
          cpuMsLo: lo * 1000,
          timesLimit: ratioOf(cpu, name, limitFor(name)),
          seconds: wall.get(name)?.median,
          rssPeak: peak.get(name)?.median,
          rssGrowth: growth.get(name)?.median,
        },
      })),
      gates: [
        ...gatesOf(cpu, [
          { of: "portolan custom", to: "limit", bound: { atMost: 2, stretch: 1.7 } },
          { of: "portolan groq", to: "limit", bound: { atMost: 2, stretch: 1.7 } },
          { of: "portolan groq", to: "@ai-sdk/groq", bound: { atMost: 0.75, stretch: 0.65 } },
          { of: "portolan ollama", to: "ollama limit", bound: { atMost: 2, stretch: 1.7 } },
          { of: "portolan ollama", to: "ai-sdk-ollama", bound: { atMost: 0.75, stretch: 0.65 } },
          { of: "portolan ollama", to: "ollama-ai-provider-v2", bound: { atMost: 0.75, stretch: 0.65 } },
        ]),
        ...gatesOf(growth, [{ of: "portolan groq", to: "@ai-sdk/groq", bound: { atMost: 0.8, stretch: 0.6 }, figure: "RSS growth" }]),
      ],
      notes: [
        `${streams} streams of ${chunks} chunks, one each ${everyMs} ms: ${((chunks * everyMs) / 1000).toFixed(1)} s at this pace. A much longer time means that a core was full,`,
        "and then chunks pile up and CPU per chunk says little.",
      ],
    };
  },
};
