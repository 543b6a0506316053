import { perToken, toDollars, toPicodollars } from "./money.ts";
import { ratesFor, type DeclaredPrice, type Price, type PriceSource } from "./price.ts";
import type { BilledTokens } from "./token-usage.ts";

/** What one call cost, in US dollars. */
export interface Cost {
  readonly total: number;
  /** Of the prompt, cached tokens included. Absent where the service told the total alone. */
  readonly input?: number;
  /** Of the answer, reasoning included. Absent where the service told the total alone. */
  readonly output?: number;
  /** `reported`: the service said itself what it charged. Else whose price it was computed from. */
  readonly source: PriceSource | "reported";
}

/** `undefined` where tokens were written that the price says nothing of. */
export function costAt(price: Price, tokens: BilledTokens): Cost | undefined {
  const amounts = picodollars(price, tokens);
  if (amounts === undefined) return undefined;
  const { input, output, request } = amounts;
  return { total: toDollars(input + output + request), input: toDollars(input), output: toDollars(output), source: price.source };
}

interface Amounts {
  readonly input: bigint;
  readonly output: bigint;
  readonly request: bigint;
}

function picodollars(price: DeclaredPrice, { input, cacheRead, cacheWrite, text, reasoning }: BilledTokens): Amounts | undefined {
  const rates = ratesFor(price, input + cacheRead + cacheWrite);
  if (rates.output === undefined && text + reasoning > 0) return undefined;
  const output = rates.output ?? 0;
  return {
    input: times(input, rates.input) + times(cacheRead, rates.cacheRead ?? rates.input) + times(cacheWrite, rates.cacheWrite ?? rates.input),
    output: times(text, output) + times(reasoning, rates.reasoning ?? output),
    request: toPicodollars(rates.request ?? 0),
  };
}

function times(tokens: number, dollarsPerMillion: number): bigint {
  return BigInt(tokens) * perToken(dollarsPerMillion);
}
