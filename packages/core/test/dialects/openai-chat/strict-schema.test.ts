import type { JSONValue } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { fitsStrictMode } from "../../../src/dialects/openai-chat/strict-schema.ts";

const closed = (properties: JSONValue, required: readonly string[]): JSONValue => ({ type: "object", properties, required: [...required], additionalProperties: false });

describe("fitsStrictMode", () => {
  it.each<[string, JSONValue]>([
    ["every property is required", closed({ name: { type: "string", description: "a name" } }, ["name"])],
    ["objects within lists are closed too", closed({ all: { type: "array", items: closed({ id: { type: "number" } }, ["id"]) } }, ["all"])],
    ["a choice of types may be null", closed({ name: { anyOf: [{ type: "string" }, { type: "null" }] } }, ["name"])],
    ["a property is called like a forbidden keyword", closed({ minItems: { type: "number" } }, ["minItems"])],
    ["definitions are closed", { ...(closed({ a: { $ref: "#/$defs/a" } }, ["a"]) as object), $defs: { a: closed({}, []) } }],
  ])("takes a schema where %s", (_, schema) => {
    expect(fitsStrictMode(schema)).toBe(true);
  });

  it.each<[string, JSONValue | undefined]>([
    ["a property is optional", closed({ name: { type: "string" } }, [])],
    ["other properties are allowed", { type: "object", properties: {}, required: [] }],
    ["an object's properties are not stated", { type: "object", additionalProperties: false }],
    ["an object within a list is open", closed({ all: { type: "array", items: { type: "object", properties: {} } } }, ["all"])],
    ["a choice is open", closed({ one: { anyOf: [{ type: "object", properties: { a: {} } }] } }, ["one"])],
    ["a definition is open", { ...(closed({}, []) as object), $defs: { a: { type: "object" } } }],
    ["a keyword is refused", closed({ all: { type: "array", minItems: 1, items: { type: "string" } } }, ["all"])],
    ["there is none", undefined],
    ["it is not an object", true],
  ])("leaves a schema where %s", (_, schema) => {
    expect(fitsStrictMode(schema)).toBe(false);
  });
});
