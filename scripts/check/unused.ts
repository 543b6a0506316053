import { runCommand } from "./command.ts";
import type { CheckedItem } from "./report.ts";

/**
 * knip: files, exports and dependencies that nothing uses; then, of what is published alone, files and dependencies.
 * An export that only a test uses is fine.
 */
export async function* checkUnused(): AsyncGenerator<CheckedItem> {
  for (const flags of [[], ["--production", "--exclude", "exports,types"]]) {
    const { ok, output } = await runCommand("knip", ["--no-progress", ...flags]);
    yield { name: ["knip", ...flags.slice(0, 1)].join(" "), ok, details: ok ? "" : output };
  }
}
