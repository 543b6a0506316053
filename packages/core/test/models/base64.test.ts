import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decodeBase64, decodeFloats } from "../../src/models/base64.ts";

const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

describe("decodeBase64", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ["on Node", Buffer],
    ["where there is no Buffer", undefined],
  ])("gives the bytes back %s", (_, buffer) => {
    vi.stubGlobal("Buffer", buffer);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect([...decodeBase64(encode(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it("uses the platform's own decoder where there is one", () => {
    vi.stubGlobal("Uint8Array", { fromBase64: (text: string) => [text, "decoded"] });
    expect(decodeBase64("AAAA")).toEqual(["AAAA", "decoded"]);
  });
});

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
