import type { JSONObject } from "@ai-sdk/provider";
import type { Chunk } from "./chat/stream-writer.ts";
import { eventStream } from "./event-stream.ts";
import { jsonLines } from "./json-lines.ts";
import type { EmulatorProfile, Exchange } from "./profile.ts";
import type { Faults } from "./script.ts";

/** How a service streams. */
export interface Framing {
  readonly contentType: string;
  /** Whether a request wants a stream. */
  isAsked(body: JSONObject | undefined): boolean;
  write(chunks: Iterable<Chunk>, faults: Faults, profile: EmulatorProfile, exchange: Exchange): Iterable<string>;
}

const eventStreams: Framing = { contentType: "text/event-stream", isAsked: (body) => body?.["stream"] === true, write: eventStream };

/** Who streams lines does so unless told not to. */
const lines: Framing = { contentType: "application/x-ndjson", isAsked: (body) => body?.["stream"] !== false, write: jsonLines };

export function framingOf({ dialect }: EmulatorProfile): Framing {
  return dialect === "ollama" ? lines : eventStreams;
}
