import { fork } from "node:child_process";
import { once } from "node:events";
import type { ContestantName } from "../contestants/index.ts";

export interface ConcurrentTask {
  readonly contestant: ContestantName;
  readonly baseURL: string;
  readonly streams: number;
  readonly chunks: number;
  /** Answers fast, so that the engine has compiled what is measured. */
  readonly warmupURL: string;
  readonly warmupChunks: number;
}

export interface ConcurrentResult {
  readonly cpuMs: number;
  readonly wallMs: number;
  /** In bytes. */
  readonly rssPeak: number;
  /** In bytes, over what the process held after its warm-up. */
  readonly rssGrowth: number;
}

/** Runs the task in a fresh process. */
export async function runConcurrentTask(task: ConcurrentTask): Promise<ConcurrentResult> {
  const child = fork(new URL("concurrent-worker.ts", import.meta.url), { execArgv: ["--expose-gc"] });
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`${task.contestant}: its process ended with status ${String(code)}`);
  });
  child.send(task);
  const [result] = (await Promise.race([once(child, "message"), exited])) as [ConcurrentResult];
  await exited.catch(() => undefined);
  return result;
}
