/** The value below which `share` of the samples lie, interpolated between neighbours. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("there are no samples");
  return below + (above - below) * (place - Math.floor(place));
}

/** What the rounds of one contestant amount to. */
export interface Summary {
  readonly median: number;
  /** Lower quartile: noise only ever adds, so it is nearer to the truth than the median. Ratios use it. */
  readonly lo: number;
}

export function summarise(samples: readonly number[]): Summary {
  return { median: quantile(samples, 0.5), lo: quantile(samples, 0.25) };
}

/** Exponent of the power law through two measured sizes: 1 is linear, 2 quadratic. */
export function growthExponent(small: { readonly size: number; readonly cost: number }, large: { readonly size: number; readonly cost: number }): number {
  return Math.log(large.cost / small.cost) / Math.log(large.size / small.size);
}
