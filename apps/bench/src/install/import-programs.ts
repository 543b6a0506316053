/** Small programs that fresh processes run. Plain JavaScript: stripping types would be counted too. */
import { readCommand } from "./command.ts";

export interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
  /** In bytes. */
  readonly memoryGrowth: number;
}

/** How a program makes a language model: the function that its module exports, and the settings it is called with. */
export interface ModelMaker {
  readonly specifier: string;
  readonly factory: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly modelId: string;
}

async function runProgram(program: string, cwd: string): Promise<unknown> {
  return JSON.parse(await readCommand(process.execPath, ["--input-type=module", "--eval", program], cwd));
}

/**
 * The first file that is imported starts the module loader, which is nobody's cost.
 *
 * Memory is the private one where the system tells (Linux): a process's whole also has the pages of Node's own binary,
 * which are shared and come and go.
 */
function measuring(work: string): string {
  return `
    import { readFileSync } from "node:fs";
    const readMemory = () => {
      try {
        return Number(/^RssAnon:\\s+(\\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
      } catch {
        return process.memoryUsage.rss();
      }
    };
    await import("./first.js");
    readMemory();
    const memory = readMemory();
    const cpu = process.cpuUsage();
    const start = performance.now();
    ${work}
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ cpuMs: (user + system) / 1000, wallMs, memoryGrowth: readMemory() - memory }));
    process.exit();`;
}

/** What importing the module costs a process that has nothing else. */
export async function measureImport(specifier: string, folder: string): Promise<Cost> {
  return (await runProgram(measuring(`await import(${JSON.stringify(specifier)});`), folder)) as Cost;
}

/** What a process pays from importing the provider to the answer of its first call. */
export async function measureFirstCall({ specifier, factory, settings, modelId }: ModelMaker, folder: string): Promise<Cost> {
  const work = `
    const provider = (await import(${JSON.stringify(specifier)}))[${JSON.stringify(factory)}](${JSON.stringify(settings)});
    await provider.languageModel(${JSON.stringify(modelId)}).doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] });`;
  return (await runProgram(measuring(work), folder)) as Cost;
}

/** The URLs of every module, of either system, that the import loads. */
export async function listLoadedModules(specifier: string, folder: string): Promise<readonly string[]> {
  const program = `
    import { registerHooks } from "node:module";
    const urls = new Set();
    registerHooks({ load(url, context, nextLoad) { urls.add(url); return nextLoad(url, context); } });
    await import(${JSON.stringify(specifier)});
    console.log(JSON.stringify([...urls]));`;
  return (await runProgram(program, folder)) as readonly string[];
}
