import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, it, vi } from "vitest";

// Processes and megabytes are loaded, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const packageFolder = import.meta.dirname;

/** Runs a program in a Node of its own; `loaded()` in it names the packages and data that have been loaded so far. */
async function run(program: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", `
      import { registerHooks } from "node:module";
      const urls = new Set();
      registerHooks({ load(url, context, next) { urls.add(url); return next(url, context); } });
      const loaded = () => [...urls].flatMap((url) => /(genai-prices|models\\.json|(?<=bpeRanks\\/)\\w+)/.exec(url)?.[1] ?? []).filter((name, index, all) => all.indexOf(name) === index).toSorted();
      const catalogue = await import("@portolan/catalogue");
      ${program}
    `],
    { cwd: packageFolder },
  );
  return JSON.parse(stdout);
}

it("importing the package loads no data", async () => {
  expect(await run(`console.log(JSON.stringify(loaded()))`)).toEqual([]);
});

it("a question loads what it needs, and nothing else", async () => {
  const program = `
    const steps = [];
    await catalogue.countTokens("acme/large", "Name a port."); steps.push(loaded());
    await catalogue.countTokens("openai/gpt-4", "Name a port."); steps.push(loaded());
    await catalogue.countTokens("openai/gpt-4o", "Name a port."); steps.push(loaded());
    await catalogue.priceOf("groq/openai/gpt-oss-20b"); steps.push(loaded());
    console.log(JSON.stringify(steps));`;
  const steps = [[], ["cl100k_base"], ["cl100k_base", "o200k_base"], ["cl100k_base", "genai-prices", "models.json", "o200k_base"]];
  expect(await run(program)).toEqual(steps);
});

it.each([["workerd"], ["browser"]])("a bundle for %s needs nothing of Node, and keeps the data apart", async (condition) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export { countTokens, loadPrices } from "@portolan/catalogue";`, resolveDir: packageFolder },
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: "bundle",
    platform: condition === "browser" ? "browser" : "neutral",
    conditions: [condition],
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter(({ external }) => external === true))).toEqual([]);
  const [entry] = outputFiles.filter(({ path }) => path.endsWith("stdin.js"));
  expect(entry?.contents.length).toBeLessThan(150_000);
  expect(outputFiles.some(({ contents }) => contents.length > 1_000_000)).toBe(true);
});
