import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What one run of a subject did. */
export interface Work {
  /** Things done, so that costs can be told per thing: chunks, calls, rows. */
  readonly units: number;
  /** How long each thing took, where that is asked. */
  readonly latenciesMs?: readonly number[];
}

export interface Sample extends Required<Work> {
  /** User and system time of this process, garbage collection included. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

export interface Subject {
  readonly name: string;
  readonly run: () => Promise<Work>;
}

export type Samples = ReadonlyMap<string, readonly Sample[]>;

export interface RoundsOptions {
  readonly rounds: number;
  /** Unmeasured rounds before, in which the engine compiles. @default 1 */
  readonly warmups?: number;
}

/**
 * Collects young garbage; `undefined` where the runtime does not let its collector be called.
 *
 * A full collection would do more harm than good: the shapes of parsed JSON die in it, V8 throws away the code compiled for
 * them, and every sample would measure compiling again, by which lean code loses more than heavy code does.
 */
function garbageCollector(): (() => void) | undefined {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("globalThis.gc");
  return typeof collect === "function" ? () => void collect({ type: "minor" }) : undefined;
}

async function takeSample(subject: Subject): Promise<Sample> {
  const before = process.cpuUsage();
  const start = performance.now();
  const { units, latenciesMs = [] } = await subject.run();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { units, latenciesMs, wallMs, cpuMs: (user + system) / 1000 };
}

/**
 * Runs every subject once a round, so that a slow minute of the machine hits all of them.
 *
 * Each round begins with another subject, and young garbage is collected before each sample, so that nobody pays for
 * who came before.
 */
export async function measureRounds(subjects: readonly Subject[], { rounds, warmups = 1 }: RoundsOptions): Promise<Samples> {
  const collect = garbageCollector();
  const samples = new Map<string, Sample[]>(subjects.map(({ name }) => [name, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    const first = Math.max(round, 0) % Math.max(subjects.length, 1);
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) {
      collect?.();
      const sample = await takeSample(subject);
      if (round >= 0) samples.get(subject.name)?.push(sample);
    }
  }
  return samples;
}
