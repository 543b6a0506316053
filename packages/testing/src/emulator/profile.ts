import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "./context.ts";
import type { Reply } from "./reply.ts";
import type { ReasoningField, RecordedRequest, ScriptedToolCall, ServiceError, ToolDeltaForm, UsagePlace } from "./script.ts";

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
  | "/fim/completions"
  | "/embeddings"
  | "/models"
  | "/audio/transcriptions"
  | "/audio/translations"
  | "/audio/speech"
  | "/images/generations"
  | "/images/edits"
  | "/moderations"
  | "/rerank";

/** Category in OpenAI's words → how sure the service is, 0 to 1. */
export type ModerationScores = Readonly<Record<string, number>>;

/** A document of a reranking, the most relevant first. */
export interface RankedDocument {
  /** In the request's list. */
  readonly index: number;
  readonly score: number;
  /** As the request had it. */
  readonly document: JSONValue;
}

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

/** Where in an answer a chunk stands: `last` has the finish reason, `usage` comes after it, `whole` is an answer that is not streamed. */
export type ChunkPosition = "first" | "middle" | "last" | "usage" | "whole";

/** How one service differs on the wire. Data, and a function where a shape has to be made. */
export interface EmulatorProfile {
  readonly id: string;
  /** Path in front of `/chat/completions`, e.g. `/openai/v1`. */
  readonly basePath: string;
  /** A fake key that looks fake, e.g. `test-key-groq`. */
  readonly apiKey: string;
  readonly models: readonly JSONObject[];
  /** What the service has; `/fim/completions` is Mistral's alone, and answers as chats do. @default all others */
  readonly endpoints?: readonly Endpoint[];
  /** Endpoints that are not behind `basePath`, by their whole path, e.g. `{ "/beta/completions": "/completions" }`. */
  readonly elsewhere?: Readonly<Record<string, Endpoint>>;
  /** Which field reasoning travels in. */
  readonly reasoningField: ReasoningField;
  /** Around reasoning that travels in the text. @default `<think>` and `</think>`, on lines of their own */
  readonly reasoningTags?: readonly [open: string, close: string];
  /** Where the request wants reasoning; `undefined` means `reasoningField`. */
  readonly reasoningAsked?: (body: JSONObject) => ReasoningField | "none" | undefined;
  /** Models that reason without being asked. */
  readonly isReasoningModel?: (modelId: string) => boolean;
  /** One model is loaded, and answers whatever id is asked for. @default false */
  readonly takesAnyModelId?: boolean;
  /** How tool calls are streamed where a script does not say. @default "indexed" */
  readonly toolDeltas?: ToolDeltaForm;
  /** How ids of tool calls are made from a seed, and which are taken back. @default `call_` and 24 letters and digits; any */
  readonly toolCallIds?: { readonly make: (seed: string) => string; readonly takes: (id: string) => boolean };
  /** What the numbers of an embedding are in base64. @default "float32" */
  readonly embeddingBytes?: "float32" | "int8";
  /** Field of a JSON body that speech is in, in base64. @default the body is the sound itself */
  readonly speechField?: string;
  /** Transcriptions have times without `verbose_json`. @default false */
  readonly plainTimes?: boolean;
  /** The service's words for why an answer ended, where they differ from OpenAI's, e.g. `{ stop: "eos" }`. */
  readonly finishReasons?: { readonly stop?: string; readonly tool_calls?: string; readonly length?: string };
  /** What is sent while nothing else is: a comment before each frame of a stream, blank lines before a JSON body. */
  readonly keepAlive?: { readonly comment?: string; readonly blankLines?: number };
  /** Where usage rides in a stream, and whether it must be asked for by `stream_options`. */
  readonly usage: { readonly on: UsagePlace; readonly mustAsk: boolean };
  /** The usage object. @default OpenAI's */
  readonly usageObject?: (counts: TokenCounts) => JSONObject;
  /** The body of an error answer. */
  readonly errorBody: (error: ServiceError) => JSONValue;
  /** An error answer that is no JSON: a page or plain text; `undefined` leaves it to `errorBody`. */
  readonly errorPage?: (error: ServiceError) => { readonly contentType: string; readonly body: string } | undefined;
  /** The value of a mid-stream `data:` line that tells of an error. */
  readonly streamError: (error: ServiceError) => JSONValue;
  /** Where the service's words differ from OpenAI's. */
  readonly words?: Partial<ServiceWords>;
  /** The id of a request. @default `req_` and 32 hexadecimal digits */
  readonly requestId?: (sequence: number) => string;
  /** The body of the model list. @default `{ object: "list", data }` */
  readonly modelList?: (rows: readonly JSONObject[]) => JSONValue;
  /** One row of a moderation's `results`. @default OpenAI's */
  readonly moderationResult?: (scores: ModerationScores) => JSONObject;
  /** The fields of a reranking's answer that hold its results. @default `{ results: [{ index, relevance_score, document }] }` */
  readonly rerankResults?: (ranking: readonly RankedDocument[], body: JSONObject) => JSONObject;
  /** The key of a request. @default what follows `Bearer` in `authorization` */
  readonly readKey?: (headers: Readonly<Record<string, string>>) => string | undefined;
  /** Answers what only this service has, on whatever path; `undefined` leaves it to the usual endpoints. Keys are not checked before it. */
  readonly answer?: (request: RecordedRequest, context: RequestContext) => Reply | undefined;
  /** The form of its chats; Ollama's are streamed as lines of JSON. @default "openai-chat" */
  readonly dialect?: "openai-chat" | "ollama";
  /** The variable that the service's own programs read its address from, e.g. `OLLAMA_HOST`. */
  readonly addressVariable?: string;
  /** Asks for no key unless a script names those it takes. @default false */
  readonly keyless?: boolean;
  /** Headers of every answer: request ids, rate-limit state, and with an error how long to wait. */
  readonly headers: (exchange: Exchange, error?: ServiceError) => Readonly<Record<string, string>>;
  /** What the service refuses before any model is asked; `undefined` lets the request pass. `path` is the one behind `basePath`, or the whole of one that is elsewhere, `models` the current list. */
  readonly refuse?: (body: JSONObject, path: string, models: readonly JSONObject[]) => ServiceError | undefined;
  /** The service's verdict on what the model called, where a script sets `validateToolCalls`. */
  readonly refuseToolCalls?: (calls: readonly ScriptedToolCall[], body: JSONObject) => ServiceError | undefined;
  /** Fields on every chunk or body besides OpenAI's. */
  readonly chunkFields?: (position: "first" | "middle" | "last" | "whole", body: JSONObject, exchange: Exchange) => JSONObject;
  /** Last look at a chunk of a chat, or at its whole body, for what no other field says; `undefined` keeps a chunk from being sent. */
  readonly writeChunk?: (chunk: JSONObject, position: ChunkPosition, body: JSONObject) => JSONObject | undefined;
  /** Fields of the first delta or of the message besides `role` and `content`; a field set to `undefined` is left out. */
  readonly messageFields?: (position: "first" | "whole", hasText: boolean) => JSONObject;
}
