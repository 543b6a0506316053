import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = dirname(dirname(dirname(dirname(import.meta.dirname))));
const tools = join(root, "node_modules", ".bin");

/** Runs a program with the repository's own Node and tools in front. Rejects with its output when it fails. */
export async function runIn(folder: string, command: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, PATH: `${tools}${delimiter}${process.env["PATH"] ?? ""}` };
  try {
    return (await run(command, args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

/**
 * An empty folder in which `@portolan/core` and `@portolan/testing` are installed as they would be published.
 *
 * They are built and packed from a copy of their sources, so that nothing of the repository changes. What they depend on is copied
 * from the repository's own installation: no network is needed.
 */
export async function packedFolder(): Promise<string> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "portolan-outside-")));
  const copy = join(scratch, "sources");
  const folder = join(scratch, "outside");
  for (const file of ["package.json", "pnpm-workspace.yaml", "tsconfig.base.json", "tsup.config.ts", "scripts/merge-chunks.ts"]) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const name of ["core", "testing"]) await install(name, copy, folder);
  for (const name of ["@ai-sdk/provider", "eventsource-parser", "undici"]) {
    cpSync(realpathSync(join(root, "packages/core/node_modules", name)), join(folder, "node_modules", name), { recursive: true, dereference: true });
  }
  return folder;
}

async function install(name: string, copy: string, folder: string): Promise<void> {
  const source = join(root, "packages", name);
  const target = join(copy, "packages", name);
  for (const entry of ["src", "package.json", "tsconfig.json", "tsconfig.build.json", "README.md"]) {
    if (existsSync(join(source, entry))) cpSync(join(source, entry), join(target, entry), { recursive: true });
  }
  symlinkSync(join(source, "node_modules"), join(target, "node_modules"));
  const tarball = join(copy, `${name}.tgz`);
  await runIn(target, "tsup", ["--config", "../../tsup.config.ts", "--silent"]);
  await runIn(target, "tsc", ["-p", "tsconfig.build.json"]);
  await runIn(target, "pnpm", ["pack", "--out", tarball]);
  const installed = join(folder, "node_modules", "@portolan", name);
  mkdirSync(installed, { recursive: true });
  await runIn(folder, "tar", ["-xzf", tarball, "--strip-components", "1", "-C", installed]);
}
