// Reads vitest's JSON report: a file that could not be run counts as one failed test.
import { readFileSync } from "node:fs";

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const notRun = testResults.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"));
console.log(`${numPassedTests} passed, ${numFailedTests + notRun.length} failed`);
