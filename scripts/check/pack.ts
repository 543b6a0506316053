import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isPublished, listPackages, readManifest, type Manifest } from "../workspace.ts";
import { runCommand } from "./command.ts";

/** One package as a release would publish it. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  /** The tarball's content. */
  readonly folder: string;
  /** As published: `publishConfig` applied, `workspace:` and `catalog:` replaced. */
  readonly manifest: Manifest;
}

async function mustRun(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { ok, output } = await runCommand(command, args, cwd);
  if (!ok) throw new Error(`${command} ${args.join(" ")} failed in ${cwd}:\n${output}`);
  return output;
}

/** Packs every published package with pnpm, which, unlike `npm pack`, applies `publishConfig`, and unpacks it beside. */
export async function packAll(into: string): Promise<readonly PackedPackage[]> {
  const packed: PackedPackage[] = [];
  for (const { name, path, folder: source } of listPackages().filter(isPublished)) {
    const folder = join(into, path);
    mkdirSync(folder, { recursive: true });
    const tarball = join(into, `${path.replaceAll("/", "-")}.tgz`);
    await mustRun("pnpm", ["pack", "--out", tarball], source);
    await mustRun("tar", ["-xzf", tarball, "--strip-components", "1", "-C", folder], into);
    packed.push({ name, tarball, folder, manifest: readManifest(folder) });
  }
  return packed;
}
