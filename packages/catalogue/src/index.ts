export { priceOf, costOf } from "./prices/ask-once.ts";
export { loadPrices, type KnownLimits, type PriceBook, type PriceBookOptions, type PriceOptions } from "./prices/price-book.ts";
export type { Cost } from "./prices/cost.ts";
export { sumDollars } from "./prices/money.ts";
export type { DeclaredPrice, Price, PriceSource, PriceTier, Rates } from "./prices/price.ts";
export type { CallUsage, EmbeddingUsage, Usage } from "./prices/token-usage.ts";
export { catalogueModels, type CatalogueData, type CatalogueModel, type CatalogueService, type ModelAbility } from "./data/catalogue-models.ts";
