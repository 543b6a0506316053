import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/** What a scripted model calls. `arguments` is the JSON text as the model writes it, malformed text included. */
export interface ScriptedToolCall {
  readonly name: string;
  readonly arguments: string;
  /** @default a generated id; `null` or `""` is sent as such. */
  readonly id?: string | null;
}

/** Milliseconds to wait. Nothing waits unless told to. */
export interface Pace {
  readonly beforeHeadersMs?: number;
  /** Between headers and the first frame. */
  readonly beforeFirstFrameMs?: number;
  readonly betweenFramesMs?: number;
}

/**
 * How an error in the middle of a stream is written: `profile` in the service's own form; `x_groq` as a string on an
 * ordinary chunk (Groq); `named-event` after a line `event: error`; `finish-chunk` beside the finish reason `error`
 * (OpenRouter); `flat` without an `error` object around it (Mistral).
 */
export type StreamErrorForm = "profile" | "x_groq" | "named-event" | "finish-chunk" | "flat";

/**
 * What goes wrong on the wire, each on its own or together.
 *
 * Bytes are counted and cut for every answer; where several would end the body, the one with the fewest bytes does.
 * What speaks of chunks is for streams, of comments and `[DONE]` for event streams.
 */
export interface Faults {
  /** Write this many bytes of the body, then close the socket in order (the chunked body stays unterminated). */
  readonly cutAfterBytes?: number;
  /** Write this many bytes of the body, then reset the connection. */
  readonly resetAfterBytes?: number;
  /** Write this many bytes of the body, then write nothing more and keep the connection open. */
  readonly hangAfterBytes?: number;
  /** Accept the request and never answer. */
  readonly neverAnswer?: boolean;
  /** Split the body into pieces of this many bytes, each its own socket write (1 splits UTF-8 sequences). */
  readonly pieceBytes?: number;
  /** Milliseconds between those pieces: a slow loris when above 0. */
  readonly pieceEveryMs?: number;
  /** Line ending of the stream. @default "\n" */
  readonly lineEnding?: "\n" | "\r\n" | "\r";
  /** A comment line (`: text`) before each frame. */
  readonly comments?: string;
  /** Leave out the closing `data: [DONE]`. */
  readonly noDone?: boolean;
  /** Leave out the chunk with the finish reason, the usage and `[DONE]`: the body ends in order, the answer does not. */
  readonly noFinish?: boolean;
  /** Send the usage chunk this many times. @default 1 */
  readonly usageTimes?: number;
  /** After this many chunks, one line that is not JSON. */
  readonly garbageAfterChunks?: number;
  /** After this many chunks, an error in the middle of the stream; the stream then ends, without `[DONE]`. */
  readonly errorAfterChunks?: { readonly chunks: number; readonly error: ServiceError; readonly form?: StreamErrorForm };
  /** Blank lines before a JSON body (DeepSeek keeps connections alive so). */
  readonly leadingBlankLines?: number;
}

/** An error in neutral words; the profile writes it in the service's own shape. */
export interface ServiceError {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly code?: string | number | null;
  /** Further fields of the service's error object, e.g. `failed_generation`. */
  readonly extra?: JSONObject;
}

/** How the calls of a model are cut into the deltas of a stream. */
export type ToolDeltaForm =
  /** Id, type and name first, then pieces of the arguments, each with the index of its call. */
  | "indexed"
  /** As `indexed`, with the beginning of the arguments in the delta of the name (llama.cpp). */
  | "begun"
  /** As `begun`, with the type in every delta (LiteLLM). */
  | "begun-and-typed"
  /** Each call complete in one delta (Groq, xAI). */
  | "whole"
  /** As `indexed`, but nothing tells which call a piece belongs to. */
  | "without-index"
  /** As `whole`, without an index (Gemini). */
  | "whole-without-index"
  | "without-id"
  | "without-type"
  /** The pieces of all calls in turns. */
  | "interleaved"
  /** The name comes in two deltas. */
  | "name-split"
  /** Every call has the id of the first. */
  | "same-id"
  /** No call has a field `arguments`. */
  | "without-arguments"
  /** As `indexed`; later deltas carry `id: ""` (DashScope). */
  | "empty-continuation-id"
  /** All calls in the chunk that ends the answer (Ollama, by the model). */
  | "with-finish";

/** Where reasoning travels. `reasoning_details` is OpenRouter's form, `thinking` Mistral's content array. */
export type ReasoningField = "reasoning" | "reasoning_content" | "reasoning_details" | "thinking" | "think-tags";

/** Where usage rides in a stream. */
export type UsagePlace = "own-chunk" | "finish-chunk" | "chunk-with-choice-after-finish" | "every-chunk" | "x_groq";

