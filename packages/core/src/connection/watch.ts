/** What is being waited for, as it is named in a timeout's message. */
export type Waiting = "connect" | "headers" | "idle" | "total";

interface Expiry {
  readonly waiting: Waiting;
  readonly limitMs: number;
}

/** Above this `setTimeout` fires at once. */
export const longestTimerMs: number = 2 ** 31 - 1;

/**
 * One timer for the limits of one exchange.
 *
 * A stream reads thousands of times: moving a deadline is an assignment, and the timer looks again when it fires.
 */
export class Watch {
  readonly #onExpiry: (expiry: Expiry) => void;
  readonly #totalAt: number;
  readonly #totalMs: number;
  #waiting: Waiting = "connect";
  #limitMs = Infinity;
  #deadline = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #armedFor = Infinity;

  constructor(totalMs: number, onExpiry: (expiry: Expiry) => void) {
    this.#onExpiry = onExpiry;
    this.#totalMs = totalMs;
    this.#totalAt = performance.now() + totalMs;
    this.#arm();
  }

  /** Waits for something from now on, at most this long. */
  wait(waiting: Waiting, limitMs: number): void {
    this.#waiting = waiting;
    this.#limitMs = limitMs;
    this.#deadline = limitMs === Infinity ? Infinity : performance.now() + limitMs;
    if (this.#deadline < this.#armedFor) this.#arm();
  }

  /** Nothing is waited for but the total. */
  rest(): void {
    this.#deadline = Infinity;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#armedFor = -Infinity;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = Math.min(this.#deadline, this.#totalAt);
    this.#armedFor = next;
    if (next === Infinity) return;
    const delay = Math.min(Math.max(0, Math.ceil(next - performance.now())), longestTimerMs);
    this.#timer = setTimeout(() => this.#look(), delay);
  }

  #look(): void {
    const now = performance.now();
    if (now >= this.#totalAt) this.#expire({ waiting: "total", limitMs: this.#totalMs });
    else if (now >= this.#deadline) this.#expire({ waiting: this.#waiting, limitMs: this.#limitMs });
    else this.#arm();
  }

  #expire(expiry: Expiry): void {
    this.stop();
    this.#onExpiry(expiry);
  }
}

/** A limit as a user writes it: absent takes the default; `0` and `Infinity` wait for ever. */
export function limitOf(setting: number | undefined, fallback: number): number {
  if (setting === undefined) return fallback;
  return setting <= 0 ? Infinity : setting;
}
