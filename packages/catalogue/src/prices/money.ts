import { InvalidArgumentError } from "@ai-sdk/provider";

/**
 * Money is counted in whole picodollars, a millionth of a millionth of a dollar: a price of one dollar per million tokens is a
 * million of them a token, so that every price with up to six decimals, and every sum of costs, is exact.
 */
const picodollarsPerDollar = 1_000_000_000_000n;
const decimals = 12;

/** What one token costs, in picodollars, at a price in dollars per million tokens. Finer than six decimals is rounded. */
export function perToken(dollarsPerMillion: number): bigint {
  return toScaled(dollarsPerMillion, 6);
}

export function toPicodollars(dollars: number): bigint {
  return toScaled(dollars, decimals);
}

/** The number that prints as the exact amount, as far as a number can. */
export function toDollars(picodollars: bigint): number {
  const sign = picodollars < 0n ? "-" : "";
  const amount = picodollars < 0n ? -picodollars : picodollars;
  return Number(`${sign}${amount / picodollarsPerDollar}.${String(amount % picodollarsPerDollar).padStart(decimals, "0")}`);
}

/**
 * The sum of amounts in dollars, without the dust of binary fractions: `sumDollars([0.1, 0.2])` is `0.3`.
 *
 * Exact for what `costOf` gives, to a picodollar for any other amount.
 *
 * @throws InvalidArgumentError for what is no amount, such as the cost of a call whose price is not known
 */
export function sumDollars(amounts: Iterable<number>): number {
  let sum = 0n;
  for (const amount of amounts) {
    if (!Number.isFinite(amount)) throw new InvalidArgumentError({ argument: "amounts", message: `an amount is a number of dollars, not ${String(amount)}; a cost that is not known has to be left out` });
    sum += toPicodollars(amount);
  }
  return toDollars(sum);
}

/** By the digits of the number as it prints: 0.145 is 145 thousandths, whatever its binary fraction is. */
function toScaled(value: number, digits: number): bigint {
  const [mantissa = "0", exponent = "0"] = String(Math.abs(value)).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const shift = digits + Number(exponent) - fraction.length;
  const figures = BigInt(whole + fraction);
  const scaled = shift >= 0 ? figures * 10n ** BigInt(shift) : roundedQuotient(figures, 10n ** BigInt(-shift));
  return value < 0 ? -scaled : scaled;
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor / 2n) / divisor;
}
