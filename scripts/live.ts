/** The packages against a real server: llama.cpp with a small model, on this machine. Skipped, not failed, where it cannot be had. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { prepareLlamaCpp } from "./live/setup.ts";
import { root } from "./workspace.ts";

const preparation = await prepareLlamaCpp();
if ("unavailable" in preparation) console.log(`live: skipped (${preparation.unavailable})`);
else {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "scripts", "live", "vitest.config.ts");
  const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
}
