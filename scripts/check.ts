/** `npm run check`: everything asked of the packages as they would be published. `npm run check -- size types` runs those two. */
import { checkInstall } from "./check/install.ts";
import { checkManifests } from "./check/manifests.ts";
import { type Check, runChecks } from "./check/report.ts";
import { checkSize } from "./check/size.ts";
import { checkTypes } from "./check/types.ts";
import { checkUnused } from "./check/unused.ts";

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["manifests", checkManifests],
  ["types", checkTypes],
  ["size", checkSize],
  ["install", checkInstall],
  ["unused", checkUnused],
]);

const names = process.argv.slice(2);
const unknown = names.filter((name) => !checks.has(name));
if (unknown.length > 0) {
  console.error(`no check is called ${unknown.join(", ")}; there are ${[...checks.keys()].join(", ")}`);
  process.exit(2);
}
await runChecks([...checks].filter(([name]) => names.length === 0 || names.includes(name)).map(([, check]) => check));
