import { describe, expect, it } from "vitest";
import { blankNonCode, packageOf, readImports } from "./sources.ts";

describe("readImports", () => {
  it("sees every way to name a module", () => {
    const source = [
      `import { a, type B } from "one";`,
      `import type { C } from 'two';`,
      `import {\n  d,\n} from "three/sub";`,
      `import * as e from "four";`,
      `import "five";`,
      `export { f } from "six";`,
      `export * from "seven";`,
      `const g = await import("eight");`,
      `type H = import("nine").H;`,
    ].join("\n");
    const found = readImports(source);
    expect(found.map(({ specifier }) => specifier)).toEqual(["one", "two", "three/sub", "four", "five", "six", "seven", "eight", "nine"]);
    expect(found.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier)).toEqual(["two"]);
    expect(found.filter(({ dynamic }) => dynamic).map(({ specifier }) => specifier)).toEqual(["eight", "nine"]);
  });

  it("does not see what comments, strings and templates say", () => {
    const source = ["// import a from 'one'", "/* import('two') */", `const b = "import c from 'three'";`, "const d = `import e from 'four'`;", `export const from = "five";`].join("\n");
    expect(readImports(source)).toEqual([]);
  });

  it("is not misled by quotes and slashes in regular expressions", () => {
    const source = [`const a = /["'\`]/.test(b);`, `const c = [/https?:\\/\\//, /[/*]/];`, `import d from "one";`].join("\n");
    expect(readImports(source).map(({ specifier }) => specifier)).toEqual(["one"]);
  });
});

describe("blankNonCode", () => {
  it("keeps every character at its place", () => {
    const source = `const a = "console"; // console\nconst b = 'c' + \`d\n\${e}\`;`;
    const code = blankNonCode(source);
    expect(code).toHaveLength(source.length);
    expect(code).not.toContain("console");
    expect(code.indexOf("const b")).toBe(source.indexOf("const b"));
  });
});

describe("packageOf", () => {
  it("drops the path inside the package", () => {
    expect(["@a/b/c", "d/e", "f", "./g.ts", "#h", "node:fs"].map(packageOf)).toEqual(["@a/b", "d", "f", undefined, undefined, undefined]);
  });
});
