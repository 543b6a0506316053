import { fork } from "node:child_process";
import { conformanceCases, type ConformanceResult } from "@portolan/testing";

export type FromWorker = { readonly result: ConformanceResult } | { readonly uncaught: true };

export interface ContenderRun {
  readonly results: readonly ConformanceResult[];
  /** Errors that nobody could catch: each the end of a program that uses the library. */
  readonly uncaught: number;
}

/** A case may say nothing for this long; its own limit is shorter, but a library that computes does not let it run out. */
const patienceMs = 40_000;

/** The suite against one contender, in a process of its own: a library that hangs or ends its process loses one case by it. */
export async function runContender(contender: string): Promise<ContenderRun> {
  const results: ConformanceResult[] = [];
  let uncaught = 0;
  let left = conformanceCases.map(({ name, group }) => ({ name, group }));
  while (left.length > 0) {
    const done = await runWorker(contender, left.map(({ name }) => name), () => (uncaught += 1));
    results.push(...done);
    const [stuck, ...rest] = left.slice(done.length);
    if (stuck === undefined) break;
    results.push({ ...stuck, outcome: "failed", reason: `The process ended, or said nothing for ${patienceMs / 1000} s.`, durationMs: patienceMs });
    left = rest;
  }
  return { results, uncaught };
}

function runWorker(contender: string, cases: readonly string[], onUncaught: () => void): Promise<readonly ConformanceResult[]> {
  return new Promise((resolve) => {
    const results: ConformanceResult[] = [];
    const worker = fork(new URL("worker.ts", import.meta.url), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const waitMore = (): NodeJS.Timeout => setTimeout(() => worker.kill("SIGKILL"), patienceMs);
    let timer = waitMore();
    worker.on("message", (message: FromWorker) => {
      if ("uncaught" in message) {
        onUncaught();
        return;
      }
      results.push(message.result);
      clearTimeout(timer);
      timer = waitMore();
    });
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve(results);
    });
    worker.send({ contender, cases });
  });
}
