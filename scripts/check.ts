/** Everything that is asked of the packages as they would be published. Each check also runs alone: `node scripts/check/<name>.ts`. */
import { checkInstall } from "./check/install.ts";
import { checkManifests } from "./check/manifests.ts";
import { runChecks } from "./check/report.ts";
import { checkSize } from "./check/size.ts";
import { checkTypes } from "./check/types.ts";
import { checkUnused } from "./check/unused.ts";

await runChecks([checkManifests, checkTypes, checkSize, checkInstall, checkUnused]);
