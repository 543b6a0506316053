import { generateText, jsonSchema, Output, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { collect, local, server, steady } from "./local.ts";

interface City {
  readonly name: string;
  readonly big: boolean;
  readonly rivers: readonly ("Po" | "Tiber")[];
}

const city = Output.object({
  schema: jsonSchema<City>({
    type: "object",
    properties: {
      name: { type: "string", maxLength: 10 },
      big: { type: "boolean" },
      rivers: { type: "array", items: { type: "string", enum: ["Po", "Tiber"] }, minItems: 1, maxItems: 2 },
    },
    required: ["name", "big", "rivers"],
    additionalProperties: false,
  }),
});

function expectCity(value: City): void {
  expect(Object.keys(value).toSorted()).toEqual(["big", "name", "rivers"]);
  expect(value.name.length).toBeLessThanOrEqual(10);
  expect(value.big).toBeTypeOf("boolean");
  expect([["Po"], ["Tiber"], ["Po", "Tiber"], ["Tiber", "Po"], ["Po", "Po"], ["Tiber", "Tiber"]]).toContainEqual(value.rivers);
}

describe("structured output", () => {
  // A model of this size keeps to a schema only because the server holds it to one: the schema must have arrived.
  it("follows the schema, whole and streamed alike", async () => {
    const call = { model: local(server.modelId), ...steady, maxOutputTokens: 200, output: city, prompt: "Rome" };
    const { output, finishReason } = await generateText(call);
    expectCity(output);
    expect(finishReason).toBe("stop");
    const streamed = streamText(call);
    const partial = await collect(streamed.partialOutputStream);
    expect(partial.length).toBeGreaterThan(1);
    expect(await streamed.output).toEqual(output);
  });
});
