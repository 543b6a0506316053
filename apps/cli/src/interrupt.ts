import { exitCodes, type ExitCode } from "./exit-codes.ts";

/** npm passes a Ctrl-C on to its script, which has already had it from the terminal: these two are one. */
const samePressMs = 500;

/** The reason of an abort by a signal of the operating system. */
export class Interrupted extends Error {
  readonly exitCode: ExitCode;

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`);
    this.name = "Interrupted";
    this.exitCode = signal === "SIGTERM" ? exitCodes.terminated : exitCodes.interrupted;
  }
}

/** Aborted, with an `Interrupted`, by the first Ctrl-C. The second one ends the process whatever it is doing. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    const reason = new Interrupted(name);
    if (firstAt === undefined) {
      firstAt = performance.now();
      controller.abort(reason);
    } else if (performance.now() - firstAt > samePressMs) {
      process.exit(reason.exitCode);
    }
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return controller.signal;
}
