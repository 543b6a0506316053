/** Prints which tests hold which promise of `docs/requirements.md`; fails for a promise that none does. */
import { readCoverage } from "./requirements/coverage.ts";

const all = process.argv.includes("--tests");
const coverage = readCoverage();
const width = Math.max(...coverage.map(({ number }) => number.length));
for (const { number, promise, tests } of coverage) {
  console.log(`${tests.length === 0 ? "MISSING" : String(tests.length).padStart(7)}  ${number.padEnd(width)}  ${promise}`);
  if (all) for (const test of tests) console.log(`${" ".repeat(width + 11)}${test}`);
}
const missing = coverage.filter(({ tests }) => tests.length === 0);
console.log(`\n${coverage.length - missing.length} of ${coverage.length} promises are held by tests.${all ? "" : " --tests names them."}`);
if (missing.length > 0) process.exitCode = 1;
