import type { JSONObject } from "@ai-sdk/provider";
import type { ReasoningLevel } from "../../capabilities/facts.ts";
import type { LanguageCall, Lesson, PartWriter } from "../dialect.ts";

/** Call options that services spell differently or do not have. */
export type SpelledOption =
  | "maxOutputTokens"
  | "temperature"
  | "topP"
  | "topK"
  | "frequencyPenalty"
  | "presencePenalty"
  | "stopSequences"
  | "seed";

/** How assistant reasoning is sent back: the message field, or Mistral's content chunks, or not at all. */
export type ReasoningHistory = "none" | "reasoning" | "reasoning_content" | "reasoning_details" | "thinking";

/**
 * What services that speak OpenAI's chat completions spell differently.
 *
 * Stated by a provider for all its models, and by its rules for some. `fields` and `toolChoice` are laid over each
 * other key by key, everything else is replaced whole.
 */
export interface OpenAIChatWire {
  /** Call option → field name; `false`: the service has none, so it is warned about and not sent. */
  readonly fields: { readonly [O in SpelledOption]?: string | false };
  /** Lowest and highest value that the service takes; one outside is moved to the nearer end, with a warning. */
  readonly ranges: { readonly [O in Exclude<SpelledOption, "stopSequences">]?: readonly [least: number, most: number] };
  /** `ask`: sends `stream_options.include_usage`; `always`: comes unasked; `never`: the service refuses the field. */
  readonly streamUsage: "ask" | "always" | "never";
  /** The service only streams: `doGenerate` streams too and collects. */
  readonly streamOnly: boolean;
  /** Reasoning level → body fields. Other levels are rounded as the AI SDK says, with a warning. Absent: `reasoning_effort` is sent as given. */
  readonly reasoning?: { readonly [L in ReasoningLevel]?: JSONObject };
  /** Field that takes a number of thinking tokens, `a.b` where it is within another; a level is then a share of the output limit. */
  readonly reasoningBudget: string | false;
  /** Tags around reasoning inside the text, taken out of it. */
  readonly reasoningTags: readonly [open: string, close: string] | false;
  readonly history: ReasoningHistory;
  /** Which turns' reasoning goes back: those of the current tool round, or all. */
  readonly historyScope: "round" | "all";
  readonly toolChoice: {
    /** Spelling of `required`; `false`: the service has none. */
    readonly required?: string | false;
    /** Whether one tool can be named. Where it cannot, it is offered alone and required. */
    readonly named?: boolean;
    /** Whether calls can be forbidden. Where they cannot, no tools are offered. */
    readonly none?: boolean;
  };
  /** Whether a tool can be marked `strict`. Where it cannot, that is warned about and not sent. */
  readonly strictTools: boolean;
  /** How an answer is held to a schema where `jsonSchema` is supported. */
  readonly jsonSchema: "json_schema" | "json_object+schema";
  /** `strict` of `response_format.json_schema`; `fitting`: true for schemas that strict mode takes, else not sent; absent: not sent. */
  readonly strictSchema?: boolean | "fitting";
  /**
   * What the provider option `promptCaching` (`true`, or `{ ttl?: "5m" | "1h", key?: string }`) becomes: markers at the ends of the
   * system's words, the tools and the newest user turn (Anthropic's form), a key that sends like prompts to one machine, nothing
   * because the service caches by itself (`automatic`), or a warning because it cannot (`false`).
   */
  readonly promptCaching: "cache_control" | "prompt_cache_key" | "automatic" | false;
  /** Media type → URLs that the service fetches itself. Everything else is downloaded by the AI SDK. */
  readonly urls: Readonly<Record<string, RegExp[]>>;
}

/** What a provider may add to the dialect. */
export interface OpenAIChatSpec {
  /** @default "/chat/completions" */
  readonly path?: string;
  /** Key of `providerMetadata[id]` → path of a response field, e.g. `{ queueTime: "usage.queue_time", why: "choices.0.why" }`. The last value seen counts. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Last look at a request. Changes `body` in what no other setting can say, streaming included; returns what is sent. */
  readonly finishBody?: (body: JSONObject, call: LanguageCall) => JSONObject;
  /** What a refusal of this service alone teaches; asked where nothing general is learned. The lesson is in `call.lessons` from then on. */
  readonly learn?: (refusal: { readonly status: number; readonly message: string }, body: JSONObject) => Lesson | undefined;
  /** First look at a chunk, or at the whole answer. Reports what only this service sends; may return a chunk to be read instead. */
  readonly readChunk?: (chunk: JSONObject, out: PartWriter, call: LanguageCall) => JSONObject | undefined;
}
