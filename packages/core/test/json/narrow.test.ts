import { expect, it } from "vitest";
import { asArray, asObject, asText } from "../../src/json/narrow.ts";

it.each([
  [{ a: 1 }, { a: 1 }, undefined, undefined],
  [[1], undefined, [1], undefined],
  [null, undefined, undefined, undefined],
  [undefined, undefined, undefined, undefined],
  ["text", undefined, undefined, "text"],
  ["", undefined, undefined, undefined],
  [0, undefined, undefined, "0"],
  [true, undefined, undefined, undefined],
])("%j as object, array and text", (value, object, array, text) => {
  expect([asObject(value), asArray(value), asText(value)]).toEqual([object, array, text]);
});
