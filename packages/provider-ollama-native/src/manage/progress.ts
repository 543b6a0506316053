import type { JSONObject } from "@ai-sdk/provider";
import type { Connection, ConnectionRequest } from "@portolan/core";
import { countIn, definedIn, textIn } from "../read-fields.ts";

/** How far the server is with moving or making a model. */
export interface OllamaProgress {
  /** The server's words, such as `"pulling manifest"`; `"success"` comes last. */
  readonly status: string;
  /** The layer that is moved now. */
  readonly digest?: string;
  /** Bytes of that layer. */
  readonly total?: number;
  /** Bytes of it that have been moved. */
  readonly completed?: number;
  /** Bytes of all layers that were spoken of so far; a layer that comes later adds to the total. */
  readonly overall: { readonly completed: number; readonly total: number };
}

/** What frames tell of a model's layers, added up. */
export class LayerTotals {
  readonly #layers = new Map<string, { readonly total: number; readonly completed: number }>();
  #total = 0;
  #completed = 0;

  add(digest: string, total: number, completed: number): void {
    const before = this.#layers.get(digest);
    this.#layers.set(digest, { total, completed });
    this.#total += total - (before?.total ?? 0);
    this.#completed += completed - (before?.completed ?? 0);
  }

  get overall(): OllamaProgress["overall"] {
    return { completed: this.#completed, total: this.#total };
  }
}

/**
 * A request that is answered by reports of progress. Whoever leaves the loop stops the work.
 *
 * @throws APICallError for a report that is an error, in the server's words, and for reports that end before success
 */
export async function* reportProgress(to: Connection, request: ConnectionRequest, totals: LayerTotals = new LayerTotals()): AsyncGenerator<OllamaProgress, void, void> {
  let last: string | undefined;
  for await (const frame of to.frames(request, "ndjson")) {
    const progress = toProgress(frame, totals);
    last = progress.status;
    yield progress;
  }
  if (last === "success") return;
  const answer = { url: to.baseURL + request.path, status: 200, headers: {}, body: undefined, warnings: [] };
  throw to.refusal(answer, { error: { message: `the server's reports ended before success${last === undefined ? "" : `; the last was: ${last}`}`, code: "server_error" } }, request.modelId);
}

function toProgress(frame: JSONObject, totals: LayerTotals): OllamaProgress {
  const digest = textIn(frame["digest"]);
  const total = countIn(frame["total"]);
  // Nothing moved is left out.
  const completed = countIn(frame["completed"]) ?? (total === undefined ? undefined : 0);
  if (digest !== undefined && total !== undefined) totals.add(digest, total, completed ?? 0);
  return { status: textIn(frame["status"]) ?? "", ...definedIn({ digest, total, completed }), overall: totals.overall };
}
