import type { JSONObject, LanguageModelV4CallOptions } from "@ai-sdk/provider";

/** Call settings that a model's definition may state. */
export type DefaultSettings = Partial<
  Pick<
    LanguageModelV4CallOptions,
    "maxOutputTokens" | "temperature" | "topP" | "topK" | "frequencyPenalty" | "presencePenalty" | "stopSequences" | "seed" | "reasoning"
  >
>;

/** What holds where a call says nothing. */
export interface CallDefaults {
  readonly settings: DefaultSettings;
  readonly providerOptions: JSONObject;
  /** Instructions in front of every prompt. */
  readonly system?: string;
}
