import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { ReasoningField, ScriptedToolCall, ServiceError, ToolDeltaForm } from "./script.ts";

/** The call an answer belongs to. */
export interface Exchange {
  /** Counts the requests of one emulator, from 1. */
  readonly sequence: number;
  /** As the service writes it into its headers, the same for one exchange. */
  readonly requestId: string;
}

/** Tokens of one answer, as the emulator counts them: four characters are one. */
export interface TokenCounts {
  readonly prompt: number;
  /** With the tokens of reasoning. */
  readonly completion: number;
  readonly reasoning: number;
}

export type Endpoint =
  | "/chat/completions"
  | "/completions"
  | "/embeddings"
  | "/models"
  | "/audio/transcriptions"
  | "/audio/translations"
  | "/audio/speech";

/** The service's own words for what it refuses. */
export interface ServiceWords {
  readonly missingKey: () => ServiceError;
  readonly wrongKey: (key: string) => ServiceError;
  readonly unknownPath: (method: string, path: string) => ServiceError;
  readonly unknownModel: (modelId: string) => ServiceError;
  readonly invalidJson: () => ServiceError;
  readonly missingField: (field: string) => ServiceError;
  readonly unknownField: (field: string) => ServiceError;
  /** A request over the limit; its answer carries the wait in the headers too. */
  readonly rateLimited: (modelId: string, retryAfterSeconds: number) => ServiceError;
}

/** How one service differs on the wire. Data, and a function where a shape has to be made. */
export interface EmulatorProfile {
  readonly id: string;
  /** Path in front of `/chat/completions`, e.g. `/openai/v1`. */
  readonly basePath: string;
  /** A fake key that looks fake, e.g. `test-key-groq`. */
  readonly apiKey: string;
  readonly models: readonly JSONObject[];
  /** What the service has. @default all */
  readonly endpoints?: readonly Endpoint[];
  /** Which field reasoning travels in. */
  readonly reasoningField: "reasoning" | "reasoning_content";
  /** Where the request wants reasoning; `undefined` means `reasoningField`. */
  readonly reasoningAsked?: (body: JSONObject) => ReasoningField | "none" | undefined;
  /** Models that reason without being asked. */
  readonly isReasoningModel?: (modelId: string) => boolean;
  /** How the built-in test voice's tool calls are streamed. @default "indexed" */
  readonly toolDeltas?: ToolDeltaForm;
  /** Where usage rides in a stream, and whether it must be asked for by `stream_options`. */
  readonly usage: { readonly on: "own-chunk" | "finish-chunk" | "x_groq"; readonly mustAsk: boolean };
  /** The usage object. @default OpenAI's */
  readonly usageObject?: (counts: TokenCounts) => JSONObject;
  /** The body of an error answer. */
  readonly errorBody: (error: ServiceError) => JSONValue;
  /** The value of a mid-stream `data:` line that tells of an error. */
  readonly streamError: (error: ServiceError) => JSONValue;
  /** Where the service's words differ from OpenAI's. */
  readonly words?: Partial<ServiceWords>;
  /** The id of a request. @default `req_` and 32 hexadecimal digits */
  readonly requestId?: (sequence: number) => string;
  /** Headers of every answer: request ids, rate-limit state, and with an error how long to wait. */
  readonly headers: (exchange: Exchange, error?: ServiceError) => Readonly<Record<string, string>>;
  /** What the service refuses before any model is asked; `undefined` lets the request pass. `path` is the one behind `basePath`, `models` the current list. */
  readonly refuse?: (body: JSONObject, path: string, models: readonly JSONObject[]) => ServiceError | undefined;
  /** The service's verdict on what the model called, where a script sets `validateToolCalls`. */
  readonly refuseToolCalls?: (calls: readonly ScriptedToolCall[], body: JSONObject) => ServiceError | undefined;
  /** Fields on every chunk or body besides OpenAI's. */
  readonly chunkFields?: (position: "first" | "middle" | "last" | "whole", body: JSONObject, exchange: Exchange) => JSONObject;
  /** Fields of the first delta or of the message besides `role` and `content`; a field set to `undefined` is left out. */
  readonly messageFields?: (position: "first" | "whole", hasText: boolean) => JSONObject;
}
