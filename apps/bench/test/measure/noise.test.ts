import { describe, expect, it } from "vitest";
import { isNoisy, watchNoise } from "../../src/measure/noise.ts";

describe("watchNoise", () => {
  it("tells shares of the CPU time, or that it does not know", () => {
    const readNoise = watchNoise([]);
    const { stealShare, othersShare, load } = readNoise();
    for (const share of [stealShare, othersShare]) expect(share === undefined || (share >= 0 && share <= 1)).toBe(true);
    expect(load).toBeGreaterThanOrEqual(0);
  });
});

describe("isNoisy", () => {
  it("is true where the host or other programs take time away", () => {
    expect(isNoisy({ stealShare: 0.001, othersShare: 0.05, load: 9 })).toBe(false);
    expect(isNoisy({ stealShare: 0.2, othersShare: 0, load: 0 })).toBe(true);
    expect(isNoisy({ stealShare: 0, othersShare: 0.5, load: 0 })).toBe(true);
    expect(isNoisy({ stealShare: undefined, othersShare: undefined, load: 0 })).toBe(false);
  });
});
