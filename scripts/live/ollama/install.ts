import { createHash } from "node:crypto";
import { access, cp, glob, mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { readHost } from "../../../packages/provider-ollama-native/src/host.ts";
import { findOrMake, lastLineOf, run, type Unavailable } from "../cache.ts";
import { pipOptions } from "../python-environment.ts";
import { prepareLlamaCpp, type LlamaCppInstallation } from "../setup.ts";

/** An Ollama that can be started here, and a model's file. */
export interface OllamaInstallation {
  readonly program: string;
  /** Starts and ends programs. */
  readonly python: string;
  readonly modelPath: string;
}

/** A server that runs already. */
export interface GivenOllama {
  readonly origin: string;
  readonly modelPath: string;
}

/** Exact: what a server reads out of a model's text, and how it says no, changes between its versions. */
const version = "0.24.0";
/** Its source carries the C headers that Go leaves out of a module, since they are in a folder of the name `vendor`. */
const headerSource = "llama-cpp-python==0.3.36";
const headerFolders: readonly string[] = ["nlohmann", "stb", "miniaudio"];

const inspectTimeoutMs = 60_000;
const downloadTimeoutMs = 5 * 60_000;
const buildTimeoutMs = 30 * 60_000;

/** Finds the server that `OLLAMA_HOST` names, else finds or builds one. Where it cannot be had, says why in one line. */
export async function prepareOllama(): Promise<OllamaInstallation | GivenOllama | Unavailable> {
  const weights = await prepareLlamaCpp();
  if ("unavailable" in weights) return weights;
  const host = process.env["OLLAMA_HOST"];
  if (host !== undefined && host !== "") return { origin: readHost(host).url, modelPath: weights.modelPath };
  try {
    return await findOrMake({
      name: `ollama-${version}-${processor()}`,
      announcement: `Ollama ${version}, compiled by Go (85 MB, once; three to ten minutes)`,
      inspect: (folder) => inspect(folder, weights),
      make: (building) => build(building, weights),
    });
  } catch (error) {
    return { unavailable: lastLineOf(error) };
  }
}

/** The program uses what this processor can, and would end on another. */
function processor(): string {
  return createHash("sha256").update(cpus()[0]?.model ?? process.arch).digest("hex").slice(0, 8);
}

function programIn(folder: string): string {
  return join(folder, process.platform === "win32" ? "ollama.exe" : "ollama");
}

async function inspect(folder: string, { python, modelPath }: LlamaCppInstallation): Promise<OllamaInstallation | undefined> {
  const program = programIn(folder);
  // It asks a running server for its version as well, and there is none at this address.
  const env = { ...process.env, OLLAMA_HOST: "127.0.0.1:1", HOME: tmpdir() };
  const found = await run(program, ["--version"], { timeout: inspectTimeoutMs, env }).catch(() => undefined);
  return found === undefined ? undefined : { program, python, modelPath };
}

async function build(building: string, { python }: LlamaCppInstallation): Promise<void> {
  await mustRun("go", ["version"]);
  await mustRun(process.env["CXX"] ?? "g++", ["--version"]);
  const headers = await findOrMake({
    name: `ollama-headers-${headerSource.replace("==", "-")}`,
    announcement: "the headers that Ollama is compiled with (77 MB to fetch, 5 MB kept, once)",
    inspect: (folder) => Promise.all(headerFolders.map((name) => access(join(folder, name)))).then(() => folder, () => undefined),
    make: (folder) => fetchHeaders(python, folder),
  });
  // As Go compiles by itself, an x86 processor would count as one of 2003: a tenth of the speed.
  const flags = process.arch === "x64" ? "-O2 -march=native" : "-O2";
  const env = { ...process.env, GOBIN: building, CGO_ENABLED: "1", CGO_CFLAGS: flags, CGO_CXXFLAGS: `${flags} -I${headers}` };
  const stamp = `-X=github.com/ollama/ollama/version.Version=${version}`;
  await run("go", ["install", `-ldflags=${stamp}`, `github.com/ollama/ollama@v${version}`], { timeout: buildTimeoutMs, env });
}

async function mustRun(program: string, commandLine: readonly string[]): Promise<void> {
  await run(program, commandLine, { timeout: inspectTimeoutMs }).catch(() => {
    throw new Error(`Ollama is compiled with Go and a C++ compiler, and ${program} was not found`);
  });
}

async function fetchHeaders(python: string, folder: string): Promise<void> {
  const download = await mkdtemp(join(tmpdir(), "portolan-headers-"));
  try {
    await run(python, ["-m", "pip", "download", ...pipOptions, "--no-deps", "--no-binary", "llama-cpp-python", "--dest", download, headerSource], { timeout: downloadTimeoutMs });
    for await (const archive of glob("*.tar.gz", { cwd: download })) await run("tar", ["-xzf", join(download, archive), "-C", download], { timeout: inspectTimeoutMs });
    for await (const vendor of glob("*/vendor/llama.cpp/vendor", { cwd: download })) {
      for (const name of headerFolders) await cp(join(download, vendor, name), join(folder, name), { recursive: true });
    }
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}
