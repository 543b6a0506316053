import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { sampleFromSchema } from "../../src/emulator/index.ts";
import type { Json } from "./client.ts";

const satisfies = (schema: Json): void => {
  const value = sampleFromSchema(schema);
  const checked = z.fromJSONSchema(schema).safeParse(value);
  expect(checked.success, `${JSON.stringify(schema)} got ${JSON.stringify(value)}`).toBe(true);
};

describe("a sample from a schema", () => {
  it.each<[Json, unknown]>([
    [{ const: 7 }, 7],
    [{ enum: ["b", "a"] }, "b"],
    [{ type: "string", default: "given" }, "given"],
    [{ type: ["null", "boolean"] }, true],
    [{ type: "null" }, null],
    [{ anyOf: [{ type: "integer" }, { type: "string" }] }, 1],
    [{ $defs: { city: { type: "object", properties: { zip: { type: "integer", minimum: 1000 } } } }, $ref: "#/$defs/city" }, { zip: 1000 }],
    [{ allOf: [{ properties: { a: { type: "boolean" } } }, { properties: { b: { type: "null" } } }] }, { a: true, b: null }],
    [{ type: "object", additionalProperties: { type: "string" } }, {}],
    [{ type: "array", items: { type: "number" }, minItems: 3, uniqueItems: true }, [1, 2, 3]],
    [{ type: "array", prefixItems: [{ type: "string" }, { type: "boolean" }] }, ["sample value", true]],
    [{ type: "array", items: { type: "string" }, maxItems: 0 }, []],
    [{ type: "string", format: "date" }, "2026-01-02"],
    [{ type: "string", pattern: "^[A-Z]{3}$" }, "ABC"],
    [{ type: "string", minLength: 20, maxLength: 20 }, "sample value........"],
    [{ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    [{ type: "integer", multipleOf: 7, minimum: 8 }, 14],
    [true, "sample"],
  ])("%j gives %j", (schema, value) => expect(sampleFromSchema(schema)).toEqual(value));

  it("ends for a schema that holds itself", () => {
    const tree = { type: "object", properties: { label: { type: "string" }, children: { type: "array", items: { $ref: "#" } }, parent: { $ref: "#" } }, required: ["label"] };
    satisfies({ ...tree, properties: { label: tree.properties.label } });
    expect(JSON.stringify(sampleFromSchema(tree)).length).toBeLessThan(100_000);
  });

  it("satisfies what zod writes", () => {
    const shape = z.object({
      name: z.string().min(3).max(40),
      age: z.number().int().min(18).max(21),
      email: z.email(),
      when: z.iso.datetime(),
      kind: z.enum(["one", "two"]),
      nested: z.object({ list: z.array(z.object({ value: z.number().positive() })).min(2) }).optional(),
      either: z.union([z.literal("x"), z.number()]),
      maybe: z.string().nullable(),
      map: z.record(z.string(), z.number()),
      variant: z.discriminatedUnion("type", [z.object({ type: z.literal("a"), a: z.string() }), z.object({ type: z.literal("b"), b: z.number() })]),
    });
    expect(shape.safeParse(sampleFromSchema(z.toJSONSchema(shape) as Json)).error).toBeUndefined();
  });

  it("satisfies schemas of every kind", () => {
    const range = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 20 }));
    const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
      schema: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        range.map(([minimum, width]) => ({ type: "integer", minimum, maximum: minimum + width })),
        range.map(([minimum, width]) => ({ type: "number", exclusiveMinimum: minimum, maximum: minimum + width + 1 })),
        range.map(([, length]) => ({ type: "string", minLength: length, maxLength: length + 2 })),
        fc.constantFrom({ type: "boolean" }, { type: "null" }, { type: "string", format: "uuid" }, { enum: ["x", 1, null] }, { const: "fixed" }),
        fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
        fc.tuple(tie("schema"), fc.nat(3)).map(([items, minItems]) => ({ type: "array", items, minItems })),
        fc
          .tuple(fc.dictionary(fc.constantFrom("a", "b", "c"), tie("schema")), fc.boolean())
          .map(([properties, all]) => ({ type: "object", properties, required: all ? Object.keys(properties) : [], additionalProperties: false })),
      ),
    }));
    expect(() => fc.assert(fc.property(schema, satisfies))).not.toThrow();
  });
});
