import type { Support } from "@portolan/core";
import { expect, it } from "vitest";
import { passesFilters, type ModelFilters } from "../../src/model-list/filters.ts";
import type { ModelRow } from "../../src/model-list/model-row.ts";

const row: ModelRow = {
  provider: "acme",
  id: "large",
  kind: "language",
  contextWindow: 100_000,
  isContextCatalogued: false,
  maxOutputTokens: undefined,
  can: { tools: true, imageInput: false, reasoning: "unknown", jsonSchema: true },
  price: { input: 1, output: 2, source: "list" },
  successor: undefined, sizeBytes: undefined, isLoaded: undefined,
};
const unpriced: ModelRow = { ...row, price: undefined, contextWindow: undefined };

it.each<[ModelFilters, ModelRow, Support]>([
  [{}, row, true],
  [{ tools: true }, row, true],
  [{ tools: true, jsonSchema: true }, row, true],
  [{ vision: true }, row, false],
  [{ reasoning: true }, row, "unknown"],
  [{ reasoning: true, vision: true }, row, false],
  [{ tools: false, vision: false }, row, true],
  [{ free: true }, row, false],
  [{ free: true }, unpriced, "unknown"],
  [{ free: true }, { ...row, price: { input: 0, source: "declared" } }, true],
  [{ free: true }, { ...row, price: { input: 0, output: 1, source: "declared" } }, false],
  [{ maxPrice: 2 }, row, true],
  [{ maxPrice: 1.99 }, row, false],
  [{ maxPrice: 2 }, unpriced, "unknown"],
  [{ minContext: 100_000 }, row, true],
  [{ minContext: 100_001 }, row, false],
  [{ minContext: 1, maxPrice: 1 }, unpriced, "unknown"],
])("%j", (filters, model, verdict) => {
  expect(passesFilters(model, filters)).toBe(verdict);
});
