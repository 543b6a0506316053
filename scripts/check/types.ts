import { runCommand } from "./command.ts";
import type { CheckedItem, CheckInput } from "./report.ts";

/** attw: what `exports` promises in types is what resolves. The packages are ESM only, so only that is asked. */
export async function* checkTypes({ packed }: CheckInput): AsyncGenerator<CheckedItem> {
  for (const { name, tarball } of packed) {
    const { ok, output } = await runCommand("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--no-emoji"]);
    yield { name: `attw ${name}`, ok, details: ok ? "" : output };
  }
}
