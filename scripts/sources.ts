import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listPackages, root } from "./workspace.ts";

export interface ImportedModule {
  readonly specifier: string;
  /** Erased when the file runs. */
  readonly typeOnly: boolean;
  /** `import(…)`: loaded when that line runs, not with the file. */
  readonly dynamic: boolean;
}

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** Name of the workspace package, or `scripts`. */
  readonly owner: string;
  readonly kind: "src" | "test" | "scripts";
  readonly lines: number;
  /** The text with comments and the insides of strings and regular expressions blanked out: what is code, at its place. */
  readonly code: string;
  readonly imports: readonly ImportedModule[];
}

const comment = String.raw`\/\*[\s\S]*?\*\/|\/\/[^\n]*`;
const text = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|` + "`(?:\\\\.|[^`\\\\])*`";
const regularExpression = String.raw`(?<=(?:[(,=:[!&|?{};>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/`;
const notCode = new RegExp(`${comment}|${text}|${regularExpression}`, "g");

/** Blanks what is not code, quotes left standing, so that every index still points at the same place. */
export function blankNonCode(source: string): string {
  return source.replaceAll(notCode, (match) => {
    const blank = match.replaceAll(/[^\n]/g, " ");
    return match.startsWith("/") ? blank : `${match[0]}${blank.slice(1, -1)}${match.at(-1)}`;
  });
}

const staticImport = /\b(?:import|export)\s+(?<type>type\s+)?(?:[\w$*{}\s,]+?\bfrom\s*)?(?<quoted>["'][^"']*["'])/g;
const dynamicImport = /\bimport\s*\(\s*(?<quoted>["'`][^"'`]*["'`])/g;

/** The modules a source names, in `import`, `export … from`, `import()` and `import type`. */
export function readImports(source: string): readonly ImportedModule[] {
  const code = blankNonCode(source);
  return [staticImport, dynamicImport].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => {
      const end = match.index + match[0].length;
      const specifier = source.slice(end - (match.groups?.["quoted"]?.length ?? 0) + 1, end - 1);
      return { specifier, typeOnly: match.groups?.["type"] !== undefined, dynamic: pattern === dynamicImport };
    }),
  );
}

function readSource(path: string, owner: string, kind: SourceFile["kind"]): SourceFile {
  const source = readFileSync(join(root, path), "utf8");
  return { path, owner, kind, lines: source.trimEnd().split("\n").length, code: blankNonCode(source), imports: readImports(source) };
}

function typescriptFiles(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  return files.filter((file) => /\.[mc]?tsx?$/.test(file) && !/(^|\/)node_modules\//.test(file)).toSorted();
}

/** Every TypeScript file that is written by hand: `src` and `test` of each package, and the scripts. */
export function listSources(): readonly SourceFile[] {
  const ofPackages = listPackages().flatMap(({ name, path }) =>
    (["src", "test"] as const).flatMap((kind) => typescriptFiles(`${path}/${kind}`).map((file) => readSource(`${path}/${kind}/${file}`, name, kind))),
  );
  return [...ofPackages, ...typescriptFiles("scripts").map((file) => readSource(`scripts/${file}`, "scripts", "scripts"))];
}

/** `@scope/name/sub` → `@scope/name`; `undefined` for relative, `#…` and built-in modules. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|#|node:)/.test(specifier)) return undefined;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
