import type { Support } from "@portolan/core";
import type { ModelRow } from "./model-row.ts";

/** The models as `--json` prints them: one array, with `null` where something is not known. */
export function modelsAsJson(rows: readonly ModelRow[]): string {
  return JSON.stringify(rows.map(toObject), null, 2);
}

function toObject({ provider, id, kind, contextWindow, maxOutputTokens, can, price, successor, sizeBytes, isLoaded }: ModelRow): object {
  return {
    model: `${provider}/${id}`,
    kind: kind === "unknown" ? null : kind,
    contextWindow: contextWindow ?? null,
    maxOutputTokens: maxOutputTokens ?? null,
    tools: orNull(can.tools),
    vision: orNull(can.imageInput),
    reasoning: orNull(can.reasoning),
    jsonSchema: orNull(can.jsonSchema),
    price: price === undefined ? null : { input: price.input, output: price.output ?? null, cacheRead: price.cacheRead ?? null, source: price.source },
    successor: successor ?? null,
    sizeBytes: sizeBytes ?? null,
    loaded: isLoaded ?? null,
  };
}

function orNull(support: Support): boolean | null {
  return support === "unknown" ? null : support;
}
