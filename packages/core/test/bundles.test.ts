import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { type Emulator, startEmulator } from "@portolan/testing/emulator";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** A user's program: here both packages are found as they are where they are installed. */
const userFolder = join(import.meta.dirname, "../../../apps/cli");
const program = `
  import { createRegistry } from "@portolan/core";
  import { createGroq } from "@portolan/provider-groq";
  export async function ask(baseURL) {
    const registry = createRegistry({ groq: createGroq({ apiKey: "test-key-groq", baseURL }) });
    const prompt = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];
    const { stream } = await registry.languageModel("groq/openai/gpt-oss-20b").doStream({ prompt, providerOptions: { groq: { reasoningFormat: "parsed" } } });
    const parts = [];
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return parts;
      parts.push(value);
    }
  }`;

const runtimes: readonly { readonly name: string; readonly options: BuildOptions }[] = [
  { name: "workerd", options: { platform: "neutral", conditions: ["workerd"] } },
  { name: "browser", options: { platform: "browser", conditions: ["browser"] } },
];

async function bundle(options: BuildOptions): Promise<{ readonly code: string; readonly inputs: readonly string[]; readonly outside: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    ...options,
    stdin: { contents: program, resolveDir: userFolder, loader: "js" },
    bundle: true,
    format: "iife",
    globalName: "program",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return { code: outputFiles?.[0]?.text ?? "", inputs: Object.keys(metafile.inputs), outside };
}

/**
 * Runs a bundle where only what every web runtime has is there: Node's own globals are hidden from it, timers are numbers.
 * Hidden, not deleted, as Node's `fetch` itself needs some of them.
 */
const webRuntime = `
  import { parentPort, workerData } from "node:worker_threads";
  const setTimeout = (run, ms) => Number(globalThis.setTimeout(run, ms));
  const hidden = ["process", "Buffer", "global", "setImmediate", "clearImmediate", "require", "module"];
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => !hidden.includes(name));
  const web = { ...Object.fromEntries(names.map((name) => [name, globalThis[name]])), setTimeout };
  web.globalThis = web.self = web;
  const ask = new Function("globalThis", "self", "setTimeout", ...hidden, workerData.code + "; return program.ask;")(web, web, setTimeout);
  parentPort.postMessage(await ask(workerData.baseURL));`;

interface StreamedPart {
  readonly type: string;
  readonly delta?: string;
}

async function askInWebRuntime(code: string, baseURL: string): Promise<readonly StreamedPart[]> {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(webRuntime)}`), { workerData: { code, baseURL } });
  try {
    return await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  } finally {
    await worker.terminate();
  }
}

describe("beside a service", { timeout: 30_000 }, () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator("groq", { answers: () => ({ kind: "model", text: "Hello from a bundle." }) });
  });
  afterAll(() => emulator.close());

  it.each(runtimes)("a bundle for $name holds nothing of Node and streams by fetch", async ({ options }) => {
    const { code, inputs, outside } = await bundle(options);
    expect(inputs.filter((input) => /node_modules\/undici\/|transport\/(undici|default\.node)\./.test(input))).toEqual([]);
    expect(inputs.some((input) => input.endsWith("transport/default.fetch.ts"))).toBe(true);
    expect(outside).toEqual([]);
    expect(code).not.toMatch(/["']node:|\bundici\b/);

    const parts = await askInWebRuntime(code, emulator.baseURL);
    expect(parts.flatMap(({ type, delta }) => (type === "text-delta" ? [delta] : [])).join("")).toBe("Hello from a bundle.");
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "stop" } });
  });

  it("importing a provider loads neither undici nor zod; the first call does", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", `
      import { registerHooks } from "node:module";
      const loaded = new Set();
      registerHooks({ load(url, context, next) { loaded.add(/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\/(?!.*node_modules)/.exec(url)?.[1]); return next(url, context); } });
      const load = (path) => import(path).then((module) => module);
      const { createGroq } = await load("@portolan/provider-groq");
      await load("@portolan/core");
      const imported = [...loaded];
      const prompt = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];
      const model = createGroq({ apiKey: "test-key-groq", baseURL: ${JSON.stringify(emulator.baseURL)} })("openai/gpt-oss-20b");
      await model.doGenerate({ prompt, providerOptions: { groq: { reasoningFormat: "parsed" } } });
      console.log(JSON.stringify({ imported, called: [...loaded] }));
      process.exit();
    `], { cwd: userFolder });
    const { imported, called } = JSON.parse(stdout) as Record<"imported" | "called", readonly string[]>;
    expect(imported).toContain("eventsource-parser");
    expect(imported).not.toContain("undici");
    expect(imported).not.toContain("zod");
    expect(called).toEqual(expect.arrayContaining(["undici", "zod"]));
  });
});
