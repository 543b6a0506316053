import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { ServiceError } from "./script.ts";

/** How one service differs on the wire. Data, and a function where a shape has to be made. */
export interface EmulatorProfile {
  readonly id: string;
  /** Path in front of `/chat/completions`, e.g. `/openai/v1`. */
  readonly basePath: string;
  /** A fake key that looks fake, e.g. `test-key-groq`. */
  readonly apiKey: string;
  readonly models: readonly JSONObject[];
  /** Which field reasoning travels in. */
  readonly reasoningField: "reasoning" | "reasoning_content";
  /** Where usage rides in a stream, and whether it must be asked for by `stream_options`. */
  readonly usage: { readonly on: "own-chunk" | "finish-chunk" | "x_groq"; readonly mustAsk: boolean };
  /** The body of an error answer. */
  readonly errorBody: (error: ServiceError) => JSONValue;
  /** The value of a mid-stream `data:` line that tells of an error. */
  readonly streamError: (error: ServiceError) => JSONValue;
  /** Headers of every answer to a model call: request ids, rate-limit state. */
  readonly headers: () => Readonly<Record<string, string>>;
  /** What the service refuses before any model is asked; `undefined` lets the request pass. */
  readonly refuse?: (body: JSONObject, path: string) => ServiceError | undefined;
  /** Fields on every chunk or body besides OpenAI's. */
  readonly chunkFields?: (position: "first" | "middle" | "last", body: JSONObject) => JSONObject;
}
