import type { Benchmark } from "../benchmark.ts";
import { reportStream } from "./stream-report.ts";

const plans = { full: { chunks: 20_000, rounds: 9 }, quick: { chunks: 5_000, rounds: 3 }, tiny: { chunks: 30, rounds: 1 } } as const;
const coalesced = { atMost: 1.6, stretch: 1.35 } as const;
const bestPeer = { atLeast: 2.1, stretch: 2.7 } as const;
const eachDelta = { atMost: 2, stretch: 1.75 } as const;

/** One stream as fast as the socket takes it, read at the level of the model. */
export const streamBenchmark: Benchmark = {
  name: "stream",
  title: "one stream as fast as the socket takes it, model level",
  run(context) {
    const { chunks, rounds } = plans[context.size];
    return reportStream(context, {
      scenario: { kind: "burst", chunks },
      rounds,
      warmups: 2,
      contestants: [
        "limit",
        "fetch limit",
        "portolan custom",
        "portolan custom, coalesce: false",
        "portolan custom, fetch",
        "portolan groq",
        "portolan groq, coalesce: false",
        "@ai-sdk/groq",
        "@ai-sdk/openai-compatible",
        "ollama limit",
        "portolan ollama",
        "portolan ollama, coalesce: false",
        "ai-sdk-ollama",
        "ollama-ai-provider-v2",
      ],
      comparisons: [
        { of: "portolan custom", to: "limit", bound: coalesced },
        { of: "portolan groq", to: "limit", bound: coalesced },
        { of: "portolan custom, coalesce: false", to: "limit", bound: eachDelta },
        { of: "portolan groq, coalesce: false", to: "limit", bound: eachDelta },
        { of: "portolan custom, coalesce: false", to: "@ai-sdk/openai-compatible", bound: { atLeast: 3, stretch: 4 } },
        { of: "portolan groq, coalesce: false", to: "@ai-sdk/groq", bound: { atLeast: 2.3, stretch: 3 } },
        { of: "portolan ollama", to: "ollama limit", bound: coalesced },
        { of: "portolan ollama, coalesce: false", to: "ollama limit", bound: { atMost: 2.9, stretch: 2.3 } },
        { of: "portolan ollama, coalesce: false", to: "ai-sdk-ollama", bound: bestPeer },
        { of: "portolan ollama, coalesce: false", to: "ollama-ai-provider-v2", bound: bestPeer },
      ],
    });
  },
};
