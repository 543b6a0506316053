/**
 * How the upstream answers, told by the base URL: a model is made with it and needs nothing else.
 *
 * - `burst`: a text of so many chunks, as fast as the socket takes it
 * - `paced`: a text, one chunk each so many milliseconds
 * - `delayed`: the first chunk at once, the rest so many milliseconds later
 * - `tool`: a tool call with so many bytes of arguments
 * - `whole`: an answer that is not streamed
 * - `embedding`: so many rows of so many numbers
 */
export type Scenario =
  | { readonly kind: "burst"; readonly chunks: number }
  | { readonly kind: "paced" | "delayed"; readonly chunks: number; readonly everyMs: number }
  | { readonly kind: "tool"; readonly bytes: number }
  | { readonly kind: "whole" }
  | { readonly kind: "embedding"; readonly rows: number; readonly dimensions: number };

/** A base URL's path, and the reverse of `readScenario`. */
export function scenarioPath(scenario: Scenario): string {
  return `/${encodeURIComponent(JSON.stringify(scenario))}/v1`;
}

/** The scenario that a request's path names. Throws on any other path. */
export function readScenario(path: string): Scenario {
  const [, encoded = ""] = path.split("/", 2);
  return JSON.parse(decodeURIComponent(encoded)) as Scenario;
}
