import { isDeepStrictEqual } from "node:util";
import type { CatalogueData, CatalogueModel, CatalogueService, DeclaredPrice } from "@portolan/catalogue";
import { readModelsDev, type SourcedModel } from "./models-dev.ts";

export interface Refreshed {
  readonly data: CatalogueData;
  /** What came out differently, in words. */
  readonly changes: readonly string[];
}

export interface RefreshInput {
  readonly data: CatalogueData;
  /** What models.dev answered. */
  readonly body: unknown;
  /** `2026-07-02` */
  readonly today: string;
  /** What the price list, a package, says of a model; it needs no price of ours. */
  readonly published: (providerId: string, modelId: string) => DeclaredPrice | undefined;
}

/**
 * The catalogue as its source has it today. Rows are neither added nor removed: which models are worth naming is for people to decide.
 *
 * @throws Error when the answer has none of the catalogue's services, and so cannot be what it should be
 */
export function refreshCatalogue({ data, body, today, published }: RefreshInput): Refreshed {
  const changes: string[] = [];
  let found = 0;
  const services = Object.entries(data).map(([providerId, service]): [string, CatalogueService] => {
    const source = readModelsDev(body, providerId);
    if (source === undefined) {
      changes.push(`${providerId}: not at the source; left as of ${service.checkedAt}`);
      return [providerId, service];
    }
    found += 1;
    const models = Object.entries(service.models).map(([id, row]): [string, CatalogueModel] => {
      const sourced = source.get(id);
      if (sourced === undefined) return [id, { ...row, checkedAt: row.checkedAt ?? service.checkedAt }];
      const refreshed = refreshRow(row, sourced, published(providerId, id));
      const differing = (["contextWindow", "maxOutputTokens", "can", "price"] as const).filter((key) => !isDeepStrictEqual(row[key], refreshed[key]));
      for (const key of differing) changes.push(`${providerId}/${id}: ${key} ${JSON.stringify(row[key])} → ${JSON.stringify(refreshed[key])}`);
      return [id, refreshed];
    });
    return [providerId, { ...service, checkedAt: today, models: Object.fromEntries(models) }];
  });
  if (found === 0) throw new Error("the answer names none of the catalogue's services");
  return { data: Object.fromEntries(services), changes };
}

function refreshRow(row: CatalogueModel, sourced: SourcedModel, published: DeclaredPrice | undefined): CatalogueModel {
  const { source: _, checkedAt: __, price: before, can: known = [], contextWindow, maxOutputTokens, note } = row;
  const can = (["reasoning", "tools", "jsonSchema", "imageInput"] as const).filter((ability) => sourced.abilities[ability] ?? known.includes(ability));
  const limits = { contextWindow: sourced.contextWindow ?? contextWindow, maxOutputTokens: sourced.maxOutputTokens ?? maxOutputTokens };
  // A price of ours stands where the list has none, or was found wrong; once they agree, the list is enough.
  const wanted = published === undefined || before !== undefined ? (sourced.price ?? before) : undefined;
  const price = isDeepStrictEqual(wanted, published) ? undefined : wanted;
  return {
    ...(limits.contextWindow === undefined ? {} : { contextWindow: limits.contextWindow }),
    ...(limits.maxOutputTokens === undefined ? {} : { maxOutputTokens: limits.maxOutputTokens }),
    ...(can.length === 0 ? {} : { can }),
    ...(price === undefined ? {} : { price }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The catalogue's file: one line a model, so that a change is one line of a diff. */
export function writeCatalogue(data: CatalogueData): string {
  const services = Object.entries(data).map(([providerId, { source, checkedAt, models }]) => {
    const rows = Object.entries(models).map(([id, row]) => `      ${JSON.stringify(id)}: ${spaced(row)}`);
    return `  ${JSON.stringify(providerId)}: {\n    "source": ${JSON.stringify(source)},\n    "checkedAt": ${JSON.stringify(checkedAt)},\n    "models": {\n${rows.join(",\n")}\n    }\n  }`;
  });
  return `{\n${services.join(",\n")}\n}\n`;
}

/** On one line, with spaces where people would write them. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${spaced(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
