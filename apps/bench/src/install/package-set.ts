import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

export interface PackageManifest {
  readonly name: string;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
}

export interface InstalledPackage {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
}

export function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageManifest;
}

/** Where Node would find the package, looking upwards from a folder. */
export function findPackage(name: string, from: string): string {
  const folder = join(from, "node_modules", name);
  if (existsSync(folder)) return realpathSync(folder);
  const parent = dirname(from);
  if (parent === from) throw new Error(`${name} is not installed`);
  return findPackage(name, parent);
}

/** What an installer brings for a package: its dependencies, and the peers it cannot do without. */
export function neededBy({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: PackageManifest): readonly string[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [...new Set([...Object.keys(dependencies), ...peers])];
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? sum : sum + bytesOf(path);
    return sum + (entry.isFile() ? statSync(path).size : 0);
  }, 0);
}

/** Everything that is installed with a package, itself first. */
export function packageSet(name: string, from: string): readonly InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const visit = (wanted: string, asker: string): void => {
    const folder = findPackage(wanted, asker);
    if (found.has(folder)) return;
    found.set(folder, { name: wanted, folder, bytes: bytesOf(folder) });
    for (const needed of neededBy(readManifest(folder))) visit(needed, folder);
  };
  visit(name, from);
  return [...found.values()];
}
