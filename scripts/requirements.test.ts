import { describe, expect, it } from "vitest";
import { readCoverage, unknownNumbers } from "./requirements/coverage.ts";

describe("docs/requirements.md", () => {
  it("numbers every promise once", () => {
    const numbers = readCoverage().map(({ number }) => number);
    expect(numbers.length).toBeGreaterThan(50);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("has no promise without a test", () => {
    expect(readCoverage().filter(({ tests }) => tests.length === 0).map(({ number, promise }) => `${number} ${promise}`)).toEqual([]);
  });

  it("knows every number that a test bears", () => {
    expect(unknownNumbers()).toEqual([]);
  });
});
