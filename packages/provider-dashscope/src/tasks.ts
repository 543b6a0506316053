import { APICallError, InvalidArgumentError } from "@ai-sdk/provider";
import type { Connection } from "@portolan/core";
import { askNative, unreadable, type NativeAnswer } from "./native.ts";
import type { DashScopeSettings } from "./region.ts";

/** How a task is waited for, in milliseconds. */
export interface TaskTimes {
  /** Until it is given up; `Infinity`: never. */
  readonly timeoutMs: number;
  /** Before the first look. */
  readonly pollMs: number;
}

interface Waiting extends TaskTimes {
  readonly modelId: string;
  readonly signal: AbortSignal | undefined;
  readonly headers: Readonly<Record<string, string | undefined>> | undefined;
}

const defaults = { timeoutMs: 600_000, pollMs: 1000 } as const;
const longestWaitMs = 10_000;
const waitGrowth = 1.5;
/** Looks that may fail in a row: the task goes on, and a second one would be paid for. */
const mostFailures = 3;

/** @throws InvalidArgumentError for times that are none: a task that nobody waits for is paid for all the same */
export function readTaskTimes({ timeoutMs = defaults.timeoutMs, pollMs = defaults.pollMs }: DashScopeSettings["tasks"] = {}): TaskTimes {
  for (const [name, ms] of Object.entries({ timeoutMs, pollMs })) {
    if (typeof ms === "number" && ms >= 0) continue;
    throw new InvalidArgumentError({ argument: `tasks.${name}`, message: `dashscope: tasks.${name} is a number of milliseconds, 0 or more, not ${String(ms)}` });
  }
  return { timeoutMs: timeoutMs === 0 ? Infinity : timeoutMs, pollMs };
}

/**
 * Waits for a task that the service works on. https://www.alibabacloud.com/help/en/model-studio/text-to-image-v2-api-reference
 *
 * @throws APICallError in the task's own words when it failed; when it was not done in time, one that must not be retried, since
 * the task goes on and a second would be paid for
 */
export async function finishTask(to: Connection, created: NativeAnswer, waiting: Waiting): Promise<NativeAnswer> {
  const { modelId, signal, timeoutMs, pollMs } = waiting;
  const id = created.output["task_id"];
  if (typeof id !== "string") throw unreadable(to, modelId, "the answer names no task", created.body);
  const started = performance.now();
  let failures = 0;
  for (const waitMs of waits(pollMs)) {
    const leftMs = timeoutMs - (performance.now() - started);
    if (leftMs <= 0) throw tooLate(to, created, id, modelId, timeoutMs);
    await wait(Math.min(waitMs, leftMs), signal);
    const answer = await look(to, id, waiting).catch((error: unknown) => {
      failures += 1;
      if (!APICallError.isInstance(error) || !error.isRetryable || failures > mostFailures) throw error;
      return undefined;
    });
    if (answer === undefined) continue;
    failures = 0;
    const status = answer.output["task_status"];
    if (status === "SUCCEEDED") return answer;
    if (status !== "PENDING" && status !== "RUNNING" && status !== "SUSPENDED") throw to.refusal(answer, failureOf(answer, id), modelId);
  }
  throw tooLate(to, created, id, modelId, timeoutMs);
}

/** Each half as long again as the one before it. */
export function* waits(firstMs: number): Generator<number, void, void> {
  for (let waitMs = firstMs; ; waitMs *= waitGrowth) yield Math.min(waitMs, longestWaitMs);
}

async function look(to: Connection, id: string, { modelId, signal, headers }: Waiting): Promise<NativeAnswer> {
  return await askNative(to, { method: "GET", path: `/tasks/${encodeURIComponent(id)}`, headers, signal, modelId });
}

/** `FAILED` with a code and a message; `CANCELED` and `UNKNOWN` with neither. */
function failureOf({ output, body }: NativeAnswer, id: string): { readonly code: string; readonly message: string; readonly request_id: string } {
  const { task_status: status, code, message } = output;
  return {
    code: typeof code === "string" ? code : `Task.${String(status)}`,
    message: `${typeof message === "string" ? message : `the task is ${String(status)}`} (task ${id})`,
    request_id: String(body["request_id"]),
  };
}

function tooLate(to: Connection, { url }: NativeAnswer, id: string, modelId: string, timeoutMs: number): APICallError {
  return new APICallError({
    message: `${to.id}/${modelId}: timeout: the task ${id} was not done within ${timeoutMs} ms (tasks.timeoutMs). It goes on, and its result can be had for 24 hours.`,
    url,
    requestBodyValues: undefined,
    isRetryable: false,
  });
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
