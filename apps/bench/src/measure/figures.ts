import type { Sample, Samples } from "./rounds.ts";
import { summarise, type Summary } from "./statistics.ts";

/** How a figure is read from one sample. */
export type Reading = (sample: Sample) => number;

export const cpuMsPerUnit: Reading = ({ cpuMs, units }) => cpuMs / units;
export const wallMsPerUnit: Reading = ({ wallMs, units }) => wallMs / units;

/** A figure of every subject over its rounds. */
export function figuresOf(samples: Samples, read: Reading): ReadonlyMap<string, Summary> {
  return new Map([...samples].map(([name, rounds]) => [name, summarise(rounds.map(read))]));
}

/** `lo` of one subject as a multiple of another's; `undefined` where one was not measured. */
export function ratioOf(figures: ReadonlyMap<string, Summary>, of: string, to: string): number | undefined {
  const [cost, base] = [figures.get(of)?.lo, figures.get(to)?.lo];
  return cost === undefined || base === undefined ? undefined : cost / base;
}
