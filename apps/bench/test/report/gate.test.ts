import { describe, expect, it } from "vitest";
import { gatesOf, judge } from "../../src/report/gate.ts";

describe("judge", () => {
  const gate = (value: number, bound: object) => judge({ what: "", value, bound });

  it("knows bounds from above", () => {
    expect(gate(1.6, { atMost: 1.6, stretch: 1.35 })).toEqual({ met: true, stretchMet: false, missedBy: 0 });
    expect(gate(1.3, { atMost: 1.6, stretch: 1.35 })).toEqual({ met: true, stretchMet: true, missedBy: 0 });
    expect(gate(2, { atMost: 1.6 })).toMatchObject({ met: false, missedBy: expect.closeTo(0.25) });
  });

  it("knows bounds from below", () => {
    expect(gate(3.5, { atLeast: 3, stretch: 4 })).toEqual({ met: true, stretchMet: false, missedBy: 0 });
    expect(gate(1.5, { atLeast: 3, stretch: 4 })).toEqual({ met: false, stretchMet: false, missedBy: 0.5 });
  });

  it("tells how many are too many where none is allowed", () => {
    expect(gate(2, { atMost: 0 }).missedBy).toBe(2);
  });
});

describe("gatesOf", () => {
  const figures = new Map([["ours", { median: 9, lo: 2 }], ["peer", { median: 9, lo: 6 }]]);

  it("compares the lower quartiles: costs directly, work per cost the other way round", () => {
    const gates = gatesOf(figures, [{ of: "ours", to: "peer", bound: { atMost: 0.5 } }, { of: "ours", to: "peer", bound: { atLeast: 2 } }]);
    expect(gates.map(({ what, value }) => [what, value])).toEqual([["CPU, ours / peer", 2 / 6], ["work per CPU, ours / peer", 3]]);
  });

  it("leaves out what was not measured", () => {
    expect(gatesOf(figures, [{ of: "ours", to: "absent", bound: { atMost: 1 } }])).toEqual([]);
  });
});
