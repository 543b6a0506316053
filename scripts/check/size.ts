import { mkdirSync } from "node:fs";
import { join } from "node:path";
import filePlugin from "@size-limit/file";
import { build } from "esbuild";
import sizeLimit from "size-limit";
import { filesOf } from "../workspace.ts";
import type { PackedPackage } from "./pack.ts";
import { type CheckedItem, type CheckInput, runChecks } from "./report.ts";

/** Kilobytes of a package's own code, minified, brotli: what a user's bundle grows by. */
const limits: readonly { readonly match: RegExp; readonly kilobytes: number }[] = [
  { match: /^@portolan\/core$/, kilobytes: 25 },
  { match: /^@portolan\/provider-/, kilobytes: 2 },
];

/** Everything the package's `exports` and `imports` can lead to, without its dependencies. */
async function measureKilobytes({ folder, manifest }: PackedPackage, outdir: string): Promise<number> {
  const targets = [...Object.values(manifest.exports ?? {}), ...Object.values(manifest.imports ?? {})].flatMap(filesOf);
  const entryPoints = [...new Set(targets)].filter((file) => file.endsWith(".js")).map((file) => join(folder, file));
  mkdirSync(outdir, { recursive: true });
  const { metafile } = await build({
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    packages: "external",
    external: ["#*", "node:*"],
    metafile: true,
    logLevel: "silent",
    absWorkingDir: outdir,
  });
  const files = Object.keys(metafile.outputs).map((file) => join(outdir, file));
  const [result] = (await sizeLimit([filePlugin], files)) as readonly { readonly size: number }[];
  if (result === undefined) throw new Error(`size-limit measured nothing in ${folder}`);
  return result.size / 1000;
}

export async function* checkSize({ packed, scratch }: CheckInput): AsyncGenerator<CheckedItem> {
  for (const packedPackage of packed) {
    const limit = limits.find(({ match }) => match.test(packedPackage.name));
    if (limit === undefined) continue;
    const kilobytes = await measureKilobytes(packedPackage, join(scratch, packedPackage.name));
    yield { name: `size ${packedPackage.name}`, ok: kilobytes <= limit.kilobytes, details: `${kilobytes.toFixed(1)} of ${limit.kilobytes} kB` };
  }
}

if (import.meta.main) await runChecks([checkSize]);
