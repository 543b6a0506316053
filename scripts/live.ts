/** The packages against real servers on this machine: llama.cpp with a small model, and LiteLLM's proxy in front of it. Skipped, not failed, where they cannot be had. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { prepareLiteLLM, prepareLlamaCpp } from "./live/setup.ts";
import { root } from "./workspace.ts";

const [llamaCpp, litellm] = await Promise.all([prepareLlamaCpp(), prepareLiteLLM()]);
if ("unavailable" in llamaCpp) console.log(`live: skipped (${llamaCpp.unavailable})`);
else {
  if ("unavailable" in litellm) console.log(`live: LiteLLM's cases are skipped (${litellm.unavailable})`);
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "scripts", "live", "vitest.config.ts");
  const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
}
