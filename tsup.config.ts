import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { mergeChunks } from "./scripts/merge-chunks.ts";

interface Exported { readonly default: string }
interface Manifest {
  readonly publishConfig?: {
    readonly exports?: Readonly<Record<string, string | Exported>>;
    readonly imports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly bin?: Readonly<Record<string, string>>;
  };
}

/** Every file a published manifest points at is an entry, so an export cannot be forgotten here. */
function entries(): string[] {
  const { publishConfig = {} } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const built = [
    ...Object.values(publishConfig.exports ?? {}).map((target) => (typeof target === "string" ? target : target.default)),
    ...Object.values(publishConfig.imports ?? {}).flatMap((conditions) => Object.values(conditions)),
    ...Object.values(publishConfig.bin ?? {}),
  ];
  return [...new Set(built.filter((file) => file.endsWith(".js")))].map((file) => file.replace("./dist/", "src/").replace(/\.js$/, ".ts"));
}

export default defineConfig(({ outDir = "dist" }) => ({
  entry: entries(),
  outDir,
  format: "esm",
  target: "es2023",
  platform: "neutral",
  // `#…` is resolved where the package is used: bundling it would bake in one branch of the conditions.
  external: [/^#/, /^node:/],
  splitting: true,
  sourcemap: true,
  // The sources are published beside the maps.
  esbuildOptions(options) {
    options.sourcesContent = false;
  },
  clean: true,
  dts: false,
  onSuccess: () => mergeChunks(outDir),
}));
