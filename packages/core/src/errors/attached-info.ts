import type { ErrorInfo } from "./kinds.ts";
import { readProperty, readText } from "./read-safely.ts";

/** Registered, so that an error made by another copy of this package is understood too. */
const infoKey = Symbol.for("portolan.error.info");

/** Gives an error its description, out of sight of `JSON.stringify` and of loggers. */
export function attachInfo(error: Error, info: ErrorInfo): void {
  Object.defineProperty(error, infoKey, { value: info, enumerable: false, configurable: true, writable: true });
}

/** The description an error was made with. */
export function attachedInfo(error: unknown): ErrorInfo | undefined {
  const info = readProperty(error, infoKey);
  const complete = readText(info, "kind") !== undefined && readText(info, "message") !== undefined && readText(info, "stage") !== undefined;
  return complete ? (info as ErrorInfo) : undefined;
}
