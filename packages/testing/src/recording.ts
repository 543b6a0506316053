import { readFile } from "node:fs/promises";
import type { JSONValue } from "@ai-sdk/provider";
import type { RawAnswer } from "./emulator/script.ts";

/** One exchange with a real server, as it went over the wire. */
export interface Recording {
  /** Name and version. */
  readonly server: string;
  /** What the exchange shows. */
  readonly case: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    /** A string when what was sent is not JSON, `null` when nothing was. */
    readonly body: JSONValue;
  };
  readonly response: {
    readonly status: number;
    /** Lower-case names. */
    readonly headers: Readonly<Record<string, string>>;
    readonly headersAfterMs: number;
    readonly body: string;
    /** Milliseconds since the request was sent, and bytes, of every socket read. */
    readonly reads: readonly (readonly [atMs: number, bytes: number])[];
  };
}

/** The recording in a file. @throws Error naming the file when it holds none. */
export async function readRecording(file: string | URL): Promise<Recording> {
  const value = JSON.parse(await readFile(file, "utf8")) as Partial<Recording> | null;
  if (typeof value?.server !== "string" || typeof value.request?.path !== "string" || typeof value.response?.body !== "string") {
    throw new Error(`${String(file)} holds no recorded exchange`);
  }
  return value as Recording;
}

/** They describe the recorded connection, not the answer; the emulator's own connection has its own. */
const connectionHeaders: ReadonlySet<string> = new Set(["connection", "content-length", "keep-alive", "transfer-encoding"]);

/** The recorded response as an answer of an emulated service: same status, headers and bytes. */
export function replay({ response }: Recording): RawAnswer {
  const { "content-type": contentType, ...others } = response.headers;
  const headers = Object.fromEntries(Object.entries(others).filter(([name]) => !connectionHeaders.has(name)));
  return { kind: "raw", status: response.status, contentType: contentType ?? null, headers, body: response.body };
}
