import type { Support } from "@portolan/core";
import type { ModelRow } from "./model-row.ts";

/** What a model must have to be shown. */
export interface ModelFilters {
  readonly tools?: boolean;
  readonly vision?: boolean;
  readonly reasoning?: boolean;
  readonly jsonSchema?: boolean;
  /** Neither input nor output costs anything. */
  readonly free?: boolean;
  /** US dollars per million tokens of output. */
  readonly maxPrice?: number;
  /** Tokens. */
  readonly minContext?: number;
}

/** Whether a model has everything that is asked for; `"unknown"` where nothing speaks against it and not everything is known. */
export function passesFilters(row: ModelRow, filters: ModelFilters): Support {
  const verdicts = Object.values(verdictsOf(row, filters));
  if (verdicts.includes(false)) return false;
  return verdicts.includes("unknown") ? "unknown" : true;
}

/** One verdict for each filter that is set; the others are `true`. */
function verdictsOf({ can, price, contextWindow }: ModelRow, filters: ModelFilters): Readonly<Record<keyof ModelFilters, Support>> {
  const { tools, vision, reasoning, jsonSchema, free, maxPrice, minContext } = filters;
  const out = price === undefined ? undefined : (price.output ?? 0);
  return {
    tools: tools !== true || can.tools,
    vision: vision !== true || can.imageInput,
    reasoning: reasoning !== true || can.reasoning,
    jsonSchema: jsonSchema !== true || can.jsonSchema,
    free: free !== true || (price === undefined ? "unknown" : price.input === 0 && out === 0),
    maxPrice: maxPrice === undefined || (out === undefined ? "unknown" : out <= maxPrice),
    minContext: minContext === undefined || (contextWindow === undefined ? "unknown" : contextWindow >= minContext),
  };
}
