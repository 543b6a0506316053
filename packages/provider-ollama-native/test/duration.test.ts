import { describe, expect, it } from "vitest";
import { durationProblem } from "../src/duration.ts";

describe("durationProblem", () => {
  it.each([0, 300, -1, 0.5, "10m", "1h30m", "-1m", "0", "+2h", "1.5h", ".5s", "100ms", "3µs"])("has nothing against %j", (value) => {
    expect(durationProblem(value)).toBeUndefined();
  });

  it.each(["300", "-1", "10", "1 m", "", "m", "10d", "forever", "1h30", "0m x"])("refuses %j, which Ollama would answer with 400", (value) => {
    expect(durationProblem(value)).toMatch(/has no unit/);
  });

  it("says which number is meant where it can be told", () => {
    expect(durationProblem("300")).toContain("give the number 300");
    expect(durationProblem("forever")).not.toContain("give the number");
  });

  it.each([Number.NaN, Infinity, -Infinity])("refuses %d", (value) => {
    expect(durationProblem(value)).toMatch(/negative/);
  });
});
