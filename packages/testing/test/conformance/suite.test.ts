import { describe, expect, it } from "vitest";
import { conformanceCases } from "../../src/index.ts";

describe("the suite", () => {
  it("names each case once, in words", () => {
    const names = conformanceCases.map(({ name }) => name);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
    expect(names.filter((name) => !/^\S.*\s.*\S$/.test(name) || name.endsWith("."))).toEqual([]);
  });

  it("says for each case why it is asked", () => {
    expect(conformanceCases.filter(({ fact }) => !/[.!?`]$/.test(fact)).map(({ name, fact }) => `${name}: ${fact}`)).toEqual([]);
  });

  it("has at least 115 cases for providers of any library", () => {
    expect(conformanceCases.filter(({ needs }) => !needs.includes("portolan")).length).toBeGreaterThanOrEqual(115);
  });
});
