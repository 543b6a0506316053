import { describe, expect, it } from "vitest";
import { readArguments } from "../src/arguments.ts";

describe("readArguments", () => {
  it("measures everything in full when nothing is said", () => {
    expect(readArguments([])).toEqual({ size: "full", only: [], contestants: [], rounds: undefined, json: false, help: false });
  });

  it("reads every option", () => {
    expect(readArguments(["--quick", "--only", "calls", "--only", "stream", "--contestant", "limit", "--rounds", "3", "--json"])).toEqual({
      size: "quick", only: ["calls", "stream"], contestants: ["limit"], rounds: 3, json: true, help: false,
    });
  });

  it.each([
    [["--only", "streem"], "there is no benchmark streem"],
    [["--rounds", "0"], '--rounds must be a whole number from 1, not "0"'],
    [["--rounds", "many"], '--rounds must be a whole number from 1, not "many"'],
    [["--fast"], "--fast"],
  ])("refuses %j", (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });
});
