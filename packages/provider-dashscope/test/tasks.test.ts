import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waits } from "../src/tasks.ts";

const firstOf = (count: number, firstMs: number): number[] => {
  const all = waits(firstMs);
  return Array.from({ length: count }, () => all.next().value ?? Number.NaN);
};

describe("waits between two looks at a task", () => {
  it("grow by half, up to ten seconds", () => {
    expect(firstOf(8, 1000)).toEqual([1000, 1500, 2250, 3375, 5062.5, 7593.75, 10_000, 10_000]);
  });

  it("never shrink and never pass the longest", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (firstMs) => {
        const all = firstOf(30, firstMs);
        expect(all.every((wait, index) => wait <= 10_000 && wait >= (all[index - 1] ?? 0))).toBe(true);
      }),
    );
  });
});
