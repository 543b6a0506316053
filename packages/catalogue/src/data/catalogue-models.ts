import type { DeclaredPrice } from "../prices/price.ts";

/** What a model can do, in the words of capabilities. */
export type ModelAbility = "tools" | "reasoning" | "jsonSchema" | "imageInput";

/** One model worth using, as the catalogue keeps it. Limits in tokens. */
export interface CatalogueModel {
  readonly contextWindow?: number;
  readonly maxOutputTokens?: number;
  readonly can?: readonly ModelAbility[];
  /** In US dollars per million tokens; only where the price list has none, or a wrong one. */
  readonly price?: DeclaredPrice;
  /** What one should know before choosing it. */
  readonly note?: string;
  /** Where this row is from, and when, if not as the rest of its service. */
  readonly source?: string;
  readonly checkedAt?: string;
}

/** The models of one service. */
export interface CatalogueService {
  readonly source: string;
  /** The day on which it was read there, `2026-07-02`. */
  readonly checkedAt: string;
  /** By model id. */
  readonly models: Readonly<Record<string, CatalogueModel>>;
}

/** By provider id. */
export type CatalogueData = Readonly<Record<string, CatalogueService>>;

/** The models worth using, by provider and id. Loaded by the first call. */
export async function catalogueModels(): Promise<CatalogueData> {
  const { default: data } = await import("./models.json", { with: { type: "json" } });
  return data as CatalogueData;
}

/** One model's row; a provider may be called like something every object has. */
export function rowOf(data: CatalogueData, providerId: string, modelId: string): CatalogueModel | undefined {
  const models = Object.hasOwn(data, providerId) ? data[providerId]?.models : undefined;
  return models !== undefined && Object.hasOwn(models, modelId) ? models[modelId] : undefined;
}
