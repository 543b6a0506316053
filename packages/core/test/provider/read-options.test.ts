import { InvalidArgumentError } from "@ai-sdk/provider";
import { describe, expect, it, vi } from "vitest";
import { readOptions } from "../../src/provider/read-options.ts";
import type { StandardSchema } from "../../src/provider/spec.ts";

type Result = ReturnType<StandardSchema<object>["~standard"]["validate"]>;
const schemaOf = (validate: (value: unknown) => Result): (() => Promise<StandardSchema<object>>) => async () => ({ "~standard": { version: 1, vendor: "test", validate } });

describe("readOptions", () => {
  it("are the provider's own, those of others left alone", async () => {
    expect(await readOptions("test", { test: { a: 1 }, other: { b: 2 } }, undefined)).toEqual({ a: 1 });
    expect(await readOptions("test", undefined, undefined)).toEqual({});
    expect(await readOptions("constructor", {}, undefined)).toEqual({});
  });

  it("of an id with a dash are found in camel case too, the id itself winning key by key", async () => {
    const options = { "my-service-2": { a: 1 }, myService2: { a: 2, b: 2 } };
    expect(await readOptions("my-service-2", options, undefined)).toEqual({ a: 1, b: 2 });
    expect(await readOptions("my-service-2", { myService2: { b: 2 } }, undefined)).toEqual({ b: 2 });
  });

  it("load their schema only when there are any, and are what it makes of them", async () => {
    const load = vi.fn<() => Promise<StandardSchema<object>>>(schemaOf(() => ({ value: { made: true } })));
    expect(await readOptions("test", { test: {}, other: { b: 2 } }, load)).toEqual({});
    expect(load).not.toHaveBeenCalled();
    expect(await readOptions("test", { test: { a: 1 } }, load)).toEqual({ made: true });
  });

  it("take a schema that answers later", async () => {
    expect(await readOptions("test", { test: { a: 1 } }, schemaOf(async (value) => ({ value: { of: value } })))).toEqual({ of: { a: 1 } });
  });

  it("that do not fit are an error that names each path and what is wrong", async () => {
    const schema = schemaOf(() => ({
      issues: [
        { message: "expected a string", path: ["reasoning", 0, { key: "effort" }] },
        { message: "expected less" },
        { message: "unknown", path: [] },
      ],
    }));
    const reading = readOptions("my-service", { "my-service": { a: 1 } }, schema);
    await expect(reading).rejects.toThrow(InvalidArgumentError);
    await expect(reading).rejects.toMatchObject({ argument: "providerOptions.my-service", message: "providerOptions.my-service: reasoning.0.effort: expected a string; expected less; unknown" });
  });
});
