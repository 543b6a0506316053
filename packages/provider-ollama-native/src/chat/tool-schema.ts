import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { SchemaFolder } from "./schema-folder.ts";

/** A tool's parameters as Ollama takes them, and what has to be said in the tool's description because they have no place for it. */
export interface ToolParameters {
  readonly parameters: JSONObject;
  readonly notes: string | undefined;
}

/**
 * A tool's schema in the few words that reach a model. Ollama reads `type`, `properties`, `required` and `items` of the whole, and of
 * each property also `description`, `enum` and `anyOf`; it drops everything else without a word. So references are written out,
 * `oneOf`, `const` and `allOf` said with what there is, and every other limit in the description of what it limits.
 *
 * `warn` is told of what cannot be said, such as a schema that contains itself.
 * Source: https://github.com/ollama/ollama/blob/main/api/types.go (`ToolFunctionParameters`, `ToolProperty`)
 */
export function toToolParameters(schema: JSONObject, warn: (details: string) => void): ToolParameters {
  const folder = new SchemaFolder(schema, warn);
  const { description, type: types, properties, required, items, ...others } = folder.fold(schema);
  const branches = others["anyOf"] as JSONObject[] | undefined;
  const rest = Object.entries(others).map(([keyword, value]) => `${keyword === "anyOf" ? "Exactly these forms are allowed" : keyword}: ${JSON.stringify(value)}`);
  const notes = [description as string | undefined, ...rest].filter((note) => note !== undefined && note !== "");
  return {
    parameters: {
      // Of the whole, unlike a property, Ollama reads one type, and refuses a list of them.
      type: typeof types === "string" ? types : "object",
      properties: { ...joined(branches), ...(properties as JSONObject | undefined) },
      ...(required === undefined ? {} : { required }),
      ...(items === undefined ? {} : { items }),
    },
    notes: notes.length === 0 ? undefined : notes.join("\n"),
  };
}

/** All properties that some form has: the whole can only list them, and which of them go together is said in words. */
function joined(branches: readonly JSONObject[] = []): JSONObject {
  const properties = new Map<string, JSONValue>();
  for (const branch of branches) {
    for (const [name, property] of Object.entries((branch["properties"] ?? {}) as JSONObject)) {
      const before = properties.get(name);
      if (property === undefined) continue;
      properties.set(name, before === undefined || JSON.stringify(before) === JSON.stringify(property) ? property : { anyOf: [...alternatives(before), property] });
    }
  }
  return Object.fromEntries(properties) as JSONObject;
}

function alternatives(property: JSONValue): readonly JSONValue[] {
  const known = property as JSONObject;
  return Object.keys(known).length === 1 && Array.isArray(known["anyOf"]) ? (known["anyOf"] as JSONValue[]) : [property];
}
