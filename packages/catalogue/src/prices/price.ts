/** What tokens cost, in US dollars per million. */
export interface Rates {
  /** Of input that is not read from a cache. */
  readonly input: number;
  /** Absent for models that write nothing, embeddings for example. */
  readonly output?: number;
  /** @default input */
  readonly cacheRead?: number;
  /** @default input */
  readonly cacheWrite?: number;
  /** Of output that is reasoning. @default output */
  readonly reasoning?: number;
  /** US dollars a request, beside its tokens. @default 0 */
  readonly request?: number;
}

/** Rates of the whole request once its input, cached tokens included, is longer than so many tokens. */
export interface PriceTier extends Rates {
  readonly aboveInputTokens: number;
}

/** Who said what a model costs. Earlier beats later: the user, the service's model list, this package. */
export type PriceSource = "declared" | "list" | "catalogue";

/** What a model costs, in US dollars per million tokens. */
export interface Price extends Rates {
  readonly source: PriceSource;
  /** By the length of the input, shortest first. */
  readonly tiers?: readonly PriceTier[];
}

/** What a user says of a model's price. `0` counts. */
export interface DeclaredPrice extends Rates {
  readonly tiers?: readonly PriceTier[];
}

/** The rates for a request of this many input tokens. */
export function ratesFor({ tiers = [], ...base }: DeclaredPrice, inputTokens: number): Rates {
  return tiers.findLast(({ aboveInputTokens }) => inputTokens > aboveInputTokens) ?? base;
}
