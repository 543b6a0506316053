import type { Noise } from "../measure/noise.ts";
import type { Gate } from "./gate.ts";

export interface Column {
  /** Key of the figure in a row. */
  readonly key: string;
  readonly title: string;
  /** Decimals shown. @default 2 */
  readonly digits?: number;
}

export interface Row {
  readonly name: string;
  /** A figure that does not exist for this row is left out. */
  readonly figures: Readonly<Record<string, number | undefined>>;
}

/** What a benchmark found. */
export interface Report {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly gates: readonly Gate[];
  /** What a reader of the figures has to know. */
  readonly notes?: readonly string[];
}

export interface FinishedBenchmark {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly noise: Noise;
  /** Absent where the benchmark could not be run. */
  readonly report?: Report;
  readonly failure?: string;
}
