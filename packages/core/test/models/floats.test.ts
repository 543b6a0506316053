import { describe, expect, it } from "vitest";
import { decodeFloats, decodeIntegers } from "../../src/models/floats.ts";

const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

describe("decodeFloats", () => {
  it("reads little-endian floats", () => {
    expect(decodeFloats(encode(new Uint8Array([0, 0, 128, 63, 0, 0, 32, 193])))).toEqual([1, -10]);
  });

  it("reads them from bytes that lie at any place of a shared pool", () => {
    const text = encode(new Uint8Array([0, 0, 128, 63]));
    for (let shift = 0; shift < 8; shift++) {
      Buffer.from("x".repeat(shift));
      expect(decodeFloats(text)).toEqual([1]);
    }
  });

  it("refuses bytes that are not whole floats", () => {
    expect(decodeFloats("AAA=")).toBeUndefined();
  });
});

describe("decodeIntegers", () => {
  it("reads signed bytes", () => {
    expect(decodeIntegers(encode(new Uint8Array([0, 1, 127, 128, 255])))).toEqual([0, 1, 127, -128, -1]);
  });
});
