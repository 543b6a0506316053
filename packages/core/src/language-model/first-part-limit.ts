import { longestTimerMs } from "../connection/watch.ts";
import { protocolError } from "../errors/api-error.ts";

/**
 * The limit of waiting for the first part that says something, over connecting, headers and body.
 *
 * Where there is one, `signal` carries both it and the caller's abort.
 */
export class FirstPartLimit {
  readonly signal: AbortSignal | undefined;
  readonly #release: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(limitMs: number | undefined, callerSignal: AbortSignal | undefined, of: { readonly target: string; readonly url: string }) {
    if (limitMs === undefined || limitMs <= 0 || limitMs === Infinity) {
      this.signal = callerSignal;
      this.#release = () => undefined;
      return;
    }
    const abort = new AbortController();
    const passOn = (): void => abort.abort(callerSignal?.reason);
    if (callerSignal?.aborted === true) passOn();
    else callerSignal?.addEventListener("abort", passOn, { once: true });
    this.signal = abort.signal;
    this.#release = () => callerSignal?.removeEventListener("abort", passOn);
    this.#timer = setTimeout(() => {
      abort.abort(
        protocolError({ ...of, requestBody: undefined, kind: "timeout", stage: "wait", message: `nothing was said within ${limitMs} ms (timeouts.firstPartMs)` }),
      );
    }, Math.min(limitMs, longestTimerMs));
  }

  /** The first part is here, or the call is over. The caller's abort goes on reaching the call through `signal`. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The call is over. */
  release(): void {
    this.stop();
    this.#release();
  }
}
