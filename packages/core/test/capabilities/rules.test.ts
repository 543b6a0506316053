import { expect, it } from "vitest";
import { rulesFor, type ModelRule } from "../../src/capabilities/rules.ts";

const rules: readonly ModelRule<never>[] = [{}, { match: /^a-/ }, { match: ["a-1", "b"] }, { match: /B/gi }, { match: /^b/y }];
const matching = (modelId: string): readonly number[] => rulesFor(rules, modelId).map((rule) => rules.indexOf(rule));

it("rulesFor are those without a match, and those whose pattern or list holds the id, in their order", () => {
  expect(matching("a-1")).toEqual([0, 1, 2]);
  expect(matching("a-12")).toEqual([0, 1]);
  expect(matching("c")).toEqual([0]);
});

it("a pattern's flags do not make it forget", () => {
  for (let time = 0; time < 3; time += 1) expect(matching("b")).toEqual([0, 2, 3, 4]);
});
