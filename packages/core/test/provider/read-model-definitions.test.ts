import { InvalidArgumentError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { readModelDefinitions } from "../../src/provider/read-model-definitions.ts";

const read = (value: unknown): unknown => readModelDefinitions(value, "ACME_MODELS");

describe("readModelDefinitions", () => {
  it("[S2-8] reads definitions by name, and leaves them as they are written", () => {
    const value = {
      "GLM-4.6": { id: "glm-4.6", options: { reasoning_effort: "high", temperature: 0.2 } },
      "vendor/large": { system: "Be brief.", tools: true, contextWindow: 128_000, kind: "language", reasoningLevels: ["low", "high"], seed: "unknown" },
      plain: {},
    };
    expect(read(value)).toEqual(value);
    expect(read(read(value))).toEqual(value);
  });

  it("[S2-8] reads an array of names and of definitions that bear a name or an id", () => {
    expect(read(["big-pickle", { name: "K2", id: "kimi-k2" }, { id: "deepseek-r1", options: { top_p: 0.9 } }])).toEqual({
      "big-pickle": {},
      K2: { id: "kimi-k2" },
      "deepseek-r1": { id: "deepseek-r1", options: { top_p: 0.9 } },
    });
  });

  it("has no models where there are none", () => {
    expect([read({}), read([])]).toEqual([{}, {}]);
  });

  it.each(["__proto__", "constructor", "toString"])("takes %s for a name like any other", (name) => {
    const fromObject = readModelDefinitions(JSON.parse(`{ ${JSON.stringify(name)}: { "id": "x" } }`), "ACME_MODELS");
    const fromArray = readModelDefinitions([{ name, id: "x" }], "ACME_MODELS");
    for (const definitions of [fromObject, fromArray]) {
      expect(Object.entries(definitions)).toEqual([[name, { id: "x" }]]);
      expect(Object.getPrototypeOf(definitions)).toBe(Object.prototype);
    }
  });

  it.each([
    ["a text", "gpt", "ACME_MODELS: expected an object of model definitions by name, or an array, got a string."],
    ["null", null, "ACME_MODELS: expected an object of model definitions by name, or an array, got null."],
    ["a definition that is an id", { GLM: "glm-4.6" }, 'ACME_MODELS["GLM"]: expected an object such as { "id": "…", "options": { … } }, got a string.'],
    ["an empty name", { " ": {} }, "ACME_MODELS: a model has an empty name."],
    ["an item without a name", [{ options: {} }], "ACME_MODELS[0]: a definition in an array needs a `name` or an `id`."],
    ["an item that is a number", ["a", 7], "ACME_MODELS[1]: expected a model's name or an object with one, got 7."],
    ["a name twice", ["a", { name: "a", id: "b" }], 'ACME_MODELS: "a" is defined twice.'],
    ["an id that is no text", { a: { id: 7 } }, 'ACME_MODELS["a"].id: expected a text, got 7.'],
    ["an empty system", { a: { system: "" } }, 'ACME_MODELS["a"].system: expected a text, got an empty string.'],
    ["options that are none", { a: { options: ["temperature"] } }, 'ACME_MODELS["a"].options: expected an object, got an array.'],
    ["a flag that is a text", { a: { tools: "yes" } }, 'ACME_MODELS["a"].tools: expected true, false or "unknown", got a string.'],
    ["an option that is a capability's name", { a: { reasoning: "high" } }, 'ACME_MODELS["a"].reasoning: expected true, false or "unknown", got a string; an option belongs inside `options` of ACME_MODELS["a"].'],
    ["a limit that is a fraction", { a: { contextWindow: 1.5 } }, 'ACME_MODELS["a"].contextWindow: expected an integer of at least 1, got 1.5.'],
    ["an unknown kind", { a: { kind: "chat" } }, 'ACME_MODELS["a"].kind: expected one of language, '],
    ["a level that is none", { a: { reasoningLevels: ["huge"] } }, 'ACME_MODELS["a"].reasoningLevels: expected an array of none, '],
    ["an option outside of options", { a: { id: "b", temperature: 1 } }, 'ACME_MODELS["a"].temperature: is an option: write it inside `options` of ACME_MODELS["a"].'],
    ["a key that is misspelt", { a: { option: {} } }, 'ACME_MODELS["a"].option: is no key of a model\'s definition; '],
    ["an option out of range", { a: { options: { temperature: 3 } } }, 'ACME_MODELS["a"].options.temperature: expected a number from 0 to 2, got 3.'],
  ])("[S2-9] says where %s stands and what belongs there", (_, value, message) => {
    expect(() => read(value)).toThrow(message);
    expect(() => read(value)).toThrow(expect.toSatisfy(InvalidArgumentError.isInstance));
  });

  it("shows no text of a value", () => {
    const secret = "sk-test-secret";
    for (const value of [secret, { a: secret }, { a: { tools: secret } }, { a: { options: secret } }, { a: { options: { stop: [secret, 1] } } }, { a: { kind: secret } }]) {
      expect(() => read(value)).toThrow(expect.toSatisfy((error: Error) => !JSON.stringify([error.message, error]).includes(secret)));
    }
  });
});
