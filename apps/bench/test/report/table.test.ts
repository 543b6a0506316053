import { describe, expect, it } from "vitest";
import { writeBenchmark, writeSummary, writeTable } from "../../src/report/table.ts";
import type { FinishedBenchmark } from "../../src/report/report.ts";

const quiet = { stealShare: 0, othersShare: 0.01, load: 0.5 };
const finished: FinishedBenchmark = {
  name: "stream",
  title: "one stream",
  seconds: 3.4,
  noise: quiet,
  report: {
    columns: [{ key: "cpuMs", title: "CPU ms" }, { key: "perSecond", title: "chunks/s", digits: 0 }],
    rows: [{ name: "limit", figures: { cpuMs: 1.234, perSecond: 12_345.6 } }, { name: "portolan custom", figures: { cpuMs: 20 } }],
    gates: [{ what: "CPU, a / b", value: 2, bound: { atMost: 1.6, stretch: 1.3 } }, { what: "work, a / b", value: 5, bound: { atLeast: 3, stretch: 4 } }],
    notes: ["a note"],
  },
};

describe("writeTable", () => {
  it("lines the columns up and leaves absent figures empty", () => {
    expect(writeTable(finished.report?.columns ?? [], finished.report?.rows ?? []).split("\n")).toEqual([
      "|                 | CPU ms | chunks/s |",
      "| --------------- | -----: | -------: |",
      "| limit           |   1.23 |   12,346 |",
      "| portolan custom |  20.00 |          |",
    ]);
  });
});

describe("writeBenchmark", () => {
  it("says which gates are met, and by how much not", () => {
    const text = writeBenchmark(finished);
    expect(text).toContain("  - CPU, a / b: 2.00 x (gate ≤ 1.6 x, stretch ≤ 1.3 x): missed by 25 %");
    expect(text).toContain("  + work, a / b: 5.00 x (gate ≥ 3 x, stretch ≥ 4 x): met, stretch too");
    expect(text).toContain("a note\n3 s; steal 0.0 %, other processes 1.0 % of all CPU time, load 0.50\n");
  });

  it("warns of a noisy machine", () => {
    expect(writeBenchmark({ ...finished, noise: { ...quiet, stealShare: 0.3 } })).toContain("steal 30.0 %");
    expect(writeBenchmark({ ...finished, noise: { ...quiet, stealShare: 0.3 } })).toContain("NOISY");
  });

  it("says why there are no figures", () => {
    const { report: _, ...rest } = finished;
    expect(writeBenchmark({ ...rest, failure: "the build failed" })).toContain("could not be run: the build failed");
  });
});

describe("writeSummary", () => {
  it("counts the gates and names what did not run", () => {
    const { report: _, ...rest } = finished;
    expect(writeSummary([finished, { ...rest, name: "import", failure: "no" }])).toBe("1 of 2 gates met; not run: import");
  });
});
