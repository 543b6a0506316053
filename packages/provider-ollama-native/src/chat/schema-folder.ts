import type { JSONArray, JSONObject, JSONValue } from "@ai-sdk/provider";
import { mergeSchemas } from "./schema-merge.ts";

/** More than any schema that a model could follow; one that unfolds to more is cut. */
const mostSchemas = 2000;
/** Kept as they are, or with the schemas in them folded. */
const kept: ReadonlySet<string> = new Set(["type", "description", "enum", "required", "properties", "items", "anyOf"]);
/** About the schema, and not about what it describes. */
const unspoken: ReadonlySet<string> = new Set(["$schema", "$id", "id", "$anchor", "$comment", "$defs", "definitions", "$vocabulary"]);
/** Keywords that hold schemas: what they refer to has to be written out as well. */
const holdsOne: ReadonlySet<string> = new Set(["not", "if", "then", "else", "contains", "propertyNames", "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "additionalItems"]);
const holdsList: ReadonlySet<string> = new Set(["prefixItems", "oneOf", "anyOf", "items", "also"]);
const holdsMap: ReadonlySet<string> = new Set(["patternProperties", "dependentSchemas"]);

/** A schema by itself, and the references that were written out to make it. */
interface FlatSchema {
  readonly schema: JSONObject;
  readonly within: readonly string[];
}

/** Writes schemas with the keywords that Ollama passes on, and what those cannot say into descriptions. */
export class SchemaFolder {
  readonly #root: JSONObject;
  readonly #warn: (details: string) => void;
  #schemas = 0;

  constructor(root: JSONObject, warn: (details: string) => void) {
    this.#root = root;
    this.#warn = warn;
  }

  /** `within`: the references being written out. */
  fold(schema: JSONValue, within: readonly string[] = []): JSONObject {
    if (schema === true) return {};
    if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return { description: schema === false ? "Nothing is allowed here." : `Schema: ${JSON.stringify(schema)}` };
    const flat = this.#flatten(schema as JSONObject, within);
    return this.#write(flat.schema, flat.within);
  }

  /** Without references, `allOf`, `const` and a lone `oneOf`. */
  #flatten(schema: JSONObject, within: readonly string[]): FlatSchema {
    this.#schemas += 1;
    if (this.#schemas > mostSchemas) {
      this.#warn("is too large to be written out; the rest of it is left out");
      return { schema: { description: "Anything; its form is not described." }, within };
    }
    const { $ref: reference, allOf, ...own } = schema;
    let merged = own as JSONObject;
    let path = within;
    if (typeof reference === "string") {
      const target = this.#resolve(reference, within);
      path = [...within, reference];
      merged = mergeSchemas(merged, target);
    }
    // Members stand side by side: one may refer to what another refers to.
    const outside = path;
    for (const member of Array.isArray(allOf) ? (allOf as JSONArray) : []) {
      const part = typeof member === "object" && member !== null ? this.#flatten(member as JSONObject, outside) : { schema: member === false ? { not: {} } : {}, within: outside };
      path = [...new Set([...path, ...part.within])];
      merged = mergeSchemas(merged, part.schema);
    }
    // What was referred to may refer and combine in turn.
    return merged["$ref"] !== undefined || merged["allOf"] !== undefined ? this.#flatten(merged, path) : { schema: merged, within: path };
  }

  #resolve(reference: string, within: readonly string[]): JSONObject {
    if (within.includes(reference)) {
      this.#warn(`contains itself (${reference}); Ollama takes no references, so it is cut where it begins again`);
      return { description: `Again a ${nameOf(reference)}, of the same form as the one around it.` };
    }
    const target = reference === "#" ? this.#root : at(this.#root, reference);
    if (target !== undefined) return target;
    this.#warn(`refers to ${reference}, which is not in it`);
    return { description: `Form: ${reference}` };
  }

  #write(schema: JSONObject, within: readonly string[]): JSONObject {
    const { const: constant, oneOf, ...others } = schema;
    const said: JSONObject = others as JSONObject;
    if (constant !== undefined) said["enum"] = intersection(said["enum"], [constant]);
    if (oneOf !== undefined && said["anyOf"] === undefined) said["anyOf"] = oneOf;
    else if (oneOf !== undefined) said["oneOf"] = oneOf;
    const result: Record<string, JSONValue> = {};
    const notes: string[] = [];
    for (const [keyword, value] of Object.entries(said)) {
      if (value === undefined || unspoken.has(keyword)) continue;
      const folded = this.#keyword(keyword, value, within);
      if (kept.has(keyword) && !(keyword === "items" && Array.isArray(value))) result[keyword] = folded;
      // That nothing else is allowed is what every model takes for granted.
      else if (!(keyword === "additionalProperties" && typeof value === "boolean")) notes.push(`${keyword} ${JSON.stringify(folded)}`);
    }
    const description = [result["description"], notes.length === 0 ? undefined : `(${notes.join(", ")})`].filter((text) => text !== undefined).join(" ");
    return { ...result, ...(description === "" ? {} : { description }) };
  }

  #keyword(keyword: string, value: JSONValue, within: readonly string[]): JSONValue {
    if (Array.isArray(value)) return holdsList.has(keyword) ? (value as JSONArray).map((member) => this.fold(member, within)) : value;
    if (keyword === "items" || (holdsOne.has(keyword) && typeof value === "object")) return this.fold(value, within);
    if (keyword !== "properties" && !holdsMap.has(keyword)) return value;
    const members = Object.entries((value ?? {}) as JSONObject).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, this.fold(member as JSONValue, within)]));
  }
}

function intersection(listed: JSONValue | undefined, own: JSONArray): JSONArray {
  if (!Array.isArray(listed)) return own;
  const texts = new Set(own.map((value) => JSON.stringify(value)));
  return (listed as JSONArray).filter((value) => texts.has(JSON.stringify(value)));
}

function at(root: JSONObject, reference: string): JSONObject | undefined {
  if (!reference.startsWith("#/")) return undefined;
  let value: JSONValue | undefined = root;
  for (const step of reference.slice(2).split("/")) {
    const key = decode(step).replaceAll("~1", "/").replaceAll("~0", "~");
    value = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as JSONObject)[key] : undefined;
  }
  if (value === true) return {};
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JSONObject) : undefined;
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function nameOf(reference: string): string {
  return reference === "#" ? "whole" : (reference.split("/").at(-1) ?? reference);
}
