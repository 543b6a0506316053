import type { Benchmark, BenchmarkContext } from "../benchmark.ts";
import { apiKey, modelId } from "../contestants/contestant.ts";
import { ollamaOrigin } from "../contestants/ollama-origin.ts";
import { type Cost, listLoadedModules, measureFirstCall, measureImport } from "../install/import-programs.ts";
import { packageSet } from "../install/package-set.ts";
import { installStage } from "../install/stage.ts";
import { summarise, type Summary } from "../measure/statistics.ts";
import { type Gate, gatesOf } from "../report/gate.ts";
import type { Row } from "../report/report.ts";

const rounds = { full: 9, quick: 3, tiny: 1 } as const;
const bytesPerMegabyte = 1024 * 1024;

interface ImportSubject {
  readonly specifier: string;
  /** Absent: imported only. */
  readonly factory?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the API is beneath the upstream's address, for those whose API is Ollama's. */
  readonly apiPath?: "" | "/api";
}

const subjects: readonly ImportSubject[] = [
  { specifier: "@ai-sdk/provider" },
  { specifier: "@portolan/provider-custom", factory: "createCustom", settings: { id: "bench" } },
  { specifier: "@portolan/provider-groq", factory: "createGroq", settings: {} },
  { specifier: "@ai-sdk/openai-compatible", factory: "createOpenAICompatible", settings: { name: "bench" } },
  { specifier: "@ai-sdk/groq", factory: "createGroq", settings: {} },
  { specifier: "@portolan/provider-ollama-native", factory: "createOllama", settings: {}, apiPath: "" },
  { specifier: "ai-sdk-ollama", factory: "createOllama", settings: {}, apiPath: "" },
  { specifier: "ollama-ai-provider-v2", factory: "createOllama", settings: {}, apiPath: "/api" },
  { specifier: "ai" },
];

interface ImportFigures {
  readonly cpuMs: Summary;
  readonly wallMs: Summary;
  readonly memoryMegabytes: Summary;
  readonly firstCallMs: Summary | undefined;
  readonly modules: readonly string[];
  readonly packages: number;
  readonly megabytes: number;
  readonly megabytesWithoutZod: number;
}

interface Rounds {
  readonly imports: Cost[];
  readonly firstCalls: Cost[];
}

async function measureCosts(context: BenchmarkContext, folder: string, chosenSubjects: readonly ImportSubject[]): Promise<ReadonlyMap<string, Rounds>> {
  const costs = new Map<string, Rounds>(chosenSubjects.map(({ specifier }) => [specifier, { imports: [], firstCalls: [] }]));
  const openaiURL = context.upstream.url({ kind: "whole" });
  // One more round than asked for: the first brings the files into the system's cache.
  for (let round = -1; round < (context.rounds ?? rounds[context.size]); round += 1)
    for (const { specifier, factory, settings, apiPath } of chosenSubjects) {
      const baseURL = apiPath === undefined ? openaiURL : ollamaOrigin(openaiURL) + apiPath;
      const imported = await measureImport(specifier, folder);
      const firstCall = factory === undefined ? undefined : await measureFirstCall({ specifier, factory, settings: { ...settings, baseURL, apiKey }, modelId }, folder);
      if (round < 0) continue;
      costs.get(specifier)?.imports.push(imported);
      if (firstCall !== undefined) costs.get(specifier)?.firstCalls.push(firstCall);
    }
  return costs;
}

async function readFigures(specifier: string, folder: string, { imports, firstCalls }: Rounds): Promise<ImportFigures> {
  const packages = packageSet(specifier, folder);
  const bytes = (list: typeof packages): number => list.reduce((sum, installed) => sum + installed.bytes, 0) / bytesPerMegabyte;
  return {
    cpuMs: summarise(imports.map(({ cpuMs }) => cpuMs)),
    wallMs: summarise(imports.map(({ wallMs }) => wallMs)),
    memoryMegabytes: summarise(imports.map(({ memoryGrowth }) => memoryGrowth / bytesPerMegabyte)),
    firstCallMs: firstCalls.length === 0 ? undefined : summarise(firstCalls.map(({ wallMs }) => wallMs)),
    modules: await listLoadedModules(specifier, folder),
    packages: packages.length,
    megabytes: bytes(packages),
    megabytesWithoutZod: bytes(packages.filter(({ name }) => name !== "zod")),
  };
}

