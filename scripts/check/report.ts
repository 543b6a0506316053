import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packAll, type PackedPackage } from "./pack.ts";

export interface CheckedItem {
  readonly name: string;
  readonly ok: boolean;
  /** What a reader needs to know: a figure when it passed, the tool's words when it failed. */
  readonly details?: string;
}

/** What every check is given: the tarballs a release would publish, unpacked, and a folder to work in. */
export interface CheckInput {
  readonly packed: readonly PackedPackage[];
  readonly scratch: string;
}

export type Check = (input: CheckInput) => AsyncIterable<CheckedItem>;

function print({ name, ok, details = "" }: CheckedItem): void {
  const short = details !== "" && !details.includes("\n");
  console.log(`${ok ? "ok  " : "FAIL"} ${name}${short ? `: ${details}` : ""}`);
  if (!ok && !short && details !== "") console.log(details.replaceAll(/^/gm, "     "));
}

/** Packs once, runs the checks one after the other, prints a line an item and a summary; fails the process when an item failed. */
export async function runChecks(checks: readonly Check[]): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "portolan-check-"));
  const counts = { passed: 0, failed: 0 };
  try {
    const packed = await packAll(join(scratch, "packed"));
    for (const [index, check] of checks.entries())
      for await (const item of check({ packed, scratch: join(scratch, String(index)) })) {
        print(item);
        counts[item.ok ? "passed" : "failed"] += 1;
      }
  } catch (error) {
    print({ name: "checks could not run", ok: false, details: error instanceof Error ? error.message : String(error) });
    counts.failed += 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`checks: ${counts.passed} passed, ${counts.failed} failed`);
  if (counts.failed > 0) process.exitCode = 1;
}
