/** Thrown by `readBytes` when a body is longer than it may be. */
export class BodyTooLargeError extends Error {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`the body is longer than ${limitBytes} bytes`);
    this.limitBytes = limitBytes;
  }
}

/** The whole body's bytes. @throws BodyTooLargeError past the limit */
export async function readBytes(read: () => Promise<Uint8Array | undefined>, limitBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let piece = await read(); piece !== undefined; piece = await read()) {
    length += piece.length;
    if (length > limitBytes) throw new BodyTooLargeError(limitBytes);
    pieces.push(piece);
  }
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

/** A body's beginning as text: as far as the limit, or as far as it came before it broke off. */
export async function readBeginning(read: () => Promise<Uint8Array | undefined>, limitBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let room = limitBytes;
  try {
    while (room > 0) {
      const piece = await read();
      if (piece === undefined) break;
      text += decoder.decode(piece.subarray(0, room), { stream: true });
      room -= piece.length;
    }
  } catch {
    // What came is still worth reading.
  }
  return text + decoder.decode();
}
