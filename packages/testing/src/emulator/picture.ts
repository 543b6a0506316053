import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What services make at the most; a larger one is refused rather than drawn. */
const longestSide = 4096;

/** The size in `1024x768`, if it is one that is drawn. */
export function pictureSize(text: string): PictureSize | undefined {
  const [, width, height] = /^(\d{1,4})[x*](\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (width === undefined || height === undefined) return undefined;
  return Math.min(width, height) > 0 && Math.max(width, height) <= longestSide ? { width, height } : undefined;
}

/** A PNG file of stripes in two colours that come from `seed`: the same for the same seed and size. */
export function picture({ width, height }: PictureSize, seed: string): Buffer {
  const colours = createHash("sha256").update(seed).digest().subarray(0, 6);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, of a palette: small also where the picture is large.
  header.set([1, 3, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(Math.ceil(width / 8), 0xf0)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([around.subarray(0, 4), typed, around.subarray(4)]);
}
