import { createHash } from "node:crypto";

/** The same identifier for the same seed: answers of an emulator can be compared from run to run. */
export function identifier(seed: string, length: number, alphabet = "0123456789abcdef"): string {
  let text = "";
  for (let block = 0; text.length < length; block += 1) {
    for (const byte of createHash("sha256").update(`${seed} ${block}`).digest()) text += alphabet.charAt(byte % alphabet.length);
  }
  return text.slice(0, length);
}

export function uuid(seed: string): string {
  const digits = identifier(seed, 32);
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`, digits.slice(20)].join("-");
}
