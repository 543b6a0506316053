/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** A camera writes a preview in front of the size; more than this is not looked through. */
const mostBytes = 256 * 1024;

/** The size of a PNG, GIF, WebP or JPEG image, from its first bytes; `undefined` for anything else. */
export function imageSize(data: Uint8Array | string): ImageSize | undefined {
  const bytes = typeof data === "string" ? decodeBeginning(data) : data.subarray(0, mostBytes);
  if (bytes === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = (text: string, at = 0): boolean => [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
  if (begins("\u0089PNG") && view.byteLength >= 24) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (begins("GIF8") && view.byteLength >= 10) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (begins("RIFF") && begins("WEBP", 8) && view.byteLength >= 30) return webpSize(view, String.fromCharCode(bytes[15] ?? 0));
  return begins("\u00ff\u00d8") ? jpegSize(view) : undefined;
}

function decodeBeginning(base64: string): Uint8Array | undefined {
  try {
    // Four characters are three bytes.
    return Uint8Array.from(atob(base64.slice(0, Math.floor(mostBytes / 3) * 4)), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Lossy (`VP8 `), lossless (`VP8L`) and extended (`VP8X`). https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView, kind: string): ImageSize | undefined {
  const read24 = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (kind === "X") return { width: read24(24) + 1, height: read24(27) + 1 };
  if (kind === " ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== "L") return undefined;
  const packed = view.getUint32(21, true);
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}

/** Segment by segment to the frame's header, which is SOF0 to SOF15 without DHT, JPG and DAC. */
function jpegSize(view: DataView): ImageSize | undefined {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
