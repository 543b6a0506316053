import type {
  EmbeddingModelV4,
  ImageModelV4,
  LanguageModelV4,
  ProviderV4,
  RerankingModelV4,
  SpeechModelV4,
  TranscriptionModelV4,
} from "@ai-sdk/provider";
import type { Capabilities, ModelKind } from "../capabilities/facts.ts";
import type { ModelRule } from "../capabilities/rules.ts";
import type { Connection, Timeouts } from "../connection/connection.ts";
import type { ApiKey, Credentials } from "../connection/credentials.ts";
import type { Dialect } from "../dialects/dialect.ts";
import type { ErrorInfo, ErrorRule } from "../errors/kinds.ts";
import type { CountTokens } from "../language-model/token-count.ts";
import type { ModelDefinition } from "./model-definition.ts";
import type { ListRow } from "./model-list.ts";
import type { ModerationModel } from "./moderation-model.ts";
import type { Transport } from "../transport/transport.ts";

/** The part of Standard Schema (standardschema.dev) that is used: any schema library's schema fits. */
export interface StandardSchema<Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
  };
}

type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] };

/** The kinds of model a service has, each made from a connection. An absent kind throws `NoSuchModelError`. */
export interface ModelMakers {
  readonly embedding?: (to: Connection, modelId: string) => EmbeddingModelV4;
  readonly image?: (to: Connection, modelId: string) => ImageModelV4;
  readonly transcription?: (to: Connection, modelId: string) => TranscriptionModelV4;
  readonly speech?: (to: Connection, modelId: string) => SpeechModelV4;
  readonly reranking?: (to: Connection, modelId: string) => RerankingModelV4;
  readonly moderation?: (to: Connection, modelId: string) => ModerationModel;
}

/** `ModelMakers` that may also look at what the provider was made with. */
type MakersOf<Own extends object> = {
  readonly [Kind in keyof ModelMakers]?: (
    ...of: [...Parameters<NonNullable<ModelMakers[Kind]>>, settings: Settings & Own]
  ) => ReturnType<NonNullable<ModelMakers[Kind]>>;
};

/** Where a key and a base URL are looked for, the first that is set winning. */
export interface EnvironmentNames {
  readonly apiKey: readonly string[];
  /** Whether the environment's key is meant for a base URL. One that is given as a setting goes wherever the user sends it. @default everywhere */
  readonly apiKeyFor?: (baseURL: string) => boolean;
  readonly baseURL?: readonly string[];
  /** What the base URL is made of, where it is not one variable: each with its other names. All of them set, the service counts as configured. */
  readonly needs?: readonly (readonly string[])[];
}

/** The environment's value for the first of these variables that has one, matched without regard to case. */
export type ReadVariable = (...names: readonly string[]) => string | undefined;

/** A base URL as it is used, and what the user should hear of how it was read. */
export interface ReadAddress {
  readonly url: string;
  /** Said with every call. */
  readonly notice?: string;
}

/** Pages shown to people in messages about keys and outages. */
export interface ServicePages {
  readonly site?: string;
  readonly keys?: string;
  readonly status?: string;
}

/** A GET that costs nothing: its path behind the base URL (`../` goes up from it), and the header its key goes in where that is not `Authorization`. */
export type Lookup = string | { readonly path: string; readonly keyHeader?: string };

/** Where a service lists its models, `false` for nowhere; or how the list is made of more answers than one. */
export type ModelListing = Lookup | false | ((to: Connection, options: AbortOptions) => Promise<readonly ListRow[]>);

/** What `extend` has besides the connection. */
export interface Extending<Own extends object = object> {
  /** What the provider was made with; another name's key and address are the connection's, and not these. */
  readonly settings: Settings & Own;
  /** Tells `capabilities` what the service says of one model. */
  readonly learn: (row: Pick<ListRow, "id" | "aliases" | "facts">) => void;
  /**
   * The service at another address, with the same transport and limits and without the user's headers. Its key is the one given, else
   * the environment's where that is meant for the address; never the connection's, and the environment's neither after `withCredentials`.
   */
  readonly elsewhere: (baseURL: string, apiKey?: ApiKey) => Connection;
}

