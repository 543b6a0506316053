import { join } from "node:path";
import { findOrMake, lastLineOf, run, type Unavailable } from "./cache.ts";

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

const installTimeoutMs = 10 * 60_000;
const inspectTimeoutMs = 60_000;

/** How pip asks for packages: without questions, and without waiting long for a registry that is not there. */
export const pipOptions: readonly string[] = ["--quiet", "--no-input", "--disable-pip-version-check", "--timeout", "15", "--retries", "1"];

/**
 * Finds or makes the environment in the user's cache folder, where every clone of the project shares it.
 *
 * Needs Python 3.10 or newer, and a package registry the first time. When either is missing, says so in one line.
 */
export async function prepareEnvironment(plan: EnvironmentPlan): Promise<Environment | Unavailable> {
  try {
    const systemPython = await findPython();
    return await findOrMake({
      name: `${plan.name}-python-${systemPython.version}`,
      announcement: plan.announcement,
      inspect: (folder) => inspect(folder, plan),
      make: (building) => install(systemPython.command, building, plan),
    });
  } catch (error) {
    return { unavailable: lastLineOf(error) };
  }
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

async function inspect(folder: string, { proof }: EnvironmentPlan): Promise<Environment | undefined> {
  const python = pythonIn(folder);
  const found = await run(python, ["-c", proof], { timeout: inspectTimeoutMs }).catch(() => undefined);
  return found === undefined ? undefined : { python, printed: found.stdout.trim() };
}

async function install(systemPython: string, building: string, plan: EnvironmentPlan): Promise<void> {
  await run(systemPython, ["-m", "venv", building], { timeout: installTimeoutMs });
  const dependencies = plan.withDependencies ? [] : ["--no-deps"];
  await run(pythonIn(building), ["-m", "pip", "install", ...pipOptions, "--only-binary", ":all:", ...dependencies, ...plan.packages], { timeout: installTimeoutMs });
}
