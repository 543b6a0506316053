import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPackage, neededBy, packageSet } from "../../src/install/package-set.ts";

let folder: string;

function install(name: string, manifest: object, code: string): void {
  const target = join(folder, "node_modules", name);
  mkdirSync(join(target, "node_modules", ".cache"), { recursive: true });
  writeFileSync(join(target, "package.json"), JSON.stringify({ name, ...manifest }));
  writeFileSync(join(target, "index.js"), code);
  writeFileSync(join(target, "node_modules", ".cache", "file"), "is not part of the package");
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portolan-package-set-"));
  install("@scope/a", { dependencies: { b: "1" }, peerDependencies: { c: "1", d: "1" }, peerDependenciesMeta: { d: { optional: true } } }, "12345");
  install("b", { dependencies: { "@scope/a": "1" } }, "");
  install("c", {}, "");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("packageSet", () => {
  it("has each package once, with the peers it cannot do without", () => {
    expect(packageSet("@scope/a", folder).map(({ name }) => name)).toEqual(["@scope/a", "b", "c"]);
  });

  it("counts the bytes of the package alone", () => {
    const [first] = packageSet("c", folder);
    expect(first?.bytes).toBe(JSON.stringify({ name: "c" }).length);
  });

  it("says what is not installed", () => {
    expect(() => findPackage("absent", folder)).toThrow("absent is not installed");
  });
});

describe("neededBy", () => {
  it("counts a package that is dependency and peer once", () => {
    expect(neededBy({ name: "a", dependencies: { b: "1" }, peerDependencies: { b: "1" } })).toEqual(["b"]);
  });
});