/** What a service is. Everything a provider package states; the behaviour is core's. */
export interface ProviderSpec<Wire, Extra extends object = object, Own extends object = object> extends MakersOf<Own> {
  /** Lower case, without `.` and `/`: `ai` splits names at the dot, model references at the slash. */
  readonly id: string;
  /** Other ids it is known by, which a registry takes too, e.g. `alibaba` for `dashscope`. */
  readonly aliases?: readonly string[];
  /**
   * Absent: the user must give one. A function is asked at the first call, so that it may read the environment; it throws
   * `LoadSettingError` when something is missing.
   */
  readonly baseURL?: string | ((settings: Settings & Own, read: ReadVariable) => string);
  /**
   * Headers besides the key's, e.g. a gateway's token. Asked at each request; the user's headers win. Not sent where
   * credentials bring a base URL of their own.
   */
  readonly headers?: (settings: Settings & Own, read: ReadVariable) => Readonly<Record<string, string | undefined>>;
  /**
   * Reads a base URL that a user wrote, before it is checked: for services whose users write addresses in a way of their own.
   *
   * @default as it is
   */
  readonly readAddress?: (written: string) => ReadAddress;
  readonly env: EnvironmentNames;
  /** No key is needed, or not at every base URL. Where none is given, no `Authorization` header is sent. */
  readonly keyless?: boolean | ((baseURL: string) => boolean);
  /** How this service's keys begin, e.g. `gsk_`. A key with another service's prefix is then warned about. */
  readonly keyPrefix?: string;
  readonly pages?: ServicePages;
  /** The model a bare provider id stands for. */
  readonly defaultModel?: string;
  readonly language: Dialect<Wire>;
  /** How legacy text completions are spoken. Absent: the service has none. */
  readonly completion?: Dialect<Wire>;
  /** How the service deviates on the wire; a function where that is for the user to say. */
  readonly wire?: Partial<Wire> | ((settings: Settings & Own) => Partial<Wire>);
  /** Limits of waiting in place of core's. The user's beat them, one by one. */
  readonly timeouts?: Timeouts;
  readonly models?: readonly ModelRule<Wire>[];
  /** What models that chat are used for besides continuing texts, e.g. to embed them. @default nothing */
  readonly chatModelsAlso?: readonly ModelKind[];
  readonly errors?: readonly ErrorRule[];
  /** Advice on an error where an error rule's fixed words do not do, e.g. because the base URL matters. Comes after a rule's hint. */
  readonly advise?: (info: ErrorInfo, of: { readonly baseURL: string; readonly hasKey: boolean }) => string | undefined;
  /** A GET that proves a key without spending tokens; `false`: there is none, e.g. because the list is open to everyone. @default "/models" */
  readonly check?: Lookup | false;
  /** The model list; `false`: there is none. @default "/models" */
  readonly list?: ModelListing;
  /** How the service counts the tokens of a call itself; its models then have `countTokens`. Absent: it cannot. */
  readonly countTokens?: CountTokens;
  /** Response header → key of `providerMetadata[id]`. */
  readonly keepHeaders?: Readonly<Record<string, string>>;
  /** Schema of `providerOptions[id]`, loaded by the first call that passes any. */
  readonly options?: () => Promise<StandardSchema<object>>;
  /** Methods of this provider alone. Made again by `withCredentials`. */
  readonly extend?: (to: Connection, having: Extending<Own>) => Extra;
}

/** What a provider is made with. */
export interface Settings {
  /** @default the environment's, then the service's own */
  readonly baseURL?: string | undefined;
  /** @default the environment's */
  readonly apiKey?: ApiKey | undefined;
  /** Where variables are looked for: a Worker's own, or a test's. @default the process's environment */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Sent with every request; cannot replace the key's header. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** @default undici on Node, `fetch` elsewhere */
  readonly transport?: Transport | undefined;
  /** Carries every request instead of the default transport. Ignored where `transport` is given. */
  readonly fetch?: typeof fetch | undefined;
  readonly timeouts?: (Timeouts & {
    /** From sending a call until the first part that says something. @default none */
    readonly firstPartMs?: number | undefined;
  }) | undefined;
  /**
   * Models by the name they are called by: what the user knows of them, beating every other source, and how they are called.
   *
   * @example { "some-id": { tools: true }, careful: { id: "qwen3-32b", options: { temperature: 0.2 }, system: "Think twice." } }
   */
  readonly models?: Readonly<Record<string, ModelDefinition>> | undefined;
  /** Whether deltas of one block that arrived together leave as one part. @default true */
  readonly coalesce?: boolean | undefined;
}

