/**
 * What `providerOptions.openrouter` may hold, as OpenRouter's own typings have it (@openrouter/sdk 1.3.19). Other fields are sent as
 * they are, in snake case.
 *
 * @example
 * providerOptions: { openrouter: { provider: { sort: "price" }, models: ["z-ai/glm-5.2"] } satisfies OpenRouterOptions }
 */
export interface OpenRouterOptions {
  /** Models that are tried in turn when the one asked for cannot answer. */
  readonly models?: readonly string[];
  /** Which providers of a model may answer. */
  readonly provider?: OpenRouterRouting;
  /** Wins over the call's `reasoning`. */
  readonly reasoning?: {
    readonly effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";
    /** Thinking tokens. Not together with `effort`. */
    readonly max_tokens?: number;
    readonly enabled?: boolean;
    /** The model thinks, and its thoughts do not come. */
    readonly exclude?: boolean;
    readonly summary?: string;
  };
  /** What is done to every request or answer, e.g. `{ id: "web", max_results: 3 }`. */
  readonly plugins?: readonly { readonly id: string; readonly [setting: string]: string | number | boolean | readonly string[] | undefined }[];
  /** Kinds of output, e.g. `["image", "text"]` of models that draw. */
  readonly modalities?: readonly string[];
  /** Groups requests for routing and in the logs. */
  readonly sessionId?: string;
  readonly serviceTier?: string;
  /** An id of your user, for abuse detection. */
  readonly user?: string;
}

/** https://openrouter.ai/docs/features/provider-routing */
export interface OpenRouterRouting {
  /** Providers in the order in which they are tried. */
  readonly order?: readonly string[];
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  /** @default true */
  readonly allow_fallbacks?: boolean;
  /** Only providers that take every field of the request. @default false */
  readonly require_parameters?: boolean;
  readonly data_collection?: "allow" | "deny";
  /** Only providers that keep nothing. */
  readonly zdr?: boolean;
  readonly quantizations?: readonly string[];
  readonly sort?: "price" | "throughput" | "latency";
  /** US dollars per million tokens. */
  readonly max_price?: { readonly prompt?: number; readonly completion?: number };
}
