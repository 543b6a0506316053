import { describe, expect, it } from "vitest";
import { benchmarks } from "../src/benchmarks/index.ts";
import type { FinishedBenchmark } from "../src/report/report.ts";
import { runBenchmarks, type RunOptions } from "../src/run-benchmarks.ts";

const rowsOf: Readonly<Record<string, readonly string[]>> = {
  stream: ["limit", "fetch limit", "portolan custom", "portolan custom, coalesce: false", "portolan groq", "@ai-sdk/groq", "@ai-sdk/openai-compatible"],
  "ai-stream": ["limit", "portolan custom + ai", "portolan groq, coalesce: false + ai", "@ai-sdk/openai-compatible + ai"],
  paced: ["limit", "portolan custom", "@ai-sdk/openai-compatible"],
  calls: ["limit", "portolan custom", "portolan groq, fetch", "@ai-sdk/groq"],
  "first-part": ["limit", "portolan custom", "portolan custom + ai", "@ai-sdk/groq"],
  "tool-input": ["limit", "portolan custom", "portolan groq, coalesce: false", "@ai-sdk/groq"],
  concurrent: ["limit", "portolan groq", "@ai-sdk/groq"],
  import: ["@portolan/provider-custom", "@ai-sdk/openai-compatible"],
  embeddings: ["limit", "limit, base64", "portolan custom, base64", "@ai-sdk/openai-compatible"],
};
// Fresh processes and a build, on a machine that may be busy.
const timeoutMs = 240_000;

async function runAll(options: RunOptions): Promise<readonly FinishedBenchmark[]> {
  const finished: FinishedBenchmark[] = [];
  for await (const benchmark of runBenchmarks(options)) finished.push(benchmark);
  return finished;
}

describe.each(benchmarks.map(({ name }) => name))("benchmark %s", (name) => {
  // Every benchmark compares what a contestant read with what was sent, and fails when they differ.
  it("runs every contestant on the same answer and has a row for each", { timeout: timeoutMs }, async () => {
    const finished = await runAll({ size: "tiny", only: [name] });
    expect(finished.map(({ failure }) => failure)).toEqual([undefined]);
    const report = finished[0]?.report;
    expect(report?.rows.map((row) => row.name)).toEqual(expect.arrayContaining([...(rowsOf[name] ?? ["no rows are expected of this benchmark"])]));
    for (const { figures } of report?.rows ?? []) for (const figure of Object.values(figures)) expect(figure).not.toBeNaN();
    expect(report?.gates.length).toBeGreaterThan(0);
  });
});

describe("runBenchmarks", () => {
  it("measures only the contestants that are asked for", { timeout: timeoutMs }, async () => {
    const [finished] = await runAll({ size: "tiny", only: ["calls"], contestants: ["ollama"] });
    expect(finished?.report?.rows.map(({ name }) => name)).toEqual(["ollama limit", "ollama fetch limit", "portolan ollama", "portolan ollama, fetch", "ai-sdk-ollama", "ollama-ai-provider-v2"]);
  });
});
