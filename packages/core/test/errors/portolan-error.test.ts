import { AISDKError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { PortolanError } from "../../src/errors/portolan-error.ts";

describe("PortolanError", () => {
  const error = new PortolanError({ code: "PORTOLAN_SETTINGS", message: "bad", cause: "why" });

  it("carries its code, its cause and its name", () => {
    expect(error).toMatchObject({ code: "PORTOLAN_SETTINGS", message: "bad", name: "PortolanError", cause: "why" });
    expect(AISDKError.isInstance(error)).toBe(true);
  });

  it("is recognised across copies, and nothing else is", () => {
    expect(PortolanError.isInstance(error)).toBe(true);
    expect(PortolanError.isInstance(Object.assign(new Error("x"), { [Symbol.for("portolan.error")]: true }))).toBe(true);
    for (const other of [new Error("x"), null, undefined, "PortolanError", {}]) expect(PortolanError.isInstance(other)).toBe(false);
  });
});
