/** Writes `docs/conformance.md` from the suite itself: every case with the fact it stands for. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeConformancePage } from "./conformance-page.ts";
import { root } from "./workspace.ts";

writeFileSync(join(root, "docs/conformance.md"), writeConformancePage());
