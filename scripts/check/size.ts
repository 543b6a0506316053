import { join } from "node:path";
import filePlugin from "@size-limit/file";
import { build } from "esbuild";
import sizeLimit from "size-limit";
import { filesOf } from "../workspace.ts";
import type { PackedPackage } from "./pack.ts";
import type { CheckedItem, CheckInput } from "./report.ts";

/** Kilobytes of a package's own code, minified, brotli: what a user's bundle grows by. */
const limits: readonly { readonly match: RegExp; readonly kilobytes: number }[] = [
  // Every entry point, which no program bundles together, and both transports: telling errors apart is 11, models besides chat 6, the probe 7.
  { match: /^@portolan\/core$/, kilobytes: 54 },
  // With the table of models, which is a chunk of its own.
  { match: /^@portolan\/catalogue$/, kilobytes: 10 },
  // Six kinds of model in two forms: the table of models and regions is 2, thinking 2, the kinds besides chat and documents 4.
  { match: /^@portolan\/provider-dashscope$/, kilobytes: 11 },
  // Thirty services as data, each with what only it does, and what people choose them by: 3.
  { match: /^@portolan\/provider-custom$/, kilobytes: 20 },
  // A dialect of its own is 8, of which tools' schemas are 2 and the context 2; managing models, embeddings and web tools are 5.
  { match: /^@portolan\/provider-ollama-native$/, kilobytes: 16 },
  { match: /^@portolan\/provider-/, kilobytes: 3 },
];

/** Everything the package's `exports` and `imports` can lead to, as one bundle without its dependencies. */
async function measureKilobytes({ folder, manifest }: PackedPackage, outfile: string): Promise<number> {
  const targets = [...Object.values(manifest.exports ?? {}), ...Object.values(manifest.imports ?? {})].flatMap(filesOf);
  const modules = [...new Set(targets)].filter((file) => file.endsWith(".js"));
  await build({
    stdin: { contents: modules.map((file, index) => `export * as module${index} from ${JSON.stringify(file)};`).join("\n"), resolveDir: folder },
    outfile,
    bundle: true,
    format: "esm",
    minify: true,
    packages: "external",
    external: ["#*", "node:*"],
    logLevel: "silent",
  });
  const [result] = (await sizeLimit([filePlugin], [outfile])) as readonly { readonly size: number }[];
  if (result === undefined) throw new Error(`size-limit measured nothing in ${folder}`);
  return result.size / 1000;
}

export async function* checkSize({ packed, scratch }: CheckInput): AsyncGenerator<CheckedItem> {
  for (const packedPackage of packed) {
    const limit = limits.find(({ match }) => match.test(packedPackage.name));
    if (limit === undefined) continue;
    const kilobytes = await measureKilobytes(packedPackage, join(scratch, `${packedPackage.name}.js`));
    yield { name: `size ${packedPackage.name}`, ok: kilobytes <= limit.kilobytes, details: `${kilobytes.toFixed(1)} of ${limit.kilobytes} kB` };
  }
}
