/** First bytes of the formats that models take; `undefined` stands for any byte. */
const signatures: readonly { readonly mediaType: string; readonly bytes: readonly (number | undefined)[] }[] = [
  { mediaType: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { mediaType: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { mediaType: "image/gif", bytes: [0x47, 0x49, 0x46, 0x38] },
  { mediaType: "image/webp", bytes: [0x52, 0x49, 0x46, 0x46, undefined, undefined, undefined, undefined, 0x57, 0x45, 0x42, 0x50] },
  { mediaType: "image/bmp", bytes: [0x42, 0x4d] },
  { mediaType: "image/tiff", bytes: [0x49, 0x49, 0x2a, 0x00] },
  { mediaType: "image/tiff", bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { mediaType: "image/avif", bytes: [undefined, undefined, undefined, undefined, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66] },
  { mediaType: "image/heic", bytes: [undefined, undefined, undefined, undefined, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63] },
  { mediaType: "audio/wav", bytes: [0x52, 0x49, 0x46, 0x46, undefined, undefined, undefined, undefined, 0x57, 0x41, 0x56, 0x45] },
  { mediaType: "audio/mpeg", bytes: [0x49, 0x44, 0x33] },
  { mediaType: "audio/mpeg", bytes: [0xff, 0xfb] },
  { mediaType: "audio/ogg", bytes: [0x4f, 0x67, 0x67, 0x53] },
  { mediaType: "audio/flac", bytes: [0x66, 0x4c, 0x61, 0x43] },
  { mediaType: "audio/webm", bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { mediaType: "audio/mp4", bytes: [undefined, undefined, undefined, undefined, 0x66, 0x74, 0x79, 0x70, 0x4d, 0x34, 0x41] },
];

/** The media type of data that is known to be an image or audio, from its first bytes. */
export function detectMediaType(start: Uint8Array, topLevel: string): string | undefined {
  return signatures.find(
    ({ mediaType, bytes }) =>
      mediaType.startsWith(`${topLevel}/`) && start.length >= bytes.length && bytes.every((byte, index) => byte === undefined || byte === start[index]),
  )?.mediaType;
}
