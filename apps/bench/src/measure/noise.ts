import { readFileSync } from "node:fs";
import { loadavg } from "node:os";

/** What else the machine did while a benchmark ran. `undefined`: this system does not tell. */
export interface Noise {
  /** Share of all CPU time that the host gave to others. */
  readonly stealShare: number | undefined;
  /** Share of all CPU time used by processes that are not ours. */
  readonly othersShare: number | undefined;
  /** Runnable processes, over the last minute. */
  readonly load: number;
}

/** In clock ticks, since boot. */
interface Ticks {
  readonly total: number;
  readonly idle: number;
  readonly steal: number;
  /** This process, its finished children, and the processes named. */
  readonly ours: number;
}

/** Above these a figure says more of the machine than of the code. */
const noisyAbove = { stealShare: 0.03, othersShare: 0.15 } as const;

export function isNoisy({ stealShare = 0, othersShare = 0 }: Noise): boolean {
  return stealShare > noisyAbove.stealShare || othersShare > noisyAbove.othersShare;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** utime + stime + cutime + cstime; the fields are counted after the name, which may hold spaces. */
function processTicks(pid: number | "self"): number {
  const text = readText(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ").map(Number) ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0);
}

function readTicks(pids: readonly number[]): Ticks | undefined {
  const line = readText("/proc/stat")?.split("\n", 1)[0];
  if (line === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softirq = 0, steal = 0] = line.split(/\s+/).slice(1).map(Number);
  return {
    total: user + nice + system + idle + wait + irq + softirq + steal,
    idle: idle + wait,
    steal,
    ours: [processTicks("self"), ...pids.map(processTicks)].reduce((sum, ticks) => sum + ticks, 0),
  };
}

/** Watches the machine from now on; call the result to hear of the time since. `pids` are processes that belong to us. */
export function watchNoise(pids: readonly number[]): () => Noise {
  const before = readTicks(pids);
  return () => {
    const after = readTicks(pids);
    const load = loadavg()[0] ?? 0;
    if (before === undefined || after === undefined || after.total === before.total) return { stealShare: undefined, othersShare: undefined, load };
    const total = after.total - before.total;
    const steal = after.steal - before.steal;
    const others = total - steal - (after.idle - before.idle) - (after.ours - before.ours);
    return { stealShare: steal / total, othersShare: Math.max(others, 0) / total, load };
  };
}
