import { exitCodes, type ExitCode } from "./exit-codes.ts";

/** A fault that the program itself finds, in words for the person at the keyboard. */
export class Problem extends Error {
  /** What to do about it, a line each. */
  readonly hints: readonly string[];
  readonly exitCode: ExitCode;

  constructor(message: string, hints: readonly string[], exitCode: ExitCode = exitCodes.configuration) {
    super(message);
    this.name = "Problem";
    this.hints = hints;
    this.exitCode = exitCode;
  }
}
