import type { JSONValue, SharedV4ProviderMetadata, SharedV4ProviderOptions, SharedV4Warning } from "@ai-sdk/provider";

/** Judges texts against a service's usage policies. The AI SDK has no such kind of model; this one follows its others. */
export interface ModerationModel {
  /** `<id>.moderation` */
  readonly provider: string;
  readonly modelId: string;
  /** Texts that one request may hold. */
  readonly maxValuesPerCall: number;
  /**
   * One result a text, in their order.
   *
   * @throws APICallError for what the service or the network did, the signal's reason for an abort
   */
  doModerate(options: ModerationOptions): Promise<ModerationResult>;
}

export interface ModerationOptions {
  readonly values: readonly string[];
  readonly abortSignal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly providerOptions?: SharedV4ProviderOptions | undefined;
}

/** What a service thinks of one text. */
export interface Moderation {
  /** At least one category applies. */
  readonly flagged: boolean;
  /** Category in the service's own words (`hate`, `self-harm/intent`) → whether it applies. */
  readonly categories: Readonly<Record<string, boolean>>;
  /** Category → how sure the service is, 0 to 1. */
  readonly scores: Readonly<Record<string, number>>;
}

export interface ModerationResult {
  readonly results: readonly Moderation[];
  readonly usage?: { readonly tokens: number };
  readonly warnings: readonly SharedV4Warning[];
  readonly providerMetadata?: SharedV4ProviderMetadata;
  readonly response: { readonly headers: Readonly<Record<string, string>>; readonly body: JSONValue };
}
