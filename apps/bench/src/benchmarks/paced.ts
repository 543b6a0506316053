import type { Benchmark } from "../benchmark.ts";
import { reportStream } from "./stream-report.ts";

const plans = { full: { chunks: 1_000, rounds: 5 }, quick: { chunks: 200, rounds: 2 }, tiny: { chunks: 5, rounds: 1 } } as const;
const toLimit = { atMost: 1.55, stretch: 1.4 } as const;

/** One token a socket read, about a millisecond apart: how services really stream. */
export const pacedBenchmark: Benchmark = {
  name: "paced",
  title: "one token per read, about 1 ms apart, model level",
  run(context) {
    const { chunks, rounds } = plans[context.size];
    return reportStream(context, {
      scenario: { kind: "paced", chunks, everyMs: 1 },
      rounds,
      contestants: ["limit", "fetch limit", "portolan custom", "portolan custom, fetch", "portolan groq", "@ai-sdk/groq", "@ai-sdk/openai-compatible"],
      comparisons: [
        { of: "portolan custom", to: "limit", bound: toLimit },
        { of: "portolan groq", to: "limit", bound: toLimit },
        { of: "portolan custom", to: "@ai-sdk/openai-compatible", bound: { atMost: 0.75 } },
        { of: "portolan groq", to: "@ai-sdk/openai-compatible", bound: { atMost: 0.75 } },
      ],
      notes: ["Mostly the cost of a socket read; the wall time is the upstream's pace."],
    });
  },
};
