import type { OpenResponse } from "../connection/connection.ts";

/** What may follow the end of an answer is a line or two; a service that holds the connection open is not waited for. */
const patienceMs = 1_000;

/** Reads an answer's last bytes in the background, so that its connection can be used again. */
export function drain(response: OpenResponse): void {
  const timer = setTimeout(() => response.cancel(), patienceMs);
  // A program that is done must not wait for this.
  (timer as { unref?: () => void }).unref?.();
  const next = (): void => {
    response.read().then(
      (piece) => (piece === undefined ? clearTimeout(timer) : next()),
      () => clearTimeout(timer),
    );
  };
  next();
}
