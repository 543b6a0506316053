import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listSources, packageOf, type SourceFile } from "./sources.ts";
import { isPublished, listPackages, root } from "./workspace.ts";

/** Which packages of the workspace each package's `src` may import. Apps may import every package; nothing imports an app. */
const directions: readonly { readonly of: RegExp; readonly may: RegExp }[] = [
  { of: /^packages\/core$/, may: /^$/ },
  { of: /^packages\/(testing|catalogue|router|provider-[\w-]+)$/, may: /^packages\/core$/ },
  { of: /^packages\/store-[\w-]+$/, may: /^packages\/(core|router)$/ },
  { of: /^packages\/config$/, may: /^packages\/(core|catalogue|router|provider-[\w-]+)$/ },
  { of: /^apps\//, may: /^packages\// },
];

/** Folders and files of core's `src`, lowest first. A layer imports the ones below it, and itself. */
const coreLayers: readonly (readonly string[])[] = [
  ["json", "bytes", "version"],
  ["errors", "capabilities"],
  ["transport"],
  ["connection"],
  ["dialects"],
  ["language-model"],
  ["provider"],
  ["registry", "models", "probe"],
  ["index", "openai-chat", "openai-completion", "openai-models"],
];

const undiciFile = "packages/core/src/transport/undici.ts";
/** Where the environment is read: the one key look-up of a provider factory. */
const environmentFile = "packages/core/src/provider/environment.ts";
const maxLines = 300;
const maxProviderIndexLines = 60;
const readmeHeadings = ["Install", "Example"];
const providerReadmeHeadings = [...readmeHeadings, "Settings", "Capabilities", "Quirks"];
const publishedFiles = ["dist", "src", "README.md", "CHANGELOG.md", "LICENSE"];

const packages = listPackages();
const published = packages.filter(isPublished);
const sources = listSources();
const shipped = sources.filter(({ kind }) => kind === "src");
const inPackages = shipped.filter(({ path }) => path.startsWith("packages/"));
const inCore = shipped.filter(({ path }) => path.startsWith("packages/core/"));

const pathOf = (name: string | undefined): string | undefined => packages.find((one) => one.name === name)?.path;
const packagePathOf = ({ path }: SourceFile): string => path.split("/", 2).join("/");

/** `file → module` for every import that breaks a rule. */
function wrongImports(files: readonly SourceFile[], isWrong: (specifier: string, file: SourceFile) => boolean): readonly string[] {
  return files.flatMap((file) => file.imports.filter(({ specifier }) => isWrong(specifier, file)).map(({ specifier }) => `${file.path} → ${specifier}`));
}

const pathsWhere = (files: readonly SourceFile[], code: RegExp): readonly string[] => files.filter((file) => code.test(file.code)).map(({ path }) => path);

const everyFile = (): readonly string[] => {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  return listed.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
};

const layerOf = (path: string): number => {
  const [first = ""] = path.replace("packages/core/src/", "").replace(/\.ts$/, "").split("/");
  return coreLayers.findIndex((names) => names.includes(first));
};

const layerNameOf = (path: string): string | undefined => path.replace("packages/core/src/", "").replace(/\.ts$/, "").split("/")[0];

describe("who may import whom", () => {
  it("packages import only the ones below them", () => {
    const undirected = packages.filter(({ path }) => !directions.some(({ of }) => of.test(path)));
    expect(undirected.map(({ path }) => path), "not in the table of directions").toEqual([]);
    const wrong = wrongImports(shipped, (specifier, file) => {
      const [from, to] = [packagePathOf(file), pathOf(packageOf(specifier))];
      if (to === undefined || from === to) return false;
      return !directions.some(({ of, may }) => of.test(from) && may.test(to));
    });
    expect(wrong).toEqual([]);
  });

  it("core's layers import only the ones below them", () => {
    expect(inCore.filter(({ path }) => layerOf(path) === -1).map(({ path }) => path), "not in the table of layers").toEqual([]);
    const wrong = wrongImports(inCore, (specifier, file) => {
      if (!specifier.startsWith(".")) return false;
      const target = join(file.path, "..", specifier).replaceAll("\\", "/");
      return layerNameOf(target) !== layerNameOf(file.path) && layerOf(target) >= layerOf(file.path);
    });
    expect(wrong).toEqual([]);
  });

  it("no import leaves its package by a relative path", () => {
    const wrong = wrongImports(
      sources.filter(({ kind }) => kind !== "scripts"),
      (specifier, file) => specifier.startsWith(".") && !join(file.path, "..", specifier).replaceAll("\\", "/").startsWith(`${packagePathOf(file)}/`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("what is loaded, and when", () => {
  it("undici is imported in one file, at the first send", () => {
    const inPublished = shipped.filter(({ owner }) => published.some(({ name }) => name === owner));
    expect(wrongImports(inPublished, (specifier, { path }) => packageOf(specifier) === "undici" && path !== undiciFile)).toEqual([]);
    const early = inPublished.flatMap(({ imports }) => imports).filter(({ specifier, typeOnly, dynamic }) => specifier === "undici" && !typeOnly && !dynamic);
    expect(early).toEqual([]);
  });

  it("zod is imported in `options.ts`, and that file only by a call that passes options", () => {
    expect(wrongImports(inPackages, (specifier, { path }) => packageOf(specifier) === "zod" && !/^packages\/config\/|\/options\.ts$/.test(path))).toEqual([]);
    const withOptions = inPackages.filter(({ path }) => path.startsWith("packages/provider-"));
    const early = withOptions.filter(({ imports }) => imports.some(({ specifier, typeOnly, dynamic }) => /(^|\/)options\.ts$/.test(specifier) && !typeOnly && !dynamic));
    expect(early.map(({ path }) => path)).toEqual([]);
  });

  it("core runs everywhere: no Node module outside the undici transport, no schema library, no other SDK's helpers", () => {
    expect(wrongImports(inCore, (specifier, { path }) => specifier.startsWith("node:") && path !== undiciFile)).toEqual([]);
    expect(wrongImports(inCore, (specifier) => ["zod", "@ai-sdk/provider-utils"].includes(packageOf(specifier) ?? ""))).toEqual([]);
  });

  it("the environment is read in one file of the packages", () => {
    const readers = pathsWhere(inPackages, /\bprocess\s*\??[.[]|\bglobalThis\s*\??\.\s*process\b/);
    expect(readers.filter((path) => path !== environmentFile && !path.startsWith("packages/config/"))).toEqual([]);
  });

  it("only apps and scripts write to the console", () => {
    expect(pathsWhere(sources.filter(({ path }) => path.startsWith("packages/")), /\bconsole\s*\??\./)).toEqual([]);
  });
});

describe("files", () => {
  it("export by name", () => {
    const files = sources.filter(({ path }) => !path.endsWith(".config.ts"));
    expect(pathsWhere(files, /\bexport\s+default\b|\bas\s+default\b/), "default exports").toEqual([]);
    expect(pathsWhere(files, /\bexport\s+(type\s+)?\*/), "export *").toEqual([]);
  });

  it("[S0-31] are short, a provider's index most of all", () => {
    expect(sources.filter(({ lines }) => lines > maxLines).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
    const indexes = shipped.filter(({ path }) => /^packages\/provider-[\w-]+\/src\/index\.ts$/.test(path));
    expect(indexes.filter(({ lines }) => lines > maxProviderIndexLines).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  it("[S2-40] hold no key that looks real", () => {
    const real = /\b(?:sk-(?:ant-|or-v1-|proj-)?|gsk_|csk-|pplx-|xai-|AIza|nvapi-|fw_|hf_)(?!.{0,30}[Tt]est)[A-Za-z0-9]{16,}/;
    expect(everyFile().filter((path) => real.test(readFileSync(join(root, path), "utf8")))).toEqual([]);
  });

  it("name no folder of a machine and no package registry", () => {
    const files = everyFile();
    const local = /(?<![\w.~-])\/(?:work|root|tmp|home\/\w+|Users\/\w+)\/|^registry=|\bregistry\.(?:npm|yarn)\w*\.|\/-\/[\w.-]+\.tgz/m;
    const registry = process.env["npm_config_registry"];
    const host = registry === undefined ? undefined : new URL(registry).host;
    const isLocal = (content: string): boolean => local.test(content) || (host !== undefined && content.includes(host));
    expect(files.filter((path) => isLocal(readFileSync(join(root, path), "utf8")))).toEqual([]);
  });
});

describe.each(published)("$name", ({ name, path, folder, manifest }) => {
  const own = shipped.filter(({ owner }) => owner === name);
  const isProvider = path.startsWith("packages/provider-");

  it.runIf(own.length > 0)("declares as dependencies what its sources import", () => {
    const imported = new Set(own.flatMap(({ imports }) => imports.flatMap(({ specifier }) => packageOf(specifier) ?? [])));
    imported.delete(name);
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect([...imported].toSorted()).toEqual(declared.toSorted());
  });

  it("says what a published package says", () => {
    expect(manifest).toMatchObject({ license: "Apache-2.0", type: "module", sideEffects: false, engines: { node: ">=22.19" }, files: publishedFiles });
    expect(manifest.description).toMatch(/\.$/);
    expect(manifest.publishConfig).toMatchObject({ access: "public", provenance: true });
    expect(Object.keys(manifest.publishConfig?.exports ?? {})).toEqual(Object.keys(manifest.exports ?? {}));
    expect(Object.keys(manifest.publishConfig?.imports ?? {})).toEqual(Object.keys(manifest.imports ?? {}));
  });

  it("is explained", () => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(expect.arrayContaining([...(isProvider ? providerReadmeHeadings : readmeHeadings)]));
  });

  it.runIf(isProvider)("has its page in the documentation", () => {
    expect(existsSync(join(root, "docs/providers", `${path.replace("packages/provider-", "")}.md`))).toBe(true);
  });
});
