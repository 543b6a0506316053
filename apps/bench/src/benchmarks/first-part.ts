import { type Benchmark, clientsOf, mustBe } from "../benchmark.ts";
import { limitFor } from "../contestants/index.ts";
import { figuresOf, ratioOf } from "../measure/figures.ts";
import { measureRounds } from "../measure/rounds.ts";
import { quantile } from "../measure/statistics.ts";
import { gatesOf } from "../report/gate.ts";
import { expectedText } from "../upstream/payloads.ts";

const plans = { full: { streams: 80, rounds: 7 }, quick: { streams: 30, rounds: 3 }, tiny: { streams: 2, rounds: 1 } } as const;
const chunks = 20;
const toFetchLimit = { atMost: 1.12, stretch: 1.03 } as const;
const toPeer = { atMost: 0.75 } as const;

/** From the call until the first delta is in the caller's hands. */
export const firstPartBenchmark: Benchmark = {
  name: "first-part",
  title: "time to the first delta; the rest of the answer comes 2 ms later",
  async run(context) {
    const { streams, rounds } = plans[context.size];
    const clients = await clientsOf(
      context,
      [
        "limit",
        "fetch limit",
        "portolan custom",
        "portolan groq",
        "portolan custom, fetch",
        "portolan groq, fetch",
        "@ai-sdk/groq",
        "@ai-sdk/openai-compatible",
        "portolan custom + ai",
        "@ai-sdk/openai-compatible + ai",
        "ollama limit",
        "ollama fetch limit",
        "portolan ollama",
        "portolan ollama, fetch",
        "ai-sdk-ollama",
        "ollama-ai-provider-v2",
      ],
      { kind: "delayed", chunks, everyMs: 2 },
    );
    const expected = expectedText(chunks);
    const subjects = [...clients].map(([name, client]) => ({
      name,
      async run() {
        const latenciesMs: number[] = [];
        for (let stream = 0; stream < streams; stream += 1) {
          const start = performance.now();
          const { text } = await client.stream({ onFirstDelta: () => latenciesMs.push(performance.now() - start) });
          mustBe(name, "text", text, expected);
        }
        return { units: streams, latenciesMs };
      },
    }));
    const samples = await measureRounds(subjects, { rounds: context.rounds ?? rounds });
    const p50 = figuresOf(samples, ({ latenciesMs }) => quantile(latenciesMs, 0.5));
    return {
      columns: [
        { key: "p50Us", title: "p50 us", digits: 0 },
        { key: "p50UsLo", title: "lo", digits: 0 },
        { key: "timesLimit", title: "x limit" },
        { key: "timesFetchLimit", title: "x fetch limit" },
      ],
      rows: [...p50].map(([name, { median, lo }]) => ({
        name,
        figures: { p50Us: median * 1000, p50UsLo: lo * 1000, timesLimit: ratioOf(p50, name, limitFor(name)), timesFetchLimit: ratioOf(p50, name, name.includes("ollama") ? "ollama fetch limit" : "fetch limit") },
      })),
      gates: gatesOf(p50, [
        { of: "portolan custom, fetch", to: "fetch limit", bound: toFetchLimit, figure: "p50" },
        { of: "portolan groq, fetch", to: "fetch limit", bound: toFetchLimit, figure: "p50" },
        { of: "portolan custom, fetch", to: "@ai-sdk/openai-compatible", bound: toPeer, figure: "p50" },
        { of: "portolan custom", to: "@ai-sdk/openai-compatible", bound: toPeer, figure: "p50" },
        { of: "portolan ollama, fetch", to: "ollama fetch limit", bound: toFetchLimit, figure: "p50" },
        { of: "portolan ollama", to: "ai-sdk-ollama", bound: toPeer, figure: "p50" },
        { of: "portolan ollama", to: "ollama-ai-provider-v2", bound: toPeer, figure: "p50" },
      ]),
    };
  },
};
