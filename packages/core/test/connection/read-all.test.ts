import { expect, it } from "vitest";
import { BodyTooLargeError, readBeginning, readBytes } from "../../src/connection/read-all.ts";

const reading = (...pieces: readonly (readonly number[] | Error)[]): (() => Promise<Uint8Array | undefined>) => {
  const left = [...pieces];
  return async () => {
    const piece = left.shift();
    if (piece instanceof Error) throw piece;
    return piece === undefined ? undefined : Uint8Array.from(piece);
  };
};

it.each([
  [[], []],
  [[[1, 2]], [1, 2]],
  [[[1], [], [2, 3]], [1, 2, 3]],
])("readBytes of %j is %j", async (pieces, bytes) => {
  expect([...(await readBytes(reading(...pieces), 3))]).toEqual(bytes);
});

it("readBytes gives up past its limit", async () => {
  await expect(readBytes(reading([1, 2], [3, 4]), 3)).rejects.toThrow(BodyTooLargeError);
});

it("readBeginning cuts at its limit, and where the body breaks off, between letters too", async () => {
  expect(await readBeginning(reading([0x61, 0x62], [0x63, 0x64]), 3)).toBe("abc");
  expect(await readBeginning(reading([0x61, 0xc3], [0xbc]), 10)).toBe("aü");
  expect(await readBeginning(reading([0x61, 0xc3], new Error("reset")), 10)).toBe("a\uFFFD");
});
