export interface Sound {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const sampleRate = 24_000;

/** A short sound that players and decoders accept. */
export function sound(format: string, seconds: number): Sound {
  switch (format) {
    case "mp3":
      return { contentType: "audio/mpeg", bytes: silentMp3(seconds) };
    case "pcm":
      return { contentType: "audio/pcm", bytes: tone(seconds) };
    default:
      return { contentType: "audio/wav", bytes: wav(tone(seconds)) };
  }
}

/** How long a WAV file plays; `undefined` when the bytes are not one. */
export function wavSeconds(bytes: Uint8Array): number | undefined {
  const file = Buffer.from(bytes);
  if (file.length < 44 || file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") return undefined;
  const bytesPerSecond = file.readUInt32LE(28);
  for (let position = 12; position + 8 <= file.length; ) {
    const size = file.readUInt32LE(position + 4);
    // Streamed files claim the largest size there is; what came counts.
    if (file.toString("latin1", position, position + 4) === "data") return Math.min(size, file.length - position - 8) / bytesPerSecond;
    position += 8 + size + (size % 2);
  }
  return undefined;
}

/** 16-bit samples of one channel. */
function tone(seconds: number): Buffer {
  const samples = Buffer.alloc(Math.round(seconds * sampleRate) * 2);
  for (let index = 0; index < samples.length / 2; index += 1) {
    samples.writeInt16LE(Math.round(1000 * Math.sin((2 * Math.PI * 220 * index) / sampleRate)), index * 2);
  }
  return samples;
}

function wav(samples: Buffer): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** MPEG-1 layer III, 128 kbit/s, 44.1 kHz, one channel; a frame of zeros after its header is silence. */
function silentMp3(seconds: number): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb90c0, 0);
  const frames = Math.max(1, Math.round((seconds * 44_100) / 1152));
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}
