import type { SharedV4Warning } from "@ai-sdk/provider";

/** Warnings of one call, each once: those in time for `stream-start`, and those that came after it left. */
export class Warnings {
  readonly early: SharedV4Warning[] = [];
  readonly late: SharedV4Warning[] = [];
  readonly #seen = new Set<string>();
  #started = false;

  add(warning: SharedV4Warning): void {
    const key = JSON.stringify(warning);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    (this.#started ? this.late : this.early).push(warning);
  }

  /** `stream-start` leaves now. */
  start(): void {
    this.#started = true;
  }
}
