import { cpSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conformanceCases, type ConformanceResult } from "../src/index.ts";
import { packedFolder, runIn } from "./outside/packed-folder.ts";

const provider = `import { defineProvider } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiEmbedding } from "@portolan/core/openai-models";

export const createHarbour = defineProvider({
  id: "harbour",
  env: { apiKey: ["HARBOUR_API_KEY"] },
  language: openaiChat(),
  embedding: openaiEmbedding(),
});
`;

const options = `{ emulator: "openai", models: { text: "gpt-4.1-nano", embedding: "text-embedding-3-small" } }`;

const program = `import { runConformance } from "@portolan/testing";
import { createHarbour } from "./provider.js";

console.log(JSON.stringify(await runConformance(createHarbour, ${options})));
`;

const test = `import { describeProvider } from "@portolan/testing/vitest";
import { createHarbour } from "./provider.js";

describeProvider(createHarbour, ${options});
`;

describe("a provider package outside of this repository", { timeout: 120_000 }, () => {
  let folder = "";

  beforeAll(async () => {
    folder = await packedFolder();
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "harbour", private: true, type: "module" }));
    writeFileSync(join(folder, "provider.js"), provider);
    writeFileSync(join(folder, "program.js"), program);
    writeFileSync(join(folder, "conformance.test.js"), test);
  }, 120_000);

  afterAll(() => {
    if (folder !== "") rmSync(dirname(folder), { recursive: true, force: true });
  });

  it("runs the suite without a test runner, and passes", async () => {
    const results = JSON.parse(await runIn(folder, "node", ["program.js"])) as readonly ConformanceResult[];
    expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === "passed").length).toBeGreaterThan(300);
  });

  it("runs the suite with vitest, once that is there", async () => {
    symlinkSync(realpathSync(join(import.meta.dirname, "../node_modules/vitest")), join(folder, "node_modules", "vitest"));
    await runIn(folder, "vitest", ["run", "--root", folder, "--reporter", "json", "--outputFile", "report.json", "--testNamePattern", "^contract"]);
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as unknown;
    const contract = conformanceCases.filter(({ group }) => group === "contract");
    expect(report).toMatchObject({ success: true, numPassedTests: contract.length, numFailedTests: 0 });
  });

  it("finds types for what it imports", async () => {
    for (const name of ["@types/node", "@types/json-schema"]) {
      const source = realpathSync(join(import.meta.dirname, "../../../node_modules", name));
      mkdirSync(join(folder, "node_modules", "@types"), { recursive: true });
      cpSync(source, join(folder, "node_modules", name), { recursive: true });
    }
    cpSync(join(folder, "provider.js"), join(folder, "provider.ts"));
    const typed = `import { runConformance, type ConformanceResult } from "@portolan/testing";\nimport { createHarbour } from "./provider.ts";\nexport const results: readonly ConformanceResult[] = await runConformance(createHarbour, ${options});\n`;
    writeFileSync(join(folder, "typed.ts"), typed);
    const compilerOptions = { target: "es2023", lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"], module: "nodenext", strict: true, noEmit: true, allowImportingTsExtensions: true, skipLibCheck: true, types: ["node"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ files: ["typed.ts"], compilerOptions }));
    expect(await runIn(folder, "tsc", ["-p", folder])).toBe("");
  });
});
