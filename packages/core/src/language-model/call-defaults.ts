import type { JSONObject, LanguageModelV4CallOptions, LanguageModelV4Prompt, SharedV4ProviderOptions } from "@ai-sdk/provider";
import { ownOptions } from "../dialects/own-options.ts";

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

/** The call with the default settings and instructions. A prompt without messages stays one, and is refused as such. */
export function withDefaults(options: LanguageModelV4CallOptions, { settings, system }: CallDefaults): LanguageModelV4CallOptions {
  const unsaid = Object.entries(settings).filter(([setting]) => options[setting as keyof DefaultSettings] === undefined);
  return {
    ...options,
    ...Object.fromEntries(unsaid),
    prompt: system === undefined || options.prompt.length === 0 ? options.prompt : withSystem(options.prompt, system),
  };
}

/** Joined with the call's own instructions: many chat templates take one system message, and only as the first. */
function withSystem(prompt: LanguageModelV4Prompt, system: string): LanguageModelV4Prompt {
  const [first, ...rest] = prompt;
  if (first?.role !== "system") return [{ role: "system", content: system }, ...prompt];
  return [{ ...first, content: `${system}\n\n${first.content}` }, ...rest];
}

/** A call's provider options with defaults under them. */
export interface OptionsWithDefaults {
  readonly providerOptions: SharedV4ProviderOptions;
  /** The options that are the defaults'. */
  readonly unsaid: ReadonlySet<string>;
}

/**
 * Lays default provider options under a call's, option by option and whatever the spelling: `service_tier` is not added to
 * a call that says `serviceTier`. `also`: further options that a call says, by other means.
 */
export function withDefaultOptions(
  providerId: string,
  providerOptions: SharedV4ProviderOptions | undefined,
  defaults: JSONObject,
  also: readonly string[] = [],
): OptionsWithDefaults {
  const given = ownOptions(providerId, providerOptions);
  const said = new Set([...Object.keys(given), ...also].map(toCamelCase));
  const unsaid = Object.entries(defaults).filter(([option]) => !said.has(toCamelCase(option)));
  return {
    providerOptions: { ...providerOptions, [providerId]: { ...Object.fromEntries(unsaid), ...given } },
    unsaid: new Set(unsaid.map(([option]) => option)),
  };
}

function toCamelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
