import { execFile } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Packages of Python's that a server is made of. */
export interface EnvironmentPlan {
  /** Of its folder; with the versions in it, so that other versions get a folder of their own. */
  readonly name: string;
  /** With exact versions. */
  readonly packages: readonly string[];
  /** Whether what the packages depend on is installed as well. */
  readonly withDependencies: boolean;
  /** A Python program that imports what is needed and prints one line. */
  readonly proof: string;
  /** What people are told while they wait: what it is, and how large. */
  readonly announcement: string;
}

/** A Python interpreter that has the packages. */
export interface Environment {
  readonly python: string;
  /** What the proof printed. */
  readonly printed: string;
}

export interface Unavailable {
  /** Why, in one line. */
  readonly unavailable: string;
}

const installTimeoutMs = 10 * 60_000;
const inspectTimeoutMs = 60_000;

const run = promisify(execFile);

/**
 * Finds or makes the environment in the user's cache folder, where every clone of the project shares it.
 *
 * Needs Python 3.10 or newer, and a package registry the first time. When either is missing, says so in one line.
 */
export async function prepareEnvironment(plan: EnvironmentPlan): Promise<Environment | Unavailable> {
  try {
    const systemPython = await findPython();
    const folder = join(cacheFolder(), "portolan", "live", `${plan.name}-python-${systemPython.version}`);
    return (await inspect(folder, plan)) ?? (await install(systemPython.command, folder, plan));
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

/** The environment in a folder, if it is whole and works: a system's Python may have gone since it was made. */
async function inspect(folder: string, { proof }: EnvironmentPlan): Promise<Environment | undefined> {
  const python = pythonIn(folder);
  const found = await run(python, ["-c", proof], { timeout: inspectTimeoutMs }).catch(() => undefined);
  return found === undefined ? undefined : { python, printed: found.stdout.trim() };
}

async function install(systemPython: string, folder: string, plan: EnvironmentPlan): Promise<Environment> {
  const building = `${folder}.building-${process.pid}`;
  process.stderr.write(`live: installing ${plan.announcement} …\n`);
  await mkdir(building, { recursive: true });
  try {
    await run(systemPython, ["-m", "venv", building], { timeout: installTimeoutMs });
    const options = ["--quiet", "--no-input", "--disable-pip-version-check", "--only-binary", ":all:", "--timeout", "15", "--retries", "1"];
    const dependencies = plan.withDependencies ? [] : ["--no-deps"];
    await run(pythonIn(building), ["-m", "pip", "install", ...options, ...dependencies, ...plan.packages], { timeout: installTimeoutMs });
    return await publish(building, folder, plan);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** A rename is whole or does not happen, so whoever else installs at the same time never sees half an installation. */
async function publish(building: string, folder: string, plan: EnvironmentPlan): Promise<Environment> {
  try {
    await rename(building, folder);
  } catch {
    const others = await inspect(folder, plan);
    if (others !== undefined) return others;
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  }
  const environment = await inspect(folder, plan);
  if (environment === undefined) throw new Error(`${plan.name} was installed and does not start on this machine`);
  return environment;
}

function lastLineOf(error: unknown): string {
  const { stderr, stdout } = error as { readonly stderr?: string; readonly stdout?: string };
  const text = stderr?.trim() || stdout?.trim() || (error instanceof Error ? error.message : String(error));
  return (text.split("\n").at(-1) ?? text).trim().replace(/^ERROR: /, "");
}
