import { execFile } from "node:child_process";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

export interface Unavailable {
  /** Why, in one line. */
  readonly unavailable: string;
}

/** Something that is installed once and then shared by every clone of the project. */
export interface CachedFolder<Found> {
  /** With all versions in it, so that other versions get a folder of their own. */
  readonly name: string;
  /** What people are told while they wait: what it is, and how large. */
  readonly announcement: string;
  /** What is in the folder, if it is whole and works: what it rests on may have gone since it was made. */
  inspect(folder: string): Promise<Found | undefined>;
  /** Makes it in a folder that is there and empty, and gets its last name afterwards. */
  make(building: string): Promise<void>;
}

interface RunOptions {
  /** In milliseconds. */
  readonly timeout: number;
  readonly env?: NodeJS.ProcessEnv;
}

const execute = promisify(execFile);

/** Runs a program to its end. @throws when it fails, with what it printed */
export async function run(program: string, commandLine: readonly string[], options: RunOptions): Promise<{ readonly stdout: string }> {
  return execute(program, commandLine, { ...options, maxBuffer: 64 * 1024 * 1024 });
}

/**
 * Finds or makes the folder in the user's cache.
 *
 * @throws when it cannot be made, or does not work although it was
 */
export async function findOrMake<Found>(plan: CachedFolder<Found>): Promise<Found> {
  const folder = join(cacheFolder(), "portolan", "live", plan.name);
  const found = await plan.inspect(folder);
  if (found !== undefined) return found;
  const building = `${folder}.building-${process.pid}`;
  process.stderr.write(`live: installing ${plan.announcement} …\n`);
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(building);
  try {
    await plan.make(building);
    return await publish(building, folder, plan);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** The last line of what a program complained of, or of the error itself. */
export function lastLineOf(error: unknown): string {
  const { stderr, stdout } = error as { readonly stderr?: string; readonly stdout?: string };
  const text = stderr?.trim() || stdout?.trim() || (error instanceof Error ? error.message : String(error));
  return (text.split("\n").at(-1) ?? text).trim().replace(/^ERROR: /, "");
}

function cacheFolder(): string {
  const { env, platform } = process;
  if (env["XDG_CACHE_HOME"] !== undefined && env["XDG_CACHE_HOME"] !== "") return env["XDG_CACHE_HOME"];
  if (platform === "darwin") return join(homedir(), "Library", "Caches");
  return platform === "win32" ? (env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local")) : join(homedir(), ".cache");
}

/** A rename is whole or does not happen, so whoever else installs at the same time never sees half an installation. */
async function publish<Found>(building: string, folder: string, plan: CachedFolder<Found>): Promise<Found> {
  try {
    await rename(building, folder);
  } catch {
    const others = await plan.inspect(folder);
    if (others !== undefined) return others;
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  }
  const found = await plan.inspect(folder);
  if (found === undefined) throw new Error(`${plan.name} was installed and does not start on this machine`);
  return found;
}
