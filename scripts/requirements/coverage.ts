import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listSources } from "../sources.ts";
import { root } from "../workspace.ts";

/** A numbered promise of `docs/requirements.md`, and the tests that hold it. */
export interface CoveredPromise {
  readonly number: string;
  readonly promise: string;
  /** `file:line name` of every test that bears the number. */
  readonly tests: readonly string[];
}

const row = /^\| (S\d+-\d+) \| (.+) \|$/gm;
/** A test's name, in whatever way the test is written: `it("…")`, a case's `name: "…"`, a table's row. */
const numbered = /(["'`])((?:(?!\1)[^\\\n]|\\.)*\[S\d+-\d+\](?:(?!\1)[^\\\n]|\\.)*)\1/g;

/** The promises in their order, each with the tests that bear its number. */
export function readCoverage(): readonly CoveredPromise[] {
  const tests = listSources().filter(({ path, kind }) => kind === "test" || path.includes("/conformance/cases/") || path.startsWith("scripts/live/cases/") || path.endsWith(".test.ts")).flatMap(({ path }) => namedTests(path));
  const page = readFileSync(join(root, "docs/requirements.md"), "utf8");
  return [...page.matchAll(row)].map(([, number = "", promise = ""]) => ({
    number,
    promise,
    tests: tests.filter(({ name }) => name.includes(`[${number}]`)).map(({ place, name }) => `${place} ${name}`),
  }));
}

/** Numbers that tests bear and no promise has. */
export function unknownNumbers(): readonly string[] {
  const known = new Set(readCoverage().map(({ number }) => number));
  const borne = listSources().filter(({ kind }) => kind === "test").flatMap(({ path }) => namedTests(path).flatMap(({ name }) => [...name.matchAll(/\[(S\d+-\d+)\]/g)].map(([, number = ""]) => number)));
  return [...new Set(borne)].filter((number) => !known.has(number)).toSorted();
}

function namedTests(path: string): readonly { readonly place: string; readonly name: string }[] {
  const source = readFileSync(join(root, path), "utf8");
  return [...source.matchAll(numbered)].map((match) => ({ place: `${path}:${source.slice(0, match.index).split("\n").length}`, name: match[2] ?? "" }));
}