interface AnswerBase {
  readonly pace?: Pace;
  readonly faults?: Faults;
  /** Added to, or replacing, the headers the service sends; `null` removes one. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** What the model says, in the profile's own wire form, streamed or whole as the request asks. */
export interface ModelAnswer extends AnswerBase {
  readonly kind: "model";
  readonly reasoning?: string;
  readonly text?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  /** The raw finish reason; `null` sends none. @default "stop", or "tool_calls" when there are tool calls */
  readonly finishReason?: string | null;
  /** Characters of a delta. @default 8 */
  readonly deltaSize?: number;
  /** How tool calls are cut into deltas. @default "indexed" */
  readonly toolDeltas?: ToolDeltaForm;
  /** Where reasoning travels, whatever the request asks. @default as the request asks and the profile does */
  readonly reasoningField?: ReasoningField;
  /** The usage object as the service would send it. @default counted from the answer; `null` sends none */
  readonly usage?: JSONObject | null;
  /** Where usage rides in a stream, also when the request did not ask for it. @default the profile's, when asked for as the profile wants */
  readonly usageOn?: UsagePlace;
  /** Further top-level fields of every chunk, e.g. `citations`. */
  readonly chunkFields?: JSONObject;
  /** Further fields of the message or of the first delta, e.g. `annotations`, `executed_tools`. */
  readonly messageFields?: JSONObject;
  /** `model` as the service names it. @default the requested id */
  readonly modelId?: string;
}

/** Vendor chunks to the letter, each sent as one frame; for a call that is not streamed, the one given is the body. */
export interface ChunksAnswer extends AnswerBase {
  readonly kind: "chunks";
  readonly chunks: readonly JSONValue[];
}

export interface ErrorAnswer extends AnswerBase {
  readonly kind: "error";
  readonly error: ServiceError;
  /** The HTTP status when it differs from the error's: 200 is an error in disguise. */
  readonly httpStatus?: number;
}

/** Bytes to the letter. */
export interface RawAnswer extends AnswerBase {
  readonly kind: "raw";
  readonly status?: number;
  /** @default that of the service's streams, e.g. "text/event-stream" */
  readonly contentType?: string | null;
  readonly body: string | Uint8Array;
}

export type Answer = ModelAnswer | ChunksAnswer | ErrorAnswer | RawAnswer;

/** Sees the request (body parsed) and says the answer. */
export type Responder = (request: RecordedRequest) => Answer | undefined;

/**
 * What the emulator answers to model calls (chat, embeddings, audio), in order of arrival.
 *
 * A list is used up one answer a request; afterwards, and where a responder returns `undefined`, the built-in test
 * voice answers. Model lists and key checks are not scripted: set `models`, or `failNext` for any path.
 */
export interface EmulatorScript {
  readonly answers?: readonly Answer[] | Responder;
  /** Rows of the model list, as the service would send them. @default the profile's */
  readonly models?: readonly JSONObject[];
  /** For the next requests of any kind, whatever their path. Used before `answers`. */
  readonly failNext?: readonly (ErrorAnswer | RawAnswer)[];
  /** Body fields that the service refuses with a 400 naming them, e.g. `["stream_options"]`. */
  readonly refuseFields?: readonly string[];
  /** Keys that are accepted; `null` accepts calls without a key. @default the emulator's `apiKey`, and none where the service asks for none */
  readonly apiKeys?: readonly string[] | null;
  /** Refuse scripted tool calls that the request did not declare, or that are not JSON, as Groq does. @default false */
  readonly validateToolCalls?: boolean;
  /** Applied to every model call that sets none of its own. */
  readonly pace?: Pace;
  /** Milliseconds that a model takes to load, where the service loads them; nothing is sent meanwhile. @default 0 */
  readonly loadMs?: number;
}

/** A file of a multipart body. */
export interface RecordedFile {
  /** Of the form field. */
  readonly name: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface RecordedRequest {
  readonly method: string;
  /** With the query, as sent. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is a JSON object, form fields of a multipart body as an object (a repeated field as a list), otherwise undefined. */
  readonly body: JSONObject | undefined;
  /** The files of a multipart body. */
  readonly files: readonly RecordedFile[];
  readonly rawBody: Uint8Array;
  /** Resolves when the exchange is over: `complete`, or `disconnected` when the client went away before its end. */
  readonly ended: Promise<"complete" | "disconnected">;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What a user would configure, e.g. `http://127.0.0.1:PORT/openai/v1`. */
  readonly baseURL: string;
  /** The key it accepts, e.g. `test-key-groq`. */
  readonly apiKey: string;
  readonly profile: string;
  readonly requests: readonly RecordedRequest[];
  /** The newest request; throws when there was none. */
  readonly lastRequest: RecordedRequest;
  /** Bytes of response bodies handed to the sockets so far. */
  readonly bytesWritten: number;
  /** Sockets that are open now. */
  readonly openSockets: number;
  /** Replaces the script and forgets recorded requests. */
  use(script: EmulatorScript): void;
  close(): Promise<void>;
}
