import { runCommand } from "./command.ts";
import { type CheckedItem, runChecks } from "./report.ts";

/** knip: files, exports and dependencies that nothing uses, first with the tests and tools, then in what is published alone. */
export async function* checkUnused(): AsyncGenerator<CheckedItem> {
  for (const flags of [[], ["--production"]]) {
    const { ok, output } = await runCommand("knip", ["--no-progress", ...flags]);
    yield { name: ["knip", ...flags].join(" "), ok, details: ok ? "" : output };
  }
}

if (import.meta.main) await runChecks([checkUnused]);
