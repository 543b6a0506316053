import { fork } from "node:child_process";
import { conformanceCases, type ConformanceResult } from "@portolan/testing";
import { recordedCases } from "./recorded-cases.ts";

/** What became of a case of the suite, or of a recorded answer. */
export interface ComparedResult extends Omit<ConformanceResult, "group"> {
  readonly group: string;
}

/** What the recorded answers are called in the table. */
export const recordedGroup = "answers of a real Ollama";

export interface ComparedCase {
  readonly name: string;
  readonly group: string;
}

/** Every case, in the table's order. */
export async function comparedCases(): Promise<readonly ComparedCase[]> {
  const recorded = (await recordedCases()).map((name) => ({ name: `recorded: ${name}`, group: recordedGroup }));
  return [...conformanceCases.map(({ name, group }) => ({ name, group })), ...recorded];
}

export type FromWorker = { readonly result: ComparedResult } | { readonly uncaught: true };

export interface ContenderRun {
  readonly results: readonly ComparedResult[];
  /** Errors that nobody could catch: each the end of a program that uses the library. */
  readonly uncaught: number;
}

/** A case may say nothing for this long; its own limit is shorter, but a library that computes does not let it run out. */
const patienceMs = 40_000;

/** The suite against one contender, in a process of its own: a library that hangs or ends its process loses one case by it. */
export async function runContender(contender: string, cases: readonly ComparedCase[]): Promise<ContenderRun> {
  const results: ComparedResult[] = [];
  let uncaught = 0;
  let left = cases;
  while (left.length > 0) {
    const done = await runWorker(contender, left, () => (uncaught += 1));
    results.push(...done);
    const [stuck, ...rest] = left.slice(done.length);
    if (stuck === undefined) break;
    results.push({ ...stuck, outcome: "failed", reason: `The process ended, or said nothing for ${patienceMs / 1000} s.`, durationMs: patienceMs });
    left = rest;
  }
  return { results, uncaught };
}

function runWorker(contender: string, cases: readonly ComparedCase[], onUncaught: () => void): Promise<readonly ComparedResult[]> {
  return new Promise((resolve) => {
    const results: ComparedResult[] = [];
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
