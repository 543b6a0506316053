import { startEmulator } from "../emulator/emulator.ts";
import type { EmulatorProfile } from "../emulator/profile.ts";
import { profiles } from "../emulator/profiles/index.ts";
import type { Emulator } from "../emulator/script.ts";
import type { ConformanceCase, ConformanceGroup } from "./case.ts";
import { conformanceCases } from "./cases/index.ts";
import { createContext } from "./context.ts";
import { whyNotOffered } from "./needs.ts";
import type { ConformanceSubject, CreateProvider } from "./subject.ts";

/** A case takes at most this long, in milliseconds. */
export const caseLimitMs = 10_000;

/** How one case turned out. */
export interface ConformanceResult {
  readonly name: string;
  readonly group: ConformanceGroup;
  readonly outcome: "passed" | "failed" | "skipped" | "not offered";
  /** Why it failed, was skipped, or does not apply. */
  readonly reason?: string;
  readonly durationMs: number;
}

/** What is to be known of a provider, and which cases to run. */
export interface ConformanceOptions extends Omit<ConformanceSubject, "createProvider"> {
  /** Name of a case → why it is not asked of this provider. Other names throw. */
  readonly skip?: Readonly<Record<string, string>>;
  /** Names of the only cases to run. @default all */
  readonly only?: readonly string[];
}

/**
 * Runs the suite against a provider, without a test runner: one result a case, in the suite's order.
 *
 * The environment must not hold a key of the service, or the case about a missing key fails. Throws an `Error` for a name in
 * `skip` or `only` that no case has, and for a skip without a reason.
 */
export async function runConformance(createProvider: CreateProvider, options: ConformanceOptions): Promise<readonly ConformanceResult[]> {
  const { skip = {}, only, ...rest } = options;
  checkNames(skip, only);
  const subject: ConformanceSubject = { ...rest, createProvider };
  const cases = conformanceCases.filter(({ name }) => only === undefined || only.includes(name));
  const results: ConformanceResult[] = [];
  for (const one of cases) {
    const { name, group } = one;
    const reason = skip[name];
    if (reason === undefined) results.push(await resultOf(one, subject));
    else results.push({ name, group, outcome: "skipped", reason, durationMs: 0 });
  }
  return results;
}

/** Throws for names that no case has and for reasons that say nothing. */
export function checkNames(skip: Readonly<Record<string, string>>, only: readonly string[] = []): void {
  const names = new Set(conformanceCases.map(({ name }) => name));
  const unknown = [...Object.keys(skip), ...only].filter((name) => !names.has(name));
  if (unknown.length > 0) throw new Error(`The conformance suite has no case named ${unknown.map((name) => JSON.stringify(name)).join(", ")}.`);
  const silent = Object.keys(skip).filter((name) => skip[name]?.trim() === "");
  if (silent.length > 0) throw new Error(`A skipped case needs a reason: ${silent.map((name) => JSON.stringify(name)).join(", ")}.`);
}

async function resultOf(one: ConformanceCase, subject: ConformanceSubject): Promise<ConformanceResult> {
  const { name, group } = one;
  const started = performance.now();
  const done = (outcome: ConformanceResult["outcome"], reason?: string): ConformanceResult => {
    const durationMs = performance.now() - started;
    return reason === undefined ? { name, group, outcome, durationMs } : { name, group, outcome, reason, durationMs };
  };
  try {
    const reason = await runCase(one, subject);
    return reason === undefined ? done("passed") : done("not offered", reason);
  } catch (error) {
    return done("failed", error instanceof Error ? error.message : String(error));
  }
}

/**
 * Runs one case against an emulator of its own. Resolves with why the case does not apply, or with `undefined` when it passed;
 * rejects when it failed or took too long.
 */
export async function runCase(one: ConformanceCase, subject: ConformanceSubject): Promise<string | undefined> {
  const profile: EmulatorProfile = typeof subject.emulator === "string" ? profiles[subject.emulator] : subject.emulator;
  const emulator = await startEmulator(profile);
  try {
    return await tryCase(one, subject, profile, emulator);
  } finally {
    await emulator.close();
  }
}

async function tryCase(one: ConformanceCase, subject: ConformanceSubject, profile: EmulatorProfile, emulator: Emulator): Promise<string | undefined> {
  const { context, release } = createContext(subject, profile, emulator);
  let timer: NodeJS.Timeout | undefined;
  try {
    const reason = whyNotOffered(one, context);
    if (reason !== undefined) return reason;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`The case took longer than ${caseLimitMs / 1000} s.`)), caseLimitMs);
    });
    await Promise.race([one.run(context), limit]);
    return undefined;
  } finally {
    clearTimeout(timer);
    await release();
  }
}
