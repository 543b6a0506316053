import { describe, expect, it } from "vitest";
import { growthExponent, quantile, summarise } from "../../src/measure/statistics.ts";

describe("quantile", () => {
  it("interpolates between neighbours, whatever their order", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 2], 0.25)).toBe(4);
    expect(quantile([7], 0.25)).toBe(7);
  });

  it("refuses to say something of nothing", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe("summarise", () => {
  it("tells the median and the lower quartile", () => {
    expect(summarise([5, 1, 4, 2, 3])).toEqual({ median: 3, lo: 2 });
  });
});

describe("growthExponent", () => {
  it("is 1 for linear and 2 for quadratic costs", () => {
    expect(growthExponent({ size: 100, cost: 3 }, { size: 400, cost: 12 })).toBeCloseTo(1);
    expect(growthExponent({ size: 100, cost: 3 }, { size: 400, cost: 48 })).toBeCloseTo(2);
  });
});
