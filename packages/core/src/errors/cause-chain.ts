import { orUndefined, readProperty } from "./read-safely.ts";

const maxLinks = 24;
const maxErrorsEach = 8;

/**
 * An error and everything it was caused by, nearest first: `cause`, the last error of a retry, the members of an AggregateError.
 * Ends on cycles, and after 24 links.
 */
export function causeChain(error: unknown): readonly unknown[] {
  const chain: unknown[] = [error];
  const seen = new Set<unknown>(chain);
  for (let at = 0; at < chain.length && chain.length < maxLinks; at += 1) {
    for (const next of causesOf(chain[at])) {
      if (next === undefined || next === null || seen.has(next) || chain.length >= maxLinks) continue;
      seen.add(next);
      chain.push(next);
    }
  }
  return chain;
}

function causesOf(error: unknown): readonly unknown[] {
  const errors = readProperty(error, "errors");
  const members = orUndefined(() => (Array.isArray(errors) ? errors.slice(0, maxErrorsEach) : [])) ?? [];
  return [readProperty(error, "lastError"), readProperty(error, "cause"), ...members];
}
