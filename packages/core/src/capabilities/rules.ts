import type { CapabilityFacts } from "./facts.ts";

/** One list of these says everything of a service that depends on the model id. Later entries win key by key. */
export interface ModelRule<Wire> {
  /** Which ids it speaks of: a pattern, or ids to the letter. @default every model */
  readonly match?: RegExp | readonly string[];
  readonly can?: CapabilityFacts;
  /** How these models deviate on the wire. */
  readonly wire?: Partial<Wire>;
  /** The id is closed or renamed. It is still sent, with a `deprecated` warning that names the successor. */
  readonly retired?: { readonly on?: string; readonly use: string };
  /**
   * The service has these models, and answers them in a form that this provider does not speak: what to use instead. Making one
   * throws, unless the user states its `kind`.
   */
  readonly elsewhere?: string;
}

function matchesRule(rule: ModelRule<never>, modelId: string): boolean {
  const { match } = rule;
  if (match === undefined) return true;
  // Not `test`: it goes on where it last stopped when the pattern is global.
  return match instanceof RegExp ? modelId.search(match) !== -1 : match.includes(modelId);
}

/** The rules that speak of a model id, in their order. */
export function rulesFor<Wire>(rules: readonly ModelRule<Wire>[], modelId: string): readonly ModelRule<Wire>[] {
  return rules.filter((rule) => matchesRule(rule as ModelRule<never>, modelId));
}
