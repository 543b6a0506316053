import { describe, expect, it } from "vitest";
import { bodyFields } from "../../src/models/provider-fields.ts";

describe("bodyFields", () => {
  it("writes options as services write their fields", () => {
    expect(bodyFields({ test: { outputFormat: "png", top_k: 3 }, other: { seed: 1 } }, "test")).toEqual({ output_format: "png", top_k: 3 });
    expect(bodyFields(undefined, "test")).toEqual({});
  });

  it("finds what is said to an id with a dash in camel case too", () => {
    expect(bodyFields({ lmStudio: { quality: "low" } }, "lm-studio")).toEqual({ quality: "low" });
    expect(bodyFields({ lmStudio: { quality: "low" }, "lm-studio": { quality: "high" } }, "lm-studio")).toEqual({ quality: "high" });
  });
});
