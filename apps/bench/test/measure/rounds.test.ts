import { describe, expect, it } from "vitest";
import { cpuMsPerUnit, figuresOf, ratioOf } from "../../src/measure/figures.ts";
import { measureRounds } from "../../src/measure/rounds.ts";

function subjectsThat(write: string[]) {
  return ["a", "b", "c"].map((name) => ({
    name,
    run() {
      write.push(name);
      return Promise.resolve({ units: 2, latenciesMs: [1] });
    },
  }));
}

describe("measureRounds", () => {
  it("runs every subject once a round, each round beginning with another", async () => {
    const ran: string[] = [];
    await measureRounds(subjectsThat(ran), { rounds: 3, warmups: 1 });
    expect(ran.join("").match(/.{3}/g)).toEqual(["abc", "abc", "bca", "cab"]);
  });

  it("keeps the samples of the measured rounds alone", async () => {
    const samples = await measureRounds(subjectsThat([]), { rounds: 2, warmups: 3 });
    expect([...samples].map(([name, rounds]) => [name, rounds.length])).toEqual([["a", 2], ["b", 2], ["c", 2]]);
    for (const sample of samples.get("a") ?? []) expect(sample).toMatchObject({ units: 2, latenciesMs: [1], cpuMs: expect.any(Number), wallMs: expect.any(Number) });
  });
});

describe("figuresOf", () => {
  const sample = { units: 4, latenciesMs: [], wallMs: 1 };
  const figures = figuresOf(new Map([["slow", [{ ...sample, cpuMs: 8 }]], ["quick", [{ ...sample, cpuMs: 2 }]]]), cpuMsPerUnit);

  it("tells the cost of one unit", () => {
    expect(figures.get("slow")).toEqual({ median: 2, lo: 2 });
  });

  it("compares subjects, as far as they were measured", () => {
    expect(ratioOf(figures, "slow", "quick")).toBe(4);
    expect(ratioOf(figures, "slow", "absent")).toBeUndefined();
  });
});
