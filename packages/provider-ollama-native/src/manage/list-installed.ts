import type { JSONObject } from "@ai-sdk/provider";
import { describeError, type Connection, type ListRow } from "@portolan/core";
import { capabilitiesOf } from "../capabilities.ts";
import { countIn, definedIn, objectIn, objectsIn, textIn } from "../read-fields.ts";
import { aliasesOf } from "./model-name.ts";
import { readRunning } from "./running.ts";
import { askFor } from "./show.ts";

/** Models that are asked for at once where the list does not tell what they can do. */
const askedAtOnce = 4;

/**
 * The models on the server: what they can do and hold, how large they are, and which are loaded. Servers that tell less in their list are
 * asked for each model.
 */
export async function listInstalled(to: Connection, { signal }: { readonly signal?: AbortSignal | undefined }): Promise<readonly ListRow[]> {
  const [{ body }, loaded] = await Promise.all([to.json({ method: "GET", path: "/api/tags", signal }), loadedNames(to, signal)]);
  const rows = objectsIn(objectIn(body)["models"]);
  const silent = rows.filter((row) => !tells(row));
  const shown = await showEach(to, silent, signal);
  return rows.flatMap((row): ListRow[] => {
    const name = nameOf(row);
    if (name === undefined) return [];
    const told = shown.get(name);
    return [
      {
        id: name,
        aliases: aliasesOf(name),
        facts: { ...capabilitiesOf(row), ...(told === undefined ? {} : capabilitiesOf(told)) },
        ...definedIn({ sizeBytes: countIn(row["size"]), isLoaded: loaded?.has(name) }),
      },
    ];
  });
}

function nameOf(row: JSONObject): string | undefined {
  return textIn(row["name"]) ?? textIn(row["model"]);
}

function tells(row: JSONObject): boolean {
  return Array.isArray(row["capabilities"]) && capabilitiesOf(row).contextWindow !== undefined;
}

/** `undefined` where the server has no such list, as the cloud has none. */
async function loadedNames(to: Connection, signal: AbortSignal | undefined): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set((await readRunning(to, signal)).map(({ name }) => name));
  } catch {
    // Whatever is wrong with the server itself, the list of its models fails with.
    signal?.throwIfAborted();
    return undefined;
  }
}

/** What the server tells of each; a model that is gone meanwhile, or cannot be read, tells nothing. */
async function showEach(to: Connection, rows: readonly JSONObject[], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, JSONObject>> {
  const names = rows.map(nameOf).filter((name) => name !== undefined);
  const shown = new Map<string, JSONObject>();
  let isOver = false;
  const work = async (): Promise<void> => {
    for (let name = names.pop(); name !== undefined && !isOver; name = names.pop()) {
      try {
        shown.set(name, await askFor(to, name, false, signal));
      } catch (error) {
        signal?.throwIfAborted();
        // A server that has gone, or has no such endpoint, need not be asked again.
        const { kind, status } = describeError(error);
        isOver = status === undefined || kind === "auth" || (status === 404 && kind !== "model-not-found") || status === 405;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(askedAtOnce, names.length) }, work));
  return shown;
}
