import { ratioOf } from "../measure/figures.ts";
import type { Summary } from "../measure/statistics.ts";

/** A promise about a figure. It is reported, never enforced: speed depends on the machine. */
export interface Gate {
  readonly what: string;
  readonly value: number;
  readonly bound: Bound;
}

export interface Bound {
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The bound that would make one proud, in the same direction. */
  readonly stretch?: number;
  /** @default "x" */
  readonly unit?: string;
}

export interface Verdict {
  readonly met: boolean;
  readonly stretchMet: boolean;
  /** By which share of the bound it was missed; 0 when met. */
  readonly missedBy: number;
}

export function judge({ value, bound: { atMost, atLeast, stretch } }: Gate): Verdict {
  const isWithin = (limit: number): boolean => (atLeast === undefined ? value <= limit : value >= limit);
  const limit = atLeast ?? atMost ?? Number.POSITIVE_INFINITY;
  const met = isWithin(limit);
  return {
    met,
    stretchMet: met && stretch !== undefined && isWithin(stretch),
    missedBy: met ? 0 : Math.abs(value - limit) / (limit === 0 ? 1 : limit),
  };
}

/** What a subject's cost is compared with. */
export interface Comparison {
  readonly of: string;
  readonly to: string;
  readonly bound: Bound;
  /** What is compared. @default "CPU" */
  readonly figure?: string;
}

/** The gates among these whose subjects were measured. Costs compare as `of / to`; an `atLeast` bound says how many times cheaper. */
export function gatesOf(figures: ReadonlyMap<string, Summary>, comparisons: readonly Comparison[]): readonly Gate[] {
  return comparisons.flatMap(({ of, to, bound, figure = "CPU" }) => {
    const ratio = bound.atLeast === undefined ? ratioOf(figures, of, to) : ratioOf(figures, to, of);
    const what = bound.atLeast === undefined ? `${figure}, ${of} / ${to}` : `work per ${figure}, ${of} / ${to}`;
    return ratio === undefined ? [] : [{ what, value: ratio, bound }];
  });
}
