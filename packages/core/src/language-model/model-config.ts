import type { JSONObject, SharedV4ProviderOptions, SharedV4Warning } from "@ai-sdk/provider";
import type { Capabilities } from "../capabilities/facts.ts";
import type { Endpoint } from "../connection/open.ts";
import type { Dialect } from "../dialects/dialect.ts";
import type { CallDefaults } from "./call-defaults.ts";
import type { TokenCountRequest } from "./token-count.ts";

/** What makes the one language model a provider's: its dialect, where it is, and what is known of it. */
export interface LanguageModelConfig<Wire> {
  readonly providerId: string;
  /** As the caller names it, and errors do. */
  readonly modelId: string;
  /** As the service knows it. */
  readonly sentId: string;
  readonly defaults: CallDefaults | undefined;
  /** The end of the model's provider name: `groq.chat`. */
  readonly kind: "chat" | "completion";
  readonly endpoint: Endpoint;
  readonly dialect: Dialect<Wire>;
  readonly wire: Wire;
  /** Asked at each call: a model list may have told more meanwhile. */
  readonly capabilities: () => Capabilities;
  /** `providerOptions` → this provider's, validated. */
  readonly readOptions: (providerOptions: SharedV4ProviderOptions | undefined) => Promise<JSONObject>;
  /** What refusals taught of this endpoint and model. Shared by all calls of one provider. */
  readonly lessons: Set<string>;
  /** Said with every call, e.g. that the id is retired. */
  readonly notices: readonly SharedV4Warning[];
  readonly coalesce: boolean;
  readonly firstPartMs: number | undefined;
  readonly keepHeaders: Readonly<Record<string, string>>;
  /** Absent: the service cannot count tokens. */
  readonly countTokens?: (request: TokenCountRequest) => Promise<number>;
  /** Whether a refusal is passed on where the call could be sent again asking for less. @default false */
  readonly passesRefusals?: boolean;
}
