import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toToolParameters } from "../../src/chat/tool-schema.ts";

const passedOn = new Set(["type", "properties", "required", "items", "description", "enum", "anyOf"]);

function convert(schema: JSONObject): { readonly parameters: JSONObject; readonly notes: string | undefined; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  return { ...toToolParameters(schema, (details) => warnings.push(details)), warnings };
}

function propertyOf(schema: JSONObject, definitions: JSONObject = {}): JSONValue | undefined {
  const { parameters } = convert({ type: "object", properties: { it: schema }, $defs: definitions });
  return (parameters["properties"] as JSONObject)["it"];
}

/** Every keyword of every schema within. */
function keywordsOf(schema: JSONValue | undefined): readonly string[] {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return [];
  const own = schema as JSONObject;
  const members = [...Object.values((own["properties"] ?? {}) as JSONObject), ...((own["anyOf"] ?? []) as JSONValue[]), own["items"]];
  return [...Object.keys(own), ...members.flatMap(keywordsOf)];
}

describe("toToolParameters", () => {
  it("leaves a plain schema as it is", () => {
    const schema = { type: "object", properties: { city: { type: "string", description: "A city" }, unit: { enum: ["C", "F"] } }, required: ["city"] };
    expect(convert({ ...schema, additionalProperties: false, $schema: "http://json-schema.org/draft-07/schema#" })).toEqual({ parameters: schema, notes: undefined, warnings: [] });
  });

  it("gives every tool an object of properties, also one without parameters", () => {
    expect(convert({}).parameters).toEqual({ type: "object", properties: {} });
  });

  it.each<[string, JSONObject, JSONValue]>([
    ["const", { const: 3 }, { enum: [3] }],
    ["const beside enum", { const: 3, enum: [1, 2, 3] }, { enum: [3] }],
    ["oneOf", { oneOf: [{ type: "string" }, { type: "null" }] }, { anyOf: [{ type: "string" }, { type: "null" }] }],
    ["allOf", { type: "object", properties: { a: { type: "string" } }, required: ["a"], allOf: [{ properties: { b: { type: "number" } }, required: ["b"] }] }, { type: "object", properties: { a: { type: "string" }, b: { type: "number" } }, required: ["a", "b"] }],
    ["types of which one fits both", { type: ["string", "null"], allOf: [{ type: "string" }] }, { type: "string" }],
    ["limits of both, the narrower winning", { minimum: 1, allOf: [{ minimum: 3 }, { maximum: 5 }] }, { description: "(minimum 3, maximum 5)" }],
    ["limits that no one keyword can say together", { pattern: "^a", allOf: [{ pattern: "z$" }] }, { description: '(pattern "^a", also [{"description":"(pattern \\"z$\\")"}])' }],
    ["a reference with a slash in its name", { $ref: "#/$defs/of~1hull" }, { type: "string" }],
    ["limits in words", { type: "string", description: "A name.", minLength: 1, pattern: "^a", format: "email", default: "a@b" }, { type: "string", description: 'A name. (minLength 1, pattern "^a", format "email", default "a@b")' }],
    ["a reference", { $ref: "#/$defs/Color", description: "The hull's." }, { description: "The hull's. Its color.", enum: ["red"] }],
    ["a reference in a list", { type: "array", items: { $ref: "#/$defs/Color" }, minItems: 2 }, { type: "array", items: { description: "Its color.", enum: ["red"] }, description: "(minItems 2)" }],
    ["anything", { items: true }, { items: {} }],
    ["a map", { type: "object", additionalProperties: { $ref: "#/$defs/Color" } }, { type: "object", description: '(additionalProperties {"description":"Its color.","enum":["red"]})' }],
    ["a tuple", { type: "array", prefixItems: [{ const: 1 }, { type: "string" }] }, { type: "array", description: '(prefixItems [{"enum":[1]},{"type":"string"}])' }],
  ])("says %s", (_, schema, said) => {
    expect(propertyOf(schema, { Color: { description: "Its color.", enum: ["red"] }, "of/hull": { type: "string" } })).toEqual(said);
  });

  it("says what is true and what is false of a property", () => {
    const { parameters } = convert({ properties: { any: true as unknown as JSONObject, none: false as unknown as JSONObject } });
    expect(parameters["properties"]).toEqual({ any: {}, none: { description: "Nothing is allowed here." } });
  });

  it("cuts what contains itself where it begins again, and says so", () => {
    const { parameters, warnings } = convert({ $ref: "#/$defs/Node", $defs: { Node: { type: "object", properties: { value: { type: "string" }, next: { $ref: "#/$defs/Node" } } } } });
    expect(parameters["properties"]).toEqual({ value: { type: "string" }, next: { description: "Again a Node, of the same form as the one around it." } });
    expect(warnings).toEqual([expect.stringContaining("contains itself (#/$defs/Node)")]);
  });

  it("does not take two members that refer to the same for one that contains itself", () => {
    const base = { $ref: "#/$defs/Base" };
    const member = (name: string): JSONObject => ({ allOf: [base, { properties: { [name]: { type: "string" } } }] });
    const { parameters, notes, warnings } = convert({ allOf: [member("a"), member("b"), base], $defs: { Base: { properties: { id: { type: "number" } } } } });
    expect(parameters["properties"]).toEqual({ id: { type: "number" }, a: { type: "string" }, b: { type: "string" } });
    expect([notes, warnings]).toEqual([undefined, []]);
  });

  it("gives the whole one type, since Ollama refuses a list of them there", () => {
    expect(convert({ type: ["object", "null"], properties: { at: { type: ["string", "null"] } } }).parameters).toEqual({ type: "object", properties: { at: { type: ["string", "null"] } } });
  });

  it("says which reference leads nowhere", () => {
    const { parameters, warnings } = convert({ properties: { it: { $ref: "https://host.test/schema" }, that: { $ref: "#/$defs/no~1where" } } });
    expect(JSON.stringify(parameters)).toContain("https://host.test/schema");
    expect(warnings).toHaveLength(2);
  });

  it("gives up on what unfolds without end", () => {
    const definitions = Object.fromEntries(Array.from({ length: 12 }, (_, level) => [`L${level}`, { properties: Object.fromEntries(Array.from({ length: 4 }, (__, place) => [`p${place}`, { $ref: `#/$defs/L${level + 1}` }])) }]));
    const { parameters, warnings } = convert({ $ref: "#/$defs/L0", $defs: definitions });
    expect(JSON.stringify(parameters).length).toBeLessThan(500_000);
    expect(warnings.join()).toMatch(/too large/);
  });

  it("gives up on members that unfold without end", () => {
    const twice = (level: number): JSONObject => ({ allOf: [{ $ref: `#/$defs/L${level}` }, { $ref: `#/$defs/L${level}` }] });
    const definitions = Object.fromEntries(Array.from({ length: 40 }, (_, level) => [`L${level}`, twice(level + 1)]));
    expect(convert({ ...twice(0), $defs: { ...definitions, L40: { description: "the last" } } }).warnings.join()).toMatch(/too large/);
  });

  it("lists the properties of every form that the whole may have, and says the forms", () => {
    const { parameters, notes } = convert({ anyOf: [{ properties: { kind: { const: "a" }, x: { type: "number" } } }, { properties: { kind: { const: "b" } } }] });
    expect(parameters["properties"]).toEqual({ kind: { anyOf: [{ enum: ["a"] }, { enum: ["b"] }] }, x: { type: "number" } });
    expect(notes).toMatch(/^Exactly these forms are allowed: \[\{"properties"/);
  });

  it("says limits of the whole in the tool's words", () => {
    expect(convert({ description: "A trip.", minProperties: 1 }).notes).toBe("A trip. (minProperties 1)");
  });

  const word = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== "__proto__");
  const limit = fc.oneof(
    fc.record({ minimum: fc.integer({ min: 100, max: 999 }) }),
    fc.record({ pattern: fc.uuid() }),
    fc.record({ default: fc.uuid() }),
    fc.record({ const: fc.uuid() }),
    fc.record({ enum: fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }) }),
    fc.record({ format: fc.uuid() }),
    fc.record({ examples: fc.array(fc.uuid(), { maxLength: 2 }) }),
    fc.record({ description: fc.uuid() }),
    fc.record({ title: fc.uuid() }),
  );
  const { schema: anySchema } = fc.letrec<{ schema: JSONObject }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3 },
      limit,
      fc.record({ type: fc.constant("object"), properties: fc.dictionary(word, tie("schema"), { maxKeys: 3 }) }),
      fc.record({ type: fc.constant("array"), items: tie("schema") }),
      fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("schema") }),
      fc.record({ additionalProperties: tie("schema") }),
      fc.tuple(limit, tie("schema")).map(([first, second]) => ({ ...first, allOf: [second] })),
    ) as fc.Arbitrary<JSONObject>,
  }));

  it("sends only what Ollama passes on, and loses nothing", () => {
    fc.assert(
      fc.property(anySchema, (schema) => {
        const { parameters, notes, warnings } = convert({ type: "object", properties: { it: schema } });
        const property = (parameters["properties"] as JSONObject)["it"];
        expect(keywordsOf(property).filter((keyword) => !passedOn.has(keyword))).toEqual([]);
        // Words of words are quoted twice.
        const sent = JSON.stringify(property).replaceAll("\\", "") + (notes ?? "");
        // Two lists of values of which both must hold may have none in common.
        const isContradiction = /"allOf"/.test(JSON.stringify(schema)) && /"(?:enum|const)"/.test(JSON.stringify(schema));
        for (const [leaf] of isContradiction ? [] : JSON.stringify(schema).matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g)) expect(sent).toContain(leaf);
        expect(warnings).toEqual([]);
      }),
    );
  });

  it("says the same of what it has said", () => {
    fc.assert(
      fc.property(anySchema, (schema) => {
        const once = convert({ type: "object", properties: { it: schema } }).parameters;
        expect(convert(once)).toEqual({ parameters: once, notes: undefined, warnings: [] });
      }),
    );
  });
});
