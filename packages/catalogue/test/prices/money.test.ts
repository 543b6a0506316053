import { InvalidArgumentError } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perToken, sumDollars, toDollars, toPicodollars } from "../../src/prices/money.ts";

describe("money", () => {
  it.each([
    [2.5, 2_500_000n],
    [0.0375, 37_500n],
    [0.003625, 3625n],
    [1e-7, 0n],
    [6e-7, 1n],
    [0.083_333_333_333_333_34, 83_333n],
    [0, 0n],
    [1e21, 10n ** 27n],
  ])("a price of %d dollars a million tokens is whole picodollars a token", (price, picodollars) => {
    expect(perToken(price)).toBe(picodollars);
  });

  it("sums without the dust of binary fractions", () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(sumDollars([0.1, 0.2])).toBe(0.3);
    expect(sumDollars(Array.from({ length: 1000 }, () => 0.000_001))).toBe(0.001);
    expect(sumDollars([])).toBe(0);
    expect(sumDollars([0.5, -0.2])).toBe(0.3);
  });

  it.each([Number.NaN, Infinity, undefined as never, null as never])("sums no %s", (amount) => {
    expect(() => sumDollars([0.1, amount])).toThrow(InvalidArgumentError);
    expect(() => sumDollars([0.1, amount])).toThrow(/a cost that is not known has to be left out/);
  });

  it("gives back every amount that it takes", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (picodollars) => {
        expect(toPicodollars(toDollars(picodollars))).toBe(picodollars);
      }),
    );
  });

  it("sums the same in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 9 })), (microdollars) => {
        const amounts = microdollars.map((amount) => amount / 1e6);
        expect(sumDollars(amounts)).toBe(sumDollars(amounts.toReversed()));
        expect(sumDollars(amounts)).toBe(microdollars.reduce((sum, amount) => sum + amount, 0) / 1e6);
      }),
    );
  });
});
