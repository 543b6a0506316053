import type { PriceBook } from "@portolan/catalogue";
import type { Capabilities, ListedModel, Support } from "@portolan/core";

/** What is asked of a model often enough to have a column. */
export const shownFlags = ["tools", "imageInput", "reasoning", "jsonSchema"] as const;

/** US dollars per million tokens; `output` is absent for models that write nothing. */
export interface ShownPrice {
  readonly input: number;
  readonly output?: number;
  readonly cacheRead?: number;
  /** `list`: the service says so itself; `catalogue`: it was so when the catalogue was made. */
  readonly source: "declared" | "list" | "catalogue";
}

/** One model as `portolan models` shows it. */
export interface ModelRow {
  readonly provider: string;
  /** What to call it by, after the provider's name. */
  readonly id: string;
  readonly kind: Capabilities["kind"];
  /** In tokens. */
  readonly contextWindow: number | undefined;
  /** The service does not say; the catalogue does. */
  readonly isContextCatalogued: boolean;
  readonly maxOutputTokens: number | undefined;
  readonly can: Readonly<Record<(typeof shownFlags)[number], Support>>;
  readonly price: ShownPrice | undefined;
  /** The id is closed; use this one. */
  readonly successor: string | undefined;
  /** On the server's disk, where it is one that tells. */
  readonly sizeBytes: number | undefined;
  /** In the server's memory, where it is one that tells. */
  readonly isLoaded: boolean | undefined;
}

/** What is known of a listed model: the service and its package first, the catalogue where they are silent. */
export function toModelRow(provider: string, { id, sentId = id, capabilities, successor, sizeBytes, isLoaded }: ListedModel, prices: PriceBook): ModelRow {
  const { limits, flags, kind } = capabilities;
  const reference = `${provider}/${sentId}`;
  const catalogued = prices.limitsOf(reference);
  return {
    provider,
    id,
    kind,
    contextWindow: limits.contextWindow ?? catalogued.contextWindow,
    isContextCatalogued: limits.contextWindow === undefined,
    maxOutputTokens: limits.maxOutputTokens ?? catalogued.maxOutputTokens,
    can: { tools: of("tools"), imageInput: of("imageInput"), reasoning: of("reasoning"), jsonSchema: of("jsonSchema") },
    price: prices.priceOf(reference),
    successor,
    sizeBytes,
    isLoaded,
  };

  /** A model of another kind than one that chats does none of this. */
  function of(flag: (typeof shownFlags)[number]): Support {
    return flags[flag] === "unknown" && kind !== "language" && kind !== "unknown" ? false : flags[flag];
  }
}
