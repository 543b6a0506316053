/**
 * Runs the conformance suite against our providers and the official ones beside them, and prints what each of them does.
 *
 * `--failures` adds why. A comparison, not a test: only a failure of ours makes it fail.
 */
import { parseArgs } from "node:util";
import { contenders } from "./compare/contenders.ts";
import { comparedCases, runContender } from "./compare/run-contender.ts";
import { writeFailures, writeTable, type ContenderResults } from "./compare/table.ts";

const usage = "npm run compare [-- --failures] [--only TEXT]   --failures says why, case by case; --only takes the libraries whose name holds the text";

function readArguments(): { readonly failures: boolean; readonly only: string } {
  try {
    const { values } = parseArgs({ options: { failures: { type: "boolean", default: false }, only: { type: "string", default: "" }, help: { type: "boolean", default: false } } });
    if (!values.help) return values;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

const values = readArguments();

const columns: ContenderResults[] = [];
const endings: string[] = [];
const cases = await comparedCases();
for (const { name } of contenders.filter((contender) => contender.name.includes(values.only))) {
  const { results, uncaught } = await runContender(name, cases);
  columns.push({ name, results });
  if (uncaught > 0) endings.push(`${name}: ${uncaught} uncaught ${uncaught === 1 ? "error" : "errors"}, each the end of a program.`);
}

console.log(writeTable(columns));
console.log("Every provider is asked for the forms of every service, and for promises beyond the AI SDK's interface (docs/conformance.md):");
console.log("a failure of a library made for one service may be something that service never sends.");
console.log("A recorded answer is passed on when its words, calls and counters are there, or its error's status and words. Each answers one");
console.log("request: a library that asks otherwise, as with a request for every text that is embedded, cannot be given it.\n");
for (const ending of endings) console.log(`${ending}\n`);
if (values.failures) console.log(writeFailures(columns));

const ours = columns.filter(({ name }) => contenders.some((contender) => contender.isOurs && contender.name === name));
if (ours.some(({ results }) => results.some(({ outcome }) => outcome === "failed"))) process.exitCode = 1;
