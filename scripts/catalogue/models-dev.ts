import type { CatalogueModel, DeclaredPrice, ModelAbility } from "@portolan/catalogue";

/** Where models.dev, a public catalogue under the MIT licence, keeps everything in one file. */
export const modelsDevURL = "https://models.dev/api.json";

/** Our provider → models.dev's. */
const serviceIds: Readonly<Record<string, string>> = { dashscope: "alibaba", together: "togetherai", fireworks: "fireworks-ai", novita: "novita-ai" };

/** What models.dev says of one model. An ability of which it says nothing is absent. */
export interface SourcedModel extends Pick<CatalogueModel, "contextWindow" | "maxOutputTokens" | "price"> {
  readonly abilities: Readonly<Partial<Record<ModelAbility, boolean>>>;
}

type Json = Readonly<Record<string, unknown>>;

/** One of our providers' models, by id; `undefined` where models.dev does not have the service. */
export function readModelsDev(body: unknown, providerId: string): ReadonlyMap<string, SourcedModel> | undefined {
  const service = asRecord(asRecord(body)?.[serviceIds[providerId] ?? providerId]);
  const models = asRecord(service?.["models"]);
  return models === undefined ? undefined : new Map(Object.entries(models).map(([id, model]) => [id, readModel(asRecord(model) ?? {})]));
}

function readModel(model: Json): SourcedModel {
  const limit = asRecord(model["limit"]) ?? {};
  const contextWindow = positive(limit["context"]);
  const maxOutputTokens = positive(limit["output"]);
  const price = readPrice(asRecord(model["cost"]));
  const inputs = asRecord(model["modalities"])?.["input"];
  return {
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(price === undefined ? {} : { price }),
    abilities: {
      ...ability("reasoning", model["reasoning"]),
      ...ability("tools", model["tool_call"]),
      ...ability("jsonSchema", model["structured_output"]),
      ...(Array.isArray(inputs) ? { imageInput: inputs.includes("image") } : {}),
    },
  };
}

function ability(name: ModelAbility, value: unknown): Partial<Record<ModelAbility, boolean>> {
  return typeof value === "boolean" ? { [name]: value } : {};
}

function readPrice(cost: Json | undefined): DeclaredPrice | undefined {
  const base = readRates(cost);
  if (cost === undefined || base === undefined) return undefined;
  const listed = Array.isArray(cost["tiers"]) ? cost["tiers"].map((tier: unknown) => [asRecord(asRecord(tier)?.["tier"])?.["size"], tier]) : [];
  const tiers = [...listed, [200_000, cost["context_over_200k"]]].flatMap(([size, tier]) => {
    const rates = readRates(asRecord(tier));
    return typeof size === "number" && rates !== undefined ? [{ aboveInputTokens: size, ...rates }] : [];
  });
  return { ...base, ...(tiers.length === 0 ? {} : { tiers }) };
}

function readRates(cost: Json | undefined): DeclaredPrice | undefined {
  const [input, output, cacheRead, cacheWrite, reasoning] = ["input", "output", "cache_read", "cache_write", "reasoning"].map((key) => amount(cost?.[key]));
  if (input === undefined) return undefined;
  return {
    input,
    ...(output === undefined ? {} : { output }),
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}

function asRecord(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function amount(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 ? value : undefined;
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}
