import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decodeBase64, encodeBase64 } from "../../src/bytes/base64.ts";

const plainly = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ["on Node", Buffer],
  ["where there is no Buffer", undefined],
])("%s", (_, buffer) => {
  it("base64 gives its bytes, and bytes their base64", () => {
    vi.stubGlobal("Buffer", buffer);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect([...decodeBase64(plainly(bytes))]).toEqual([...bytes]);
        expect(encodeBase64(bytes)).toBe(plainly(bytes));
      }),
    );
  });

  it("a view of a larger buffer is encoded alone", () => {
    vi.stubGlobal("Buffer", buffer);
    expect(encodeBase64(new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3))).toBe(plainly(new Uint8Array([2, 3])));
  });

  it("bytes of more than one step keep their order", () => {
    vi.stubGlobal("Buffer", buffer);
    const bytes = Uint8Array.from({ length: 0x8000 * 2 + 5 }, (__, index) => index % 251);
    expect(new Uint8Array(decodeBase64(encodeBase64(bytes)))).toEqual(bytes);
  });
});

describe("the platform's own functions", () => {
  it("are used where there are any", () => {
    const bytes = Object.assign(new Uint8Array([1]), { toBase64: () => "encoded" });
    expect(encodeBase64(bytes)).toBe("encoded");
    vi.stubGlobal("Uint8Array", { fromBase64: (text: string) => [text, "decoded"] });
    expect(decodeBase64("AAAA")).toEqual(["AAAA", "decoded"]);
  });
});
