import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCommand } from "./command.ts";
import { findPackage, neededBy, type PackageManifest, readManifest } from "./package-set.ts";

const here = dirname(fileURLToPath(import.meta.url));
const repository = realpathSync(join(here, "..", "..", "..", ".."));
const tools = join(repository, "node_modules", ".bin");

/** A folder in which packages are installed as a user of a release has them. */
export interface Stage {
  readonly folder: string;
  remove(): void;
}

/** In the repository itself packages are sources, which Node has to strip of their types: no user pays for that. */
function isOurs(folder: string): boolean {
  return folder.startsWith(join(repository, "packages"));
}

/** Builds into the stage, so that nothing in the repository changes. */
async function installOurs(source: string, target: string, manifest: PackageManifest): Promise<void> {
  const { publishConfig = {}, ...rest } = manifest;
  mkdirSync(target, { recursive: true });
  const path = `${tools}${delimiter}${process.env["PATH"] ?? ""}`;
  const run = (tool: string, ...args: readonly string[]): Promise<string> => readCommand("env", [`PATH=${path}`, join(tools, tool), ...args], source);
  const output = join(target, "dist");
  await run("tsup", "--config", join(repository, "tsup.config.ts"), "--out-dir", output, "--silent");
  await run("tsc", "-p", "tsconfig.build.json", "--outDir", output);
  for (const name of [...(rest.files ?? [])].filter((file) => file !== "dist" && existsSync(join(source, file)))) cpSync(join(source, name), join(target, name), { recursive: true });
  writeFileSync(join(target, "package.json"), JSON.stringify({ ...rest, ...publishConfig }, undefined, 2));
}

/** Installs the packages and all that they need; those of other people are linked, ours are built. */
export async function installStage(names: readonly string[]): Promise<Stage> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "portolan-bench-")));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  writeFileSync(join(folder, "first.js"), "export {};\n");
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const done = new Set<string>();
  const install = async (name: string, from: string): Promise<void> => {
    if (done.has(name)) return;
    done.add(name);
    const source = findPackage(name, from);
    const target = join(folder, "node_modules", name);
    mkdirSync(dirname(target), { recursive: true });
    if (!isOurs(source)) return symlinkSync(source, target);
    const manifest = readManifest(source);
    await installOurs(source, target, manifest);
    for (const needed of neededBy(manifest)) await install(needed, source);
  };
  try {
    for (const name of names) await install(name, here);
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, remove };
}
