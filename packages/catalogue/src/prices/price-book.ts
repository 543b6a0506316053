import { InvalidArgumentError } from "@ai-sdk/provider";
import type { ListedModel } from "@portolan/core";
import { catalogueModels, rowOf, type CatalogueData } from "../data/catalogue-models.ts";
import { providerNamed, splitReference, type ModelReference } from "../reference.ts";
import { costAt, type Cost } from "./cost.ts";
import { loadLookUp, rememberModels, type LookUp } from "./published-prices.ts";
import type { DeclaredPrice, Price, Rates } from "./price.ts";
import { readReportedCost } from "./reported-cost.ts";
import { readTokens, type Usage } from "./token-usage.ts";

/** What is known beyond the catalogue. */
export interface PriceBookOptions {
  /**
   * Prices of your own, by model reference, or by provider for all of its models. They beat every other; `0` counts.
   *
   * @example { local: { input: 0, output: 0 }, "acme/large": { input: 1.5, output: 6, cacheRead: 0.15 } }
   */
  readonly declared?: Readonly<Record<string, DeclaredPrice>> | undefined;
  /** What `provider.listModels()` gave, by provider id: its prices beat the catalogue's. */
  readonly listed?: Readonly<Record<string, readonly ListedModel[]>> | undefined;
  /** No cost is computed: `true` for all, or of these providers. Tokens are counted all the same. @default false */
  readonly skipCost?: boolean | readonly string[] | undefined;
}

/** Limits of a model, in tokens, as far as the catalogue knows them. */
export interface KnownLimits {
  readonly contextWindow?: number;
  readonly maxOutputTokens?: number;
}

export interface PriceOptions {
  /** Some services charge by the hour of the day, and prices change. @default now */
  readonly at?: Date | undefined;
}

/** Prices at hand: every answer is immediate, and none is an error. */
export interface PriceBook {
  /** What a model costs, in US dollars per million tokens; `undefined` where nobody says. */
  priceOf(reference: string, options?: PriceOptions): Price | undefined;
  /**
   * What a call cost, in US dollars; `null` where that is not known.
   *
   * A price you declared beats what the service reports of the call, which beats list and catalogue.
   */
  costOf(reference: string, usage: Usage, options?: PriceOptions): Cost | null;
  limitsOf(reference: string): KnownLimits;
}

/**
 * Loads the price list and the catalogue, once a program, and answers from them and from what you declare.
 *
 * @example
 * const prices = await loadPrices({ declared: { local: { input: 0, output: 0 } } });
 * prices.costOf("groq/openai/gpt-oss-20b", result.usage)?.total;
 *
 * @throws InvalidArgumentError for a declared price that is not a number of dollars
 */
export async function loadPrices(options: PriceBookOptions = {}): Promise<PriceBook> {
  const declared = readDeclared(options.declared ?? {});
  const [lookUp, data] = await Promise.all([loadLookUp(), catalogueModels()]);
  return makePriceBook({ lookUp, data, declared, listed: readListed(options.listed ?? {}), skips: skipTest(options.skipCost ?? false) });
}

/** What a price book answers from. */
export interface PriceSources {
  readonly lookUp: LookUp;
  readonly data: CatalogueData;
  /** By reference, or by provider id alone. */
  readonly declared: ReadonlyMap<string, DeclaredPrice>;
  readonly listed: ReadonlyMap<string, Rates>;
  readonly skips: (providerId: string) => boolean;
}

/** Answers from what has been loaded. */
export function makePriceBook({ lookUp, data, declared, listed, skips }: PriceSources): PriceBook {
  const published = rememberModels(lookUp);
  const find = (model: ModelReference, at: Date): Price | undefined => {
    const reference = keyOf(model);
    const own = declared.get(reference) ?? declared.get(model.providerId);
    if (own !== undefined) return { ...own, source: "declared" };
    const catalogued = rowOf(data, model.providerId, model.modelId)?.price ?? published(model, at)?.price;
    const live = listed.get(reference);
    // A list tells of input and output alone; what it leaves out is still known where both agree on those.
    if (live !== undefined) return { ...(agree(live, catalogued) ? catalogued : live), source: "list" };
    return catalogued === undefined ? undefined : { ...catalogued, source: "catalogue" };
  };
  return {
    priceOf(reference, { at = new Date() } = {}) {
      const model = splitReference(reference);
      return model === undefined ? undefined : find(model, at);
    },
    costOf(reference, usage, { at = new Date() } = {}) {
      const model = splitReference(reference);
      if (model === undefined || skips(model.providerId)) return null;
      const price = find(model, at);
      const reported = price?.source === "declared" ? undefined : readReportedCost(usage);
      if (reported !== undefined) return { total: reported, source: "reported" };
      const tokens = readTokens(usage);
      return price === undefined || tokens === undefined ? null : (costAt(price, tokens) ?? null);
    },
    limitsOf(reference) {
      const model = splitReference(reference);
      if (model === undefined) return {};
      const { contextWindow, maxOutputTokens } = rowOf(data, model.providerId, model.modelId) ?? {};
      const room = contextWindow ?? published(model, new Date())?.contextWindow;
      return { ...(room === undefined ? {} : { contextWindow: room }), ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }) };
    },
  };
}

function agree(live: Rates, catalogued: Rates | undefined): catalogued is Rates {
  return catalogued !== undefined && live.input === catalogued.input && live.output === catalogued.output;
}

function keyOf({ providerId, modelId }: ModelReference): string {
  return `${providerId}/${modelId}`;
}

function readDeclared(declared: Readonly<Record<string, DeclaredPrice>>): ReadonlyMap<string, DeclaredPrice> {
  return new Map(
    Object.entries(declared).map(([name, price]) => {
      for (const rates of [price, ...(price.tiers ?? [])]) assertRates(name, rates);
      const model = splitReference(name);
      const tiers = price.tiers?.toSorted((one, other) => one.aboveInputTokens - other.aboveInputTokens);
      return [model === undefined ? providerNamed(name) : keyOf(model), tiers === undefined ? price : { ...price, tiers }];
    }),
  );
}

function assertRates(name: string, rates: Rates): void {
  for (const [key, value] of Object.entries(rates)) {
    if (key === "tiers" || value === undefined) continue;
    if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
      throw new InvalidArgumentError({ argument: "declared", message: `the price of ${name} has ${key}: ${JSON.stringify(value)}; it must be US dollars, 0 or more` });
    }
  }
  if (rates.input === undefined) throw new InvalidArgumentError({ argument: "declared", message: `the price of ${name} has no input: give it in US dollars per million tokens` });
}

/** Kinds that are billed by the picture, the second or the character. A list that has a price for everything says 0 of them. */
const notByTokens: ReadonlySet<string> = new Set(["image", "transcription", "speech"]);

function readListed(listed: Readonly<Record<string, readonly ListedModel[]>>): ReadonlyMap<string, Rates> {
  return new Map(
    Object.entries(listed).flatMap(([providerId, models]) =>
      models.flatMap(({ id, sentId = id, price, capabilities: { kind } }): readonly [string, Rates][] => {
        const isSilent = price === undefined || (price.input === 0 && price.output === 0 && notByTokens.has(kind));
        return isSilent ? [] : [id, sentId].map((name) => [`${providerNamed(providerId)}/${name}`, price]);
      }),
    ),
  );
}

function skipTest(skipCost: boolean | readonly string[]): (providerId: string) => boolean {
  if (typeof skipCost === "boolean") return () => skipCost;
  const skipped = new Set(skipCost.map(providerNamed));
  return (providerId) => skipped.has(providerId);
}
