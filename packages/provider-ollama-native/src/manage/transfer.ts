import type { Connection } from "@portolan/core";
import { namedModel } from "./model-name.ts";
import { reportProgress, type OllamaProgress } from "./progress.ts";

export interface TransferOptions {
  /** Takes a registry without TLS, or with a certificate that cannot be checked. @default false */
  readonly insecure?: boolean | undefined;
  /** Stops the transfer; what was moved is kept, and the next one goes on from there. */
  readonly signal?: AbortSignal | undefined;
}

/** Between two reports a server may check files of hundreds of gigabytes. */
const patience = { headersMs: Infinity, idleMs: Infinity } as const;

/** Moves a model between the server and a registry, from the first step of the iteration on. */
export function transfer(to: Connection, path: "/api/pull" | "/api/push", name: string, { insecure, signal }: TransferOptions = {}): AsyncGenerator<OllamaProgress, void, void> {
  const model = namedModel(name);
  const body = { model, name: model, stream: true, ...(insecure === true ? { insecure } : {}) };
  return reportProgress(to, { method: "POST", path, body, signal, modelId: model, timeouts: patience });
}
