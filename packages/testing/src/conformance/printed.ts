import { inspect } from "node:util";

/** Everything a logger may write of an error. */
export function printed(error: unknown): string {
  const message = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  return `${message}\n${JSON.stringify(error)}\n${inspect(error, { depth: 8 })}`;
}