function isLoaded(name: string, modules: readonly string[]): number {
  return modules.some((url) => url.includes(`/node_modules/${name}/`)) ? 1 : 0;
}

function gatesFor(name: string, figures: ImportFigures): readonly Gate[] {
  const heavy = ["undici", "zod"].filter((heavyName) => isLoaded(heavyName, figures.modules) === 1);
  return [
    { what: `import, ${name}`, value: figures.cpuMs.lo, bound: { atMost: 20, stretch: 8, unit: "ms CPU" } },
    { what: `memory of the import, ${name}`, value: figures.memoryMegabytes.lo, bound: { atMost: 5, stretch: 3, unit: "MB" } },
    { what: `undici and zod loaded by importing ${name}`, value: heavy.length, bound: { atMost: 0, unit: "packages" } },
    ...(figures.firstCallMs === undefined ? [] : [{ what: `import and first call, ${name}`, value: figures.firstCallMs.lo, bound: { atMost: 100, unit: "ms" } }]),
    { what: `installed without zod, ${name}`, value: figures.megabytesWithoutZod, bound: { atMost: 3.6, unit: "MB" } },
  ];
}

function rowOf(name: string, { cpuMs, wallMs, memoryMegabytes, firstCallMs, modules, packages, megabytes }: ImportFigures): Row {
  return {
    name,
    figures: {
      cpuMs: cpuMs.median, cpuMsLo: cpuMs.lo, wallMs: wallMs.lo, memoryMegabytes: memoryMegabytes.lo, firstCallMs: firstCallMs?.lo,
      modules: modules.length, undici: isLoaded("undici", modules), zod: isLoaded("zod", modules), packages, megabytes,
    },
  };
}

/** What a program pays before it has asked anything, and what an installer brings. */
export const importBenchmark: Benchmark = {
  name: "import",
  title: "importing a provider in a fresh process, and its installed size",
  async run(context) {
    const wanted = subjects.filter(({ specifier }) => context.contestants.length === 0 || context.contestants.some((part) => specifier.includes(part)));
    const stage = await installStage(wanted.map(({ specifier }) => specifier));
    try {
      const costs = await measureCosts(context, stage.folder, wanted);
      const figures = new Map<string, ImportFigures>();
      for (const [specifier, measured] of costs) figures.set(specifier, await readFigures(specifier, stage.folder, measured));
      const cpu = new Map([...figures].map(([name, { cpuMs }]) => [name, cpuMs]));
      return {
        columns: [
          { key: "cpuMs", title: "import CPU ms", digits: 1 },
          { key: "cpuMsLo", title: "lo", digits: 1 },
          { key: "wallMs", title: "ms", digits: 1 },
          { key: "memoryMegabytes", title: "memory MB", digits: 1 },
          { key: "firstCallMs", title: "with first call ms", digits: 1 },
          { key: "modules", title: "modules", digits: 0 },
          { key: "undici", title: "undici", digits: 0 },
          { key: "zod", title: "zod", digits: 0 },
          { key: "packages", title: "packages", digits: 0 },
          { key: "megabytes", title: "installed MB" },
        ],
        rows: [...figures].map(([name, of]) => rowOf(name, of)),
        gates: [
          ...[...figures].filter(([name]) => name.startsWith("@portolan/")).flatMap(([name, of]) => gatesFor(name, of)),
          ...gatesOf(cpu, [
            { of: "@portolan/provider-custom", to: "@ai-sdk/openai-compatible", bound: { atMost: 0.25 } },
            { of: "@portolan/provider-ollama-native", to: "ai-sdk-ollama", bound: { atMost: 0.25 } },
            { of: "@portolan/provider-ollama-native", to: "ollama-ai-provider-v2", bound: { atMost: 0.25 } },
          ]),
        ],
        notes: ["Ours are built as for a release. `undici` and `zod`: 1 where the import loads it. Installed: the package, its dependencies and required peers."],
      };
    } finally {
      stage.remove();
    }
  },
};
