import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const chunkName = /^chunk-\w+\.js$/;

/**
 * Makes one file of the chunks that entries share: every module that Node loads costs more than the code in it.
 *
 * Fails where two chunks export one name.
 */
export async function mergeChunks(folder: string): Promise<void> {
  const chunks = readdirSync(folder).filter((file) => chunkName.test(file));
  if (chunks.length < 2) return;
  await build({
    stdin: { contents: chunks.map((file) => `export * from "./${file}";`).join("\n"), resolveDir: folder },
    outfile: join(folder, "shared.js"),
    bundle: true,
    format: "esm",
    target: "es2023",
    platform: "neutral",
    packages: "external",
    external: ["#*"],
    sourcemap: true,
    sourcesContent: false,
    logLevel: "error",
    logOverride: { "ambiguous-reexport": "error" },
  });
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js") || chunkName.test(file) || file === "shared.js") continue;
    const path = join(folder, file);
    // Lines stay where they are, for the source maps. A bare import loads what has no effect of its own.
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(/(from "(?:\.\.?\/)+)chunk-\w+\.js"/g, '$1shared.js"').replaceAll(/^import "(?:\.\.?\/)+chunk-\w+\.js";$/gm, ""));
  }
  for (const file of chunks) for (const made of [file, `${file}.map`]) rmSync(join(folder, made));
}
