import { type Benchmark, clientsOf, mustBe } from "../benchmark.ts";
import { limitFor } from "../contestants/index.ts";
import { cpuMsPerUnit, figuresOf, ratioOf, wallMsPerUnit } from "../measure/figures.ts";
import { measureRounds } from "../measure/rounds.ts";
import { quantile } from "../measure/statistics.ts";
import { gatesOf } from "../report/gate.ts";
import { wholeAnswerText } from "../upstream/payloads.ts";

const plans = { full: { calls: 400, rounds: 9 }, quick: { calls: 150, rounds: 3 }, tiny: { calls: 2, rounds: 1 } } as const;
const p50OnFetch = { atMost: 1.1, stretch: 1.05 } as const;
const p50OnUndici = { atMost: 2, stretch: 1.5 } as const;
const cpuToPeer = { atMost: 0.8 } as const;

/** Short calls one after the other: what a provider adds to each. */
export const callsBenchmark: Benchmark = {
  name: "calls",
  title: "sequential calls that are not streamed",
  async run(context) {
    const { calls, rounds } = plans[context.size];
    const clients = await clientsOf(
      context,
      [
        "limit", "fetch limit", "portolan custom", "portolan groq", "portolan custom, fetch", "portolan groq, fetch", "@ai-sdk/groq", "@ai-sdk/openai-compatible",
        "ollama limit", "ollama fetch limit", "portolan ollama", "portolan ollama, fetch", "ai-sdk-ollama", "ollama-ai-provider-v2",
      ],
      { kind: "whole" },
    );
    const subjects = [...clients].map(([name, client]) => ({
      name,
      async run() {
        const latenciesMs: number[] = [];
        for (let call = 0; call < calls; call += 1) {
          const start = performance.now();
          const text = await client.generate();
          latenciesMs.push(performance.now() - start);
          mustBe(name, "text", text, wholeAnswerText);
        }
        return { units: calls, latenciesMs };
      },
    }));
    const samples = await measureRounds(subjects, { rounds: context.rounds ?? rounds });
    const cpu = figuresOf(samples, cpuMsPerUnit);
    const p50 = figuresOf(samples, ({ latenciesMs }) => quantile(latenciesMs, 0.5));
    const wall = figuresOf(samples, wallMsPerUnit);
    return {
      columns: [
        { key: "p50Us", title: "p50 us", digits: 0 },
        { key: "p50UsLo", title: "lo", digits: 0 },
        { key: "addedUs", title: "added us", digits: 0 },
        { key: "timesLimitP50", title: "x limit" },
        { key: "cpuUsLo", title: "CPU us/call lo", digits: 0 },
        { key: "timesLimitCpu", title: "x limit" },
        { key: "perSecond", title: "calls/s", digits: 0 },
      ],
      rows: [...p50].map(([name, { median, lo }]) => ({
        name,
        figures: {
          p50Us: median * 1000,
          p50UsLo: lo * 1000,
          addedUs: (lo - (p50.get(limitFor(name))?.lo ?? Number.NaN)) * 1000,
          timesLimitP50: ratioOf(p50, name, limitFor(name)),
          cpuUsLo: (cpu.get(name)?.lo ?? Number.NaN) * 1000,
          timesLimitCpu: ratioOf(cpu, name, limitFor(name)),
          perSecond: 1000 / (wall.get(name)?.lo ?? Number.NaN),
        },
      })),
      gates: [
        ...gatesOf(p50, [
          { of: "portolan custom, fetch", to: "fetch limit", bound: p50OnFetch, figure: "p50" },
          { of: "portolan groq, fetch", to: "fetch limit", bound: p50OnFetch, figure: "p50" },
          { of: "portolan custom", to: "limit", bound: p50OnUndici, figure: "p50" },
          { of: "portolan groq", to: "limit", bound: p50OnUndici, figure: "p50" },
          { of: "portolan ollama, fetch", to: "ollama fetch limit", bound: p50OnFetch, figure: "p50" },
          { of: "portolan ollama", to: "ollama limit", bound: p50OnUndici, figure: "p50" },
        ]),
        ...gatesOf(cpu, [
          { of: "portolan custom, fetch", to: "@ai-sdk/openai-compatible", bound: cpuToPeer },
          { of: "portolan groq, fetch", to: "@ai-sdk/openai-compatible", bound: cpuToPeer },
          { of: "portolan ollama", to: "ai-sdk-ollama", bound: cpuToPeer },
          { of: "portolan ollama", to: "ollama-ai-provider-v2", bound: cpuToPeer },
        ]),
      ],
      notes: ["Portolan's Ollama asks for every answer as a stream, so that a long one is not waited for in silence: it reads 40 lines where the others read one."],
    };
  },
};
