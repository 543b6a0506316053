import type {
  JSONObject,
  JSONValue,
  LanguageModelV4CallOptions,
  LanguageModelV4File,
  LanguageModelV4ToolCall,
  LanguageModelV4ToolResult,
  LanguageModelV4Usage,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { Capabilities } from "../capabilities/facts.ts";
import type { Connection } from "../connection/connection.ts";

/** One call of a language model, as a dialect sees it. */
export interface LanguageCall extends LanguageModelV4CallOptions {
  /** Key of `providerOptions` and `providerMetadata`. */
  readonly providerId: string;
  /** As the service knows it. */
  readonly modelId: string;
  /** `provider/model` as the caller named it, for errors. */
  readonly target: string;
  /** Whether the answer is asked for as a stream. */
  readonly stream: boolean;
  readonly can: Capabilities;
  /** `providerOptions[providerId]`, validated. */
  readonly options: JSONObject;
  /** Keys of `options` that the model's definition gave: they yield to what the call asks for by other means. */
  readonly defaultOptions: ReadonlySet<string>;
  /** What was learned of this endpoint and model from refusals; see `Dialect.learn`. */
  readonly lessons: ReadonlySet<string>;
  /** Tells the caller of something. Known before the first part: `stream-start`; later: `finish.providerMetadata`. */
  warn(warning: SharedV4Warning): void;
}

/** What goes over the wire. `path` is appended to the base URL. */
export interface WireRequest {
  readonly path: string;
  readonly body: JSONObject;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the service will stream; a stream-only service is streamed for `doGenerate` too. */
  readonly stream: boolean;
}

/** One delta of a tool call. Deltas of one call share `index`, else `id`, else they follow each other. */
export interface ToolInputDelta {
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** A piece of the arguments' JSON text. */
  readonly delta?: string | undefined;
  /** Place in its chunk: tells calls apart that share an id and have no index. */
  readonly position?: number | undefined;
  /** Kept on the tool call as `providerMetadata[providerId]`, so that it comes back with the history. */
  readonly metadata?: JSONObject | undefined;
}

/** A web page the answer rests on, and where in the text it is used. */
export interface FoundSource {
  readonly url: string;
  readonly title?: string | undefined;
  readonly startIndex?: number | undefined;
  readonly endIndex?: number | undefined;
  readonly citedText?: string | undefined;
  readonly metadata?: JSONObject | undefined;
}

/**
 * What a dialect and a chunk hook may say.
 *
 * They report what they read, in any order and as often as they like. Blocks, ids, order, merging, when to commit and
 * the `finish` part are decided behind this interface, so that an illegal stream cannot be written.
 */
export interface PartWriter {
  metadata(of: { readonly id?: string | undefined; readonly modelId?: string | undefined; readonly timestamp?: Date | undefined }): void;
  text(delta: string): void;
  /** `metadata` is merged and leaves with the block's end, as `providerMetadata[providerId]`. */
  reasoning(delta: string, metadata?: JSONObject): void;
  toolInput(of: ToolInputDelta): void;
  /** A call that the service itself made. */
  toolCall(of: Omit<LanguageModelV4ToolCall, "type">): void;
  toolResult(of: Omit<LanguageModelV4ToolResult, "type">): void;
  source(of: FoundSource): void;
  file(of: Omit<LanguageModelV4File, "type">): void;
  /** The last one said counts. */
  usage(usage: LanguageModelV4Usage): void;
  /** The service's own word for why it stopped. `wholeCalls`: it never gives half a call, so that a limit cuts none. */
  finish(raw: string, of?: { readonly wholeCalls: boolean }): void;
  /** The service told of an error inside an answer; `body` as it was read. */
  fail(body: JSONValue): void;
  /** Sets `providerMetadata[providerId][key]`; `undefined` leaves it as it is. */
  keep(key: string, value: JSONValue | undefined): void;
}

/** Reads one response. */
export interface Decoder {
  frame(value: JSONObject): void;
  /** No frame follows, whether the answer is complete or was cut. */
  end(): void;
  /**
   * A last look at the service before a complete answer is ended, for what the answer raises and cannot tell. It ends when this
   * does, so it is for the rare case and within a limit of time; `undefined`: nothing to look for. What it cannot find out is no fault.
   */
  lookBack?(to: Connection): Promise<void> | undefined;
}

/** What a refusal teaches about an endpoint. */
export interface Lesson {
  readonly id: string;
  /** Whether a call that heeds it asks for less than its caller did, and not for the same in other words. */
  readonly asksLess: boolean;
}

/**
 * How language-model calls are written on the wire and read back.
 *
 * `Wire` is the data record in which services of one dialect differ.
 */
export interface Dialect<Wire> {
  readonly id: string;
  readonly framing: "sse" | "ndjson";
  /** Where calls go, if it is one place; an empty request there tells whether a key is taken. */
  readonly path?: string;
  /** The record in force when these are laid over the dialect's defaults, later ones winning. */
  wire(layers: readonly Partial<Wire>[]): Wire;
  /** Media types and URLs that the service fetches itself. */
  supportedUrls(wire: Wire): Record<string, RegExp[]>;
  encode(call: LanguageCall, wire: Wire): WireRequest;
  /** One decoder a response. An answer that is not streamed is a stream of one frame. */
  decoder(call: LanguageCall, wire: Wire, out: PartWriter): Decoder;
  /**
   * Names what a refusal teaches about the endpoint, e.g. that it knows no `stream_options`.
   *
   * When a lesson is new, the call is encoded again with it and sent once more; the lesson is kept for later calls.
   */
  learn?(refusal: { readonly status: number; readonly message: string }, request: WireRequest): Lesson | undefined;
}
