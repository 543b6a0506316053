import type { Benchmark } from "../benchmark.ts";
import { reportStream } from "./stream-report.ts";

const plans = { full: { chunks: 20_000, rounds: 7 }, quick: { chunks: 4_000, rounds: 3 }, tiny: { chunks: 30, rounds: 1 } } as const;
const coalesced = { atMost: 3, stretch: 2 } as const;

/** The same stream through `streamText`, whose own cost a part is the larger share. */
export const aiStreamBenchmark: Benchmark = {
  name: "ai-stream",
  title: "one stream as fast as the socket takes it, through streamText of ai",
  run(context) {
    const { chunks, rounds } = plans[context.size];
    return reportStream(context, {
      scenario: { kind: "burst", chunks },
      rounds,
      contestants: [
        "limit",
        "portolan custom + ai",
        "portolan custom, coalesce: false + ai",
        "portolan groq + ai",
        "portolan groq, coalesce: false + ai",
        "@ai-sdk/groq + ai",
        "@ai-sdk/openai-compatible + ai",
        "ollama limit",
        "portolan ollama + ai",
        "portolan ollama, coalesce: false + ai",
        "ai-sdk-ollama + ai",
        "ollama-ai-provider-v2 + ai",
      ],
      comparisons: [
        { of: "portolan custom + ai", to: "limit", bound: coalesced },
        { of: "portolan groq + ai", to: "limit", bound: coalesced },
        { of: "portolan custom, coalesce: false + ai", to: "@ai-sdk/openai-compatible + ai", bound: { atMost: 0.75, stretch: 0.65 } },
        { of: "portolan groq, coalesce: false + ai", to: "@ai-sdk/groq + ai", bound: { atMost: 0.85, stretch: 0.72 } },
        { of: "portolan ollama + ai", to: "ollama limit", bound: coalesced },
        { of: "portolan ollama, coalesce: false + ai", to: "ai-sdk-ollama + ai", bound: { atMost: 0.85, stretch: 0.72 } },
        { of: "portolan ollama, coalesce: false + ai", to: "ollama-ai-provider-v2 + ai", bound: { atMost: 0.85, stretch: 0.72 } },
      ],
      notes: [
        "A backlog: hundreds of deltas come in one socket read, and the default sends them on as one part. With one delta a read,",
        "as in `paced`, nothing is merged and the `coalesce: false` rows are what to expect.",
      ],
    });
  },
};
