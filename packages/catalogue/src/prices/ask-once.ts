import type { Cost } from "./cost.ts";
import { loadPrices, type PriceBookOptions, type PriceOptions } from "./price-book.ts";
import type { Price } from "./price.ts";
import type { Usage } from "./token-usage.ts";

/** What a model costs, in US dollars per million tokens; `undefined` where nobody says. For many questions use `loadPrices`. */
export async function priceOf(reference: string, { at, ...known }: PriceBookOptions & PriceOptions = {}): Promise<Price | undefined> {
  return (await loadPrices(known)).priceOf(reference, { at });
}

/**
 * What a call cost, in US dollars; `null` where that is not known. For many calls use `loadPrices`.
 *
 * @example
 * const cost = await costOf("groq/openai/gpt-oss-20b", (await generateText({ model, prompt })).usage);
 */
export async function costOf(reference: string, usage: Usage, { at, ...known }: PriceBookOptions & PriceOptions = {}): Promise<Cost | null> {
  return (await loadPrices(known)).costOf(reference, usage, { at });
}
