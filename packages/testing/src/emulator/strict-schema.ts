import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readObject } from "./json.ts";

/** What keeps a schema from strict use: every object must be closed and require all of its properties. */
export interface StrictProblem {
  /** Keys from the root of the schema to the object. */
  readonly path: readonly string[];
  readonly rule: "additionalProperties" | "required";
  /** The property that is not required. */
  readonly missing?: string;
}

/** The first object of a schema that services refuse under `strict: true`. */
export function findStrictProblem(schema: JSONValue | undefined, path: readonly string[] = []): StrictProblem | undefined {
  if (!isObject(schema)) return undefined;
  const own = ownProblem(schema, path);
  if (own !== undefined) return own;
  for (const [key, child] of children(schema)) {
    const problem = findStrictProblem(child, [...path, ...key]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function ownProblem(schema: JSONObject, path: readonly string[]): StrictProblem | undefined {
  const properties = readObject(schema, "properties");
  if (schema["type"] !== "object" && properties === undefined) return undefined;
  if (schema["additionalProperties"] !== false) return { path, rule: "additionalProperties" };
  const required = readList(schema, "required");
  const missing = Object.keys(properties ?? {}).find((name) => !required.includes(name));
  return missing === undefined ? undefined : { path, rule: "required", missing };
}

function* children(schema: JSONObject): Generator<readonly [readonly string[], JSONValue | undefined]> {
  for (const key of ["properties", "$defs", "definitions"]) {
    for (const [name, child] of Object.entries(readObject(schema, key) ?? {})) yield [[key, name], child];
  }
  yield [["items"], schema["items"]];
  for (const [index, child] of readList(schema, "anyOf").entries()) yield [["anyOf", String(index)], child];
}
