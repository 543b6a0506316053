import { InvalidArgumentError } from "@ai-sdk/provider";
import { createDashScope } from "@portolan/provider-dashscope";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTaskTimes, waits } from "../src/tasks.ts";

const firstOf = (count: number, firstMs: number): number[] => {
  const all = waits(firstMs);
  return Array.from({ length: count }, () => all.next().value ?? Number.NaN);
};

describe("times of a task", () => {
  it("are ten minutes and a second unless told otherwise, and 0 is no end", () => {
    expect(readTaskTimes()).toEqual({ timeoutMs: 600_000, pollMs: 1000 });
    expect(readTaskTimes({ timeoutMs: 0, pollMs: 0 })).toEqual({ timeoutMs: Infinity, pollMs: 0 });
  });

  it.each([{ timeoutMs: -1 }, { timeoutMs: Number.NaN }, { pollMs: -5 }, { pollMs: Number.NaN }, { pollMs: "1s" as never }])("that are none are refused before anything is paid for: %j", (tasks) => {
    const [name] = Object.keys(tasks);
    const provider = createDashScope({ apiKey: "test-key-dashscope", tasks });
    expect(() => provider.imageModel("qwen-image")).toThrow(InvalidArgumentError);
    expect(() => provider.imageModel("qwen-image")).toThrow(`tasks.${name} is a number of milliseconds, 0 or more`);
  });
});

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
