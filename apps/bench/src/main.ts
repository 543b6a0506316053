import { cpus } from "node:os";
import { type Arguments, readArguments, usage } from "./arguments.ts";
import type { FinishedBenchmark } from "./report/report.ts";
import { writeBenchmark, writeSummary } from "./report/table.ts";
import { runBenchmarks } from "./run-benchmarks.ts";

function describeMachine(): string {
  const processors = cpus();
  return `Node ${process.versions.node}, ${processors.length} x ${processors[0]?.model ?? "unknown processor"}`;
}

async function run({ json, help, ...options }: Arguments): Promise<void> {
  if (help) return console.log(usage);
  const finished: FinishedBenchmark[] = [];
  if (!json) console.log(`# Benchmarks (${options.size})\n\n${describeMachine()}\n`);
  for await (const benchmark of runBenchmarks(options)) {
    finished.push(benchmark);
    if (!json) console.log(writeBenchmark(benchmark));
  }
  console.log(json ? JSON.stringify({ machine: describeMachine(), size: options.size, benchmarks: finished }, undefined, 2) : writeSummary(finished));
  // A missed gate is news, not a failure; a benchmark that could not run is one.
  if (finished.some(({ report }) => report === undefined)) process.exitCode = 1;
}

try {
  await run(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
