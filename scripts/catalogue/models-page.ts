import type { CatalogueData, CatalogueModel, PriceBook } from "@portolan/catalogue";
import { code, table } from "../provider-pages/markdown.ts";

const introduction = (day: string): string => `# Models worth knowing

What the services offer, as far as the catalogue of [\`@portolan/catalogue\`](../packages/catalogue) knows it: a choice, not a list of all. Any
other id works as well; \`portolan models\` asks the services what they have today.

Prices are US dollars per million tokens, as the price list and the catalogue had them on ${day} at noon UTC; *cached* is input that the
service had read before. An empty price is not known, or not by the token. Lengths are in tokens. Where a price depends on the length of
the input, it is the one of short inputs, marked with +. How prices are found, and what is done with them: [tokens and prices](guide/tokens-and-prices.md).

This page is written by \`npm run refresh-catalogue\`.
`;

const titles = ["Model", "Context", "Output", "Can", "In", "Cached", "Out", ""] as const;
const words = { tools: "tools", reasoning: "reasoning", jsonSchema: "schema", imageInput: "vision" } as const;

/** The page of the documentation that names models, their limits, and their prices on a day: `2026-07-02`. */
export function writeModelsPage(data: CatalogueData, prices: PriceBook, day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  const sections = Object.entries(data).map(([providerId, { source, checkedAt, models }]) => {
    const rows = Object.entries(models).map(([id, model]) => toRow(`${providerId}/${id}`, model, prices, at));
    return `## ${providerId}\n\n${table(titles, rows)}\n\nLimits: ${source}, ${checkedAt}.\n`;
  });
  return `${introduction(day)}\n${sections.join("\n")}`;
}

function toRow(reference: string, { can = [], note = "" }: CatalogueModel, prices: PriceBook, at: Date): readonly string[] {
  const { contextWindow, maxOutputTokens } = prices.limitsOf(reference);
  const price = prices.priceOf(reference, { at });
  const tiered = price?.tiers === undefined ? "" : "+";
  return [
    code(reference),
    count(contextWindow),
    count(maxOutputTokens),
    can.map((ability) => words[ability]).join(", "),
    amount(price?.input, tiered),
    amount(price?.cacheRead, tiered),
    amount(price?.output, tiered),
    note,
  ];
}

function count(tokens: number | undefined): string {
  return tokens === undefined ? "" : tokens.toLocaleString("en-US");
}

function amount(dollars: number | undefined, suffix: string): string {
  return dollars === undefined ? "" : `${dollars}${suffix}`;
}
