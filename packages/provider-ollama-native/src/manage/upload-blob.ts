import { InvalidArgumentError } from "@ai-sdk/provider";
import { describeError, type Connection } from "@portolan/core";
import { send } from "./send.ts";

/** Bytes to upload, or the digest of some that the server has: `"sha256:…"`. */
export type OllamaFile = Uint8Array | string;

/** The digest by which the server knows a file. */
export async function digestOf(file: OllamaFile, argument: string): Promise<string> {
  if (typeof file !== "string") {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", file as Uint8Array<ArrayBuffer>));
    return `sha256:${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  }
  if (/^sha256:[0-9a-f]{64}$/.test(file)) return file;
  throw new InvalidArgumentError({ argument, message: `ollama: ${argument} is a file's bytes, or the digest of one that the server has: "sha256:" and 64 hexadecimal digits. Paths are not read` });
}

export async function hasBlob(to: Connection, digest: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await send(to, { method: "HEAD", path: `/api/blobs/${digest}`, signal });
    return true;
  } catch (error) {
    if (signal?.aborted !== true && describeError(error).status === 404) return false;
    throw error;
  }
}

export async function uploadBlob(to: Connection, digest: string, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<void> {
  await send(to, { method: "POST", path: `/api/blobs/${digest}`, body: bytes, signal });
}
