/** The packages against real servers on this machine: llama.cpp and Ollama with a small model, and LiteLLM's proxy. Skipped, not failed, where they cannot be had. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { prepareOllama } from "./live/ollama/install.ts";
import { findRegistry } from "./live/ollama/registry.ts";
import { prepareLiteLLM, prepareLlamaCpp } from "./live/setup.ts";
import { root } from "./workspace.ts";

const [llamaCpp, litellm] = await Promise.all([prepareLlamaCpp(), prepareLiteLLM()]);
if ("unavailable" in llamaCpp) console.log(`live: skipped (${llamaCpp.unavailable})`);
else {
  // Last: compiling it takes every core.
  const ollama = await prepareOllama();
  const registry = await findRegistry();
  for (const [name, found] of Object.entries({ "LiteLLM's cases": litellm, "Ollama's cases": ollama, "Ollama's transfers": registry })) {
    if ("unavailable" in found) console.log(`live: ${name} are skipped (${String(found.unavailable)})`);
  }
  if ("origin" in ollama) console.log("live: Ollama is the one that OLLAMA_HOST names; cases that need one set up in their own way are skipped");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "scripts", "live", "vitest.config.ts");
  const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
}
