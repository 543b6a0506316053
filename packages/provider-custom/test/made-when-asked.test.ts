import { expect, it, vi } from "vitest";
import { madeWhenAsked } from "../src/made-when-asked.ts";

it("makes a value at its first use, once, and names all before", () => {
  const first = vi.fn<() => { id: string }>(() => ({ id: "first" }));
  const second = vi.fn<() => { id: string }>(() => ({ id: "second" }));
  const record = madeWhenAsked({ first, second });
  expect(Object.keys(record)).toEqual(["first", "second"]);
  expect(Object.hasOwn(record, "first")).toBe(true);
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  expect(record.first).toBe(record.first);
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  expect(Object.values(record).map(({ id }) => id)).toEqual(["first", "second"]);
});
