/**
 * Reads limits and prices of the catalogue's models again, and writes what changed, and the page that shows them:
 * `npm run refresh-catalogue`. `-- --from <url>` reads a copy, `-- --page` writes the page alone, without the network.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CatalogueData } from "@portolan/catalogue";
import { makePriceBook } from "../packages/catalogue/src/prices/price-book.ts";
import { loadLookUp, publishedModel } from "../packages/catalogue/src/prices/published-prices.ts";
import { modelsDevURL } from "./catalogue/models-dev.ts";
import { writeModelsPage } from "./catalogue/models-page.ts";
import { refreshCatalogue, writeCatalogue, type Refreshed } from "./catalogue/refresh.ts";
import { root } from "./workspace.ts";

const { values } = parseArgs({ options: { from: { type: "string", default: modelsDevURL }, into: { type: "string", default: root }, page: { type: "boolean", default: false } } });
const dataFile = join(values.into, "packages/catalogue/src/data/models.json");
const pageFile = join(values.into, "docs/models.md");

async function readSource(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return await response.json();
}

const lookUp = await loadLookUp();
const now = new Date();
const today = now.toISOString().slice(0, 10);
const readData = (): CatalogueData => JSON.parse(readFileSync(dataFile, "utf8")) as CatalogueData;

async function refresh(): Promise<Refreshed> {
  return refreshCatalogue({
    data: readData(),
    body: await readSource(values.from),
    today,
    published: (providerId, modelId) => publishedModel(lookUp, { providerId, modelId }, now)?.price,
  });
}

try {
  if (!values.page) {
    const { data, changes } = await refresh();
    writeFileSync(dataFile, writeCatalogue(data));
    for (const change of changes) console.log(change);
    console.log(`${changes.length} changes; git diff shows them.`);
  }
  const data = readData();
  writeFileSync(pageFile, writeModelsPage(data, makePriceBook({ lookUp, data, declared: new Map(), listed: new Map(), skips: () => false }), today));
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  console.error(`The catalogue is as it was: ${values.from} could not be used: ${error instanceof Error ? error.message : String(error)}${cause}`);
  process.exitCode = 1;
}
