import { decodeBase64 } from "../bytes/base64.ts";

/**
 * The 32-bit floats in base64 text, in the little-endian order in which services write them; `undefined` when the bytes do not
 * divide by four.
 *
 * A DataView reads them wherever they lie and on any platform, as fast as a Float32Array, and a loop fills the array seven times
 * as fast as `Array.from` (Node 24).
 */
export function decodeFloats(text: string): number[] | undefined {
  const bytes = decodeBase64(text);
  if (bytes.byteLength % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength / 4;
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known, and growing it costs twice the time
  const numbers = new Array<number>(length);
  for (let i = 0; i < length; i++) numbers[i] = view.getFloat32(i * 4, true);
  return numbers;
}

/** The signed bytes in base64 text, as numbers from -128 to 127. */
export function decodeIntegers(text: string): number[] {
  const bytes = decodeBase64(text);
  return Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
