import type { JSONObject, ProviderV4 } from "@ai-sdk/provider";
import type { ApiKey, ModelDefinition } from "@portolan/core";
import type { EmulatorProfile } from "../emulator/profile.ts";
import type { profiles } from "../emulator/profiles/index.ts";

/** What a provider is made with. Providers of other libraries ignore what they do not know. */
export interface ConformanceSettings {
  readonly baseURL: string;
  /** `undefined` leaves it to the environment. */
  readonly apiKey: ApiKey | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
  readonly timeouts?: {
    readonly connectMs?: number;
    readonly headersMs?: number;
    readonly idleMs?: number;
    readonly totalMs?: number;
    readonly firstPartMs?: number;
  };
  readonly models?: Readonly<Record<string, ModelDefinition>>;
  readonly coalesce?: boolean;
}

/** Makes the provider under test, pointed at an emulator. Called once a case, and again where a case needs other settings. */
export type CreateProvider = (settings: ConformanceSettings) => ProviderV4;

/** Model ids to call. A language model that is absent is `text`; a kind that is absent is not asked for. */
export interface ConformanceModels {
  readonly text: string;
  readonly tools?: string;
  readonly reasoning?: string;
  readonly structured?: string;
  readonly vision?: string;
  /** Continues a text, at the legacy endpoint. */
  readonly completion?: string;
  readonly embedding?: string;
  readonly image?: string;
  readonly speech?: string;
  readonly transcription?: string;
  readonly reranking?: string;
  readonly moderation?: string;
  /** Closed, still sent, and warned about. */
  readonly retired?: string;
}

/** A provider under test, and what is to be known of it. */
export interface ConformanceSubject {
  readonly createProvider: CreateProvider;
  /** The service behind it: a built-in emulator's id, or a profile of your own. */
  readonly emulator: keyof typeof profiles | EmulatorProfile;
  readonly models: ConformanceModels;
  /** Reasoning in `<think>` tags is taken out of the text of the model `reasoning`. @default false */
  readonly reasoningTags?: boolean;
  /** The service may be called without a key. @default false */
  readonly keyless?: boolean;
  /** A request that costs nothing proves a key; `false`: the service has none. @default true */
  readonly provesKeys?: boolean;
  /** Provider options of one call, and the body fields that must come of them. */
  readonly providerOptions?: { readonly given: JSONObject; readonly sent: JSONObject };
}
