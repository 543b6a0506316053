import type { Benchmark } from "../benchmark.ts";
import { aiStreamBenchmark } from "./ai-stream.ts";
import { callsBenchmark } from "./calls.ts";
import { concurrentBenchmark } from "./concurrent.ts";
import { embeddingsBenchmark } from "./embeddings.ts";
import { firstPartBenchmark } from "./first-part.ts";
import { importBenchmark } from "./import.ts";
import { pacedBenchmark } from "./paced.ts";
import { streamBenchmark } from "./stream.ts";
import { toolInputBenchmark } from "./tool-input.ts";

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  streamBenchmark,
  aiStreamBenchmark,
  pacedBenchmark,
  callsBenchmark,
  firstPartBenchmark,
  toolInputBenchmark,
  concurrentBenchmark,
  importBenchmark,
  embeddingsBenchmark,
];
