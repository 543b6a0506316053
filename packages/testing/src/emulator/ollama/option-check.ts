import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readNumber, readObject } from "../json.ts";
import type { ServiceError } from "../script.ts";
import { readDuration } from "./durations.ts";
import { trainedContext, type InstalledModel } from "./model-store.ts";

const types: Readonly<Record<string, "float32" | "integer" | "boolean" | "array">> = {
  ...typed("float32", ["temperature", "top_p", "min_p", "typical_p", "repeat_penalty", "presence_penalty", "frequency_penalty"]),
  ...typed("integer", ["top_k", "repeat_last_n", "seed", "num_predict", "num_keep", "num_ctx", "num_batch", "num_gpu", "main_gpu", "num_thread", "draft_num_predict"]),
  ...typed("boolean", ["use_mmap"]),
  stop: "array",
};

function typed<Type extends string>(type: Type, names: readonly string[]): Record<string, Type> {
  return Object.fromEntries(names.map((name) => [name, type]));
}

/** The first option of the wrong type; the server calls it its own fault. Unknown names are passed over. */
export function refuseOptions(body: JSONObject): ServiceError | undefined {
  for (const [name, value] of Object.entries(readObject(body, "options") ?? {})) {
    const type = types[name];
    if (type === undefined || value === undefined || value === null || fits(value, type)) continue;
    return { status: 500, message: `option ${JSON.stringify(name)} must be of type ${type}` };
  }
  return undefined;
}

function fits(value: JSONValue, type: "float32" | "integer" | "boolean" | "array"): boolean {
  if (type === "array") return Array.isArray(value);
  return typeof value === (type === "boolean" ? "boolean" : "number");
}

const schemaTypes: ReadonlySet<string> = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);

/** A format that is neither `json` nor a schema; the server calls it its own fault. */
export function refuseFormat(format: JSONValue | undefined): ServiceError | undefined {
  if (format === undefined || format === null || format === "" || format === "json") return undefined;
  if (!isObject(format)) {
    const message = `invalid format: ${JSON.stringify(JSON.stringify(format))}; expected "json" or a valid JSON Schema object`;
    return { status: 500, message };
  }
  const type = format["type"];
  return typeof type === "string" && !schemaTypes.has(type) ? { status: 500, message: "invalid JSON schema in format" } : undefined;
}

/** The context a call gets: as asked, as the model says, or the server's, and never more than the model was trained with. */
export function contextLengthOf(body: JSONObject, model: InstalledModel): number {
  const asked = readNumber(readObject(body, "options"), "num_ctx") ?? readNumber(model.recipe.parameters, "num_ctx") ?? 4096;
  return Math.min(Math.max(4, Math.trunc(asked)), trainedContext(model));
}

/** How long a model stays in memory; below 0 for good. A number is in seconds. */
export function keepAliveMs(body: JSONObject): number {
  const keepAlive = body["keep_alive"];
  if (typeof keepAlive === "number") return keepAlive * 1000;
  return typeof keepAlive === "string" ? readDuration(keepAlive) : 300_000;
}
