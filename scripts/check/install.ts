import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest, root } from "../workspace.ts";
import { runCommand } from "./command.ts";
import type { PackedPackage } from "./pack.ts";
import type { CheckedItem, CheckInput } from "./report.ts";

/** What every user with type-checking has beside us; `@ai-sdk/provider`'s own declarations ask for `json-schema`. */
const consumerTypes = ["@types/json-schema", "@types/node"];

/** What a user writes to reach this export. */
function specifiersOf({ name, manifest }: PackedPackage): readonly string[] {
  return Object.keys(manifest.exports ?? {}).filter((path) => !path.endsWith(".json")).map((path) => `${name}${path.slice(1)}`);
}

/** An app is started, not imported. */
function isLibrary({ manifest }: PackedPackage): boolean {
  return manifest.bin === undefined;
}

async function install(packed: readonly PackedPackage[], folder: string): Promise<CheckedItem> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const peers = packed.flatMap(({ manifest }) => Object.entries(manifest.peerDependencies ?? {}).map(([name, range]) => `${name}@${range}`));
  const types = consumerTypes.map((name) => `${name}@${readManifest(join(root, "node_modules", name)).version}`);
  const wanted = [...packed.map(({ tarball }) => tarball), ...new Set(peers), ...types];
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--engine-strict", "--loglevel", "error"];
  const { ok, output } = await runCommand("npm", ["install", ...flags, ...wanted], folder);
  return { name: "install of the tarballs with npm", ok, details: ok ? "" : output };
}

async function importEach(packed: readonly PackedPackage[], folder: string): Promise<readonly CheckedItem[]> {
  return Promise.all(
    packed.filter(isLibrary).flatMap(specifiersOf).map(async (specifier) => {
      const program = `const names = Object.keys(await import(${JSON.stringify(specifier)})); if (names.length === 0) throw new Error("exports nothing"); console.log(names.length + " exports");`;
      const { ok, output } = await runCommand("node", ["--input-type=module", "--eval", program], folder);
      return { name: `import ${specifier}`, ok, details: output };
    }),
  );
}

async function startEach(packed: readonly PackedPackage[], folder: string): Promise<readonly CheckedItem[]> {
  return Promise.all(
    packed.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {})).map(async (command) => {
      const { ok, output } = await runCommand(join(folder, "node_modules", ".bin", command), ["--version"], folder);
      return { name: `start ${command} --version`, ok, details: output };
    }),
  );
}

/** Type-checks a program that reaches every export, with `skipLibCheck` off: only our own declarations can fail it. */
async function typeCheck(packed: readonly PackedPackage[], folder: string): Promise<CheckedItem> {
  const specifiers = packed.filter(isLibrary).flatMap(specifiersOf);
  const program = specifiers.map((specifier, index) => `import * as module${index} from ${JSON.stringify(specifier)};\nvoid module${index};`);
  writeFileSync(join(folder, "program.ts"), `${program.join("\n")}\n`);
  const compilerOptions = {
    target: "es2023", module: "nodenext", strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
    noEmit: true, skipLibCheck: false, types: ["node"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ files: ["program.ts"], compilerOptions }));
  const { ok, output } = await runCommand("tsc", ["-p", folder, "--pretty", "false"], folder);
  const errors = output.split("\n").filter((line) => line.includes("error TS"));
  const ours = errors.filter((line) => !line.startsWith("node_modules/") || packed.some(({ name }) => line.startsWith(`node_modules/${name}/`)));
  const passed = ok || (errors.length > 0 && ours.length === 0);
  return { name: "type-check against the packed declarations", ok: passed, details: passed ? `${specifiers.length} entry points` : ours.join("\n") || output };
}

/** The tarballs, installed by npm in an empty folder, are imported, started and type-checked there. */
export async function* checkInstall({ packed, scratch }: CheckInput): AsyncGenerator<CheckedItem> {
  const installed = await install(packed, scratch);
  yield installed;
  if (!installed.ok) return;
  yield* await importEach(packed, scratch);
  yield* await startEach(packed, scratch);
  yield await typeCheck(packed, scratch);
}
