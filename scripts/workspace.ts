import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What a condition of `exports` or `imports` names: a file, or files by further condition. */
export type Target = string | { readonly [condition: string]: Target };

export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly sideEffects?: boolean | readonly string[];
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, Target>>;
  readonly imports?: Readonly<Record<string, Target>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly provenance?: boolean; readonly access?: string } & Pick<Manifest, "exports" | "imports" | "bin">;
}

export interface WorkspacePackage {
  readonly name: string;
  /** Relative to the root, with forward slashes: `packages/core`. */
  readonly path: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

export const root: string = dirname(dirname(fileURLToPath(import.meta.url)));

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** Every package of the workspace, in the order of their folders. */
export function listPackages(): readonly WorkspacePackage[] {
  return ["packages", "apps"].flatMap((group) =>
    readdirSync(join(root, group))
      .toSorted()
      .filter((name) => existsSync(join(root, group, name, "package.json")))
      .map((name) => {
        const folder = join(root, group, name);
        const manifest = readManifest(folder);
        return { name: manifest.name, path: `${group}/${name}`, folder, manifest };
      }),
  );
}

export function isPublished(workspacePackage: WorkspacePackage): boolean {
  return workspacePackage.manifest.private !== true;
}

/** The files a target of `exports` or `imports` can lead to, whatever the conditions. */
export function filesOf(target: Target): readonly string[] {
  return typeof target === "string" ? [target] : Object.values(target).flatMap(filesOf);
}
