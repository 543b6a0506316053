import type { Benchmark, BenchmarkContext, Size } from "./benchmark.ts";
import { benchmarks } from "./benchmarks/index.ts";
import { watchNoise } from "./measure/noise.ts";
import type { FinishedBenchmark } from "./report/report.ts";
import { startUpstream } from "./upstream/upstream.ts";

export interface RunOptions {
  readonly size: Size;
  /** Names of benchmarks; empty means all. */
  readonly only?: readonly string[];
  readonly rounds?: number | undefined;
  readonly contestants?: readonly string[];
}

async function runOne(benchmark: Benchmark, context: BenchmarkContext): Promise<FinishedBenchmark> {
  const { name, title } = benchmark;
  const readNoise = watchNoise([context.upstream.pid]);
  const start = performance.now();
  const outcome = await benchmark.run(context).then(
    (report) => ({ report }),
    (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
  );
  return { name, title, seconds: (performance.now() - start) / 1000, noise: readNoise(), ...outcome };
}

/** Runs the benchmarks one after the other, yielding each as it is done. One that fails does not stop the others. */
export async function* runBenchmarks({ size, only = [], rounds, contestants = [] }: RunOptions): AsyncGenerator<FinishedBenchmark> {
  const upstream = await startUpstream();
  try {
    for (const benchmark of benchmarks.filter(({ name }) => only.length === 0 || only.includes(name)))
      yield await runOne(benchmark, { upstream, size, rounds, contestants });
  } finally {
    await upstream.stop();
  }
}
