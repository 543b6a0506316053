import type { JSONObject } from "@ai-sdk/provider";
import type { CapabilityFacts } from "../capabilities/facts.ts";

/** A model by a name of the user's: what is known of it, beating every other source, and what holds where a call says nothing. */
export type ModelDefinition = CapabilityFacts & {
  /** The id that is sent. @default the name */
  readonly id?: string;
  /**
   * Settings of every call that says nothing itself, under OpenAI's names or the AI SDK's: `max_tokens` or `maxOutputTokens`,
   * `reasoning_effort` or `reasoning`, `temperature` (0 to 2), `top_p` (0 to 1), `top_k`, `frequency_penalty` and
   * `presence_penalty` (-2 to 2), `stop`, `seed`. Every other key is a provider option, and so is an effort that is none of the
   * AI SDK's levels. Models other than language models take the provider options.
   */
  readonly options?: JSONObject;
  /** Instructions put in front of every prompt, in one message with the call's own. */
  readonly system?: string;
};