/**
 * Known ids complete in the editor, any string is taken.
 *
 * A conditional type, so that a provider of known ids is one of any ids too: two providers are then compared by what they take.
 */
export type ModelIdOf<Known extends string> = Known extends string ? Known | (string & {}) : never;

/** A model that can be called, with everything known of it. */
export interface ListedModel {
  /** What to call it by: its name where the user has given it one, else its id. */
  readonly id: string;
  /** The id that is sent, where it is another. */
  readonly sentId?: string;
  /** Who says that there is such a model: the user's definitions, the service's list, or the package of a service without a list. */
  readonly source: "defined" | "listed" | "known";
  readonly capabilities: Capabilities;
  /** US dollars per million tokens, where the list says so. */
  readonly price?: { readonly input: number; readonly output: number };
  /** Bytes on the server's disk, where the list says so. */
  readonly sizeBytes?: number;
  /** Whether it is in the server's memory, where the list says so. */
  readonly isLoaded?: boolean;
  /** The id is closed or renamed; use this one. */
  readonly successor?: string;
}

export type CredentialsCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: ErrorInfo }
  | { readonly ok: "unknown"; readonly why: string };

interface AbortOptions {
  readonly signal?: AbortSignal | undefined;
}

/** An AI SDK provider that also says what its models can do. Callable: `groq("openai/gpt-oss-20b")`. */
export interface Provider<Known extends string = string, Extra extends object = object> extends ProviderV4 {
  /** @default the provider's default model */
  (modelId?: ModelIdOf<Known>): LanguageModelV4;
  readonly id: string;
  /** Other ids it is known by. */
  readonly aliases: readonly string[];
  readonly baseURL: string;
  readonly defaultModel: string | undefined;
  readonly pages: ServicePages;
  /** Ids the package knows, retired ones left out. */
  readonly knownModels: readonly string[];
  languageModel(modelId: ModelIdOf<Known>): LanguageModelV4;
  /** Continues a text, where the service still has the legacy endpoint. A language model to the AI SDK. */
  completionModel(modelId: ModelIdOf<Known>): LanguageModelV4;
  embeddingModel(modelId: ModelIdOf<Known>): EmbeddingModelV4;
  imageModel(modelId: ModelIdOf<Known>): ImageModelV4;
  transcriptionModel(modelId: ModelIdOf<Known>): TranscriptionModelV4;
  speechModel(modelId: ModelIdOf<Known>): SpeechModelV4;
  rerankingModel(modelId: ModelIdOf<Known>): RerankingModelV4;
  moderationModel(modelId: ModelIdOf<Known>): ModerationModel;
  /** What is known of a model, without asking the network. */
  capabilities(modelId: ModelIdOf<Known>): Capabilities;
  /**
   * The models the user has defined and those the service lists, each once; what the list tells feeds `capabilities` from then on.
   *
   * Where a service has no list, the models its package knows take its place. A key that is refused, or a service that cannot be
   * reached, is an error all the same, and so is a missing list where nothing is defined or known.
   */
  listModels(options?: AbortOptions): Promise<readonly ListedModel[]>;
  /**
   * Whether the service takes the key, without spending tokens. An abort rejects; everything else is an answer.
   *
   * Where nothing can be looked up to prove a key, an empty request is refused for its key or for its emptiness, and for its key
   * if that cannot be right: the two refusals tell.
   */
  checkCredentials(options?: AbortOptions): Promise<CredentialsCheck>;
  /** The same provider in another name. Shares sockets, and neither learned facts nor model lists. */
  withCredentials(credentials: Credentials): Provider<Known, Extra> & Extra;
}

export type ProviderFactory<Known extends string = string, Extra extends object = object, Own extends object = object> = (
  settings?: Settings & Own,
) => Provider<Known, Extra> & Extra;
