import { fetchTransport } from "./fetch.ts";
import type { Transport } from "./transport.ts";

/** The runtime's own `fetch`, looked up when a request is sent so that one installed later is used. */
export function defaultTransport(): Transport {
  return fetchTransport((input, init) => globalThis.fetch(input, init));
}
