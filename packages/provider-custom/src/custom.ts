import { InvalidArgumentError, LoadSettingError } from "@ai-sdk/provider";
import { defineProvider, type EnvironmentNames, type ErrorRule, type Provider, type ProviderSpec, type Settings } from "@portolan/core";
import { openaiChat, type OpenAIChatWire } from "@portolan/core/openai-chat";
import type { Preset } from "./preset.ts";
import { findPreset, type PresetName } from "./find-preset.ts";
import type { CloudflareSettings } from "./presets/cloudflare.ts";
import { baseVariables } from "./environment/variable-roles.ts";
import { isProviderId, variableFor } from "./environment/variables.ts";

/** What any endpoint may be told beyond every provider's settings. */
export interface EndpointSettings extends Settings {
  /** The part before `/chat/completions`, e.g. `http://127.0.0.1:8080/v1`. @default `<ID>_API_BASE` of the environment, else the preset's */
  readonly baseURL?: string | undefined;
  /** Sent as given, so `EMPTY` and `not-needed` work too. @default `<ID>_API_KEY` of the environment; where none is needed, no `Authorization` header is sent */
  readonly apiKey?: Settings["apiKey"];
  /** The model that the bare id stands for. @default the preset's, else none */
  readonly defaultModel?: string | undefined;
  /** What this service spells differently, laid over what its preset says. */
  readonly wire?: Partial<OpenAIChatWire> | undefined;
  /** What its errors mean, asked before the preset's rules. */
  readonly errors?: readonly ErrorRule[] | undefined;
  /**
   * Takes reasoning between these tags out of the text; `true` means `<think>` and `</think>`. For servers that leave a model's
   * thinking in its answer. @default the preset's, else `false`
   */
  readonly reasoningTags?: boolean | readonly [open: string, close: string] | undefined;
}

/** What a preset is made with: any endpoint's settings, and its own. */
export type PresetSettings<Name extends PresetName> = EndpointSettings & (Name extends "cloudflare" ? CloudflareSettings : object);

/** What any OpenAI-compatible endpoint is reached with. */
export interface CustomSettings extends EndpointSettings {
  /** How the provider is called in model references, provider options and metadata: lower case, digits and dashes. */
  readonly id: string;
  /** The service it is like: its preset holds where these settings say nothing. @default "openai-compatible": nothing is known */
  readonly extends?: PresetName | undefined;
}

/**
 * Any OpenAI-compatible endpoint as a provider.
 *
 * @example
 * const local = createCustom({ id: "local", baseURL: "http://127.0.0.1:8080/v1" });
 * const { text } = await generateText({ model: local("qwen3-8b"), prompt: "Why is the sea salt?" });
 *
 * @throws LoadSettingError without a base URL, with one that cannot be used, and for a service that has closed
 * @throws InvalidArgumentError for an id that cannot be used
 */
export function createCustom(settings: CustomSettings): Provider {
  assertId(settings.id);
  return makeCustom(settings, environmentOf(settings));
}

/**
 * A service that is known by name, with everything it does in its own way.
 *
 * @example
 * const openrouter = createPreset("openrouter");
 * const { text } = await generateText({ model: openrouter("openai/gpt-oss-20b"), prompt: "Why is the sea salt?" });
 *
 * @throws LoadSettingError with a base URL that cannot be used, and for a service that has closed, unless there is a base URL of the user's
 */
export function createPreset<Name extends PresetName>(name: Name, settings: PresetSettings<Name> = {}): Provider {
  return createCustom({ ...settings, id: findPreset(name).id, extends: name });
}

function assertId(id: unknown): void {
  if (typeof id === "string" && isProviderId(id)) return;
  throw new InvalidArgumentError({ argument: "id", message: `The provider id ${JSON.stringify(id)} must be lower-case letters, digits and dashes.` });
}

/** `env`: where a key and a base URL that the settings leave out are looked for. */
export function makeCustom(settings: CustomSettings, env: EnvironmentNames): Provider {
  const { id, extends: like, defaultModel, wire, errors, reasoningTags, ...rest } = settings;
  const preset = findPreset(like ?? "openai-compatible");
  const spec = specOf(id, preset, env);
  const own = { ...wire, ...readTags(reasoningTags) };
  const create = defineProvider({
    ...spec,
    // The last rule wins: what the user says holds for every model.
    models: [...(spec.models ?? []), ...(Object.keys(own).length === 0 ? [] : [{ wire: own }])],
    errors: [...(errors ?? []), ...(spec.errors ?? [])],
    ...(defaultModel === undefined ? {} : { defaultModel }),
  });
  const provider = create(rest);
  // Told when it is made, not at the first call.
  if (preset.closed !== undefined) assertOpen(provider);
  return provider;
}

function specOf(id: string, { name: _, notItsKey: __, closed, chat, aliases, ...open }: Preset, env: EnvironmentNames): ProviderSpec<OpenAIChatWire> {
  const rest = closed === undefined ? open : { ...open, baseURL: () => refuseClosed(id, closed) };
  const spec = { ...rest, id, env, language: openaiChat(chat) };
  if (rest.id === id) return aliases === undefined ? spec : { ...spec, aliases };
  const { headers } = rest;
  // As with keys: what the environment says of a service, a token or an account, is not for an endpoint that is like it.
  return headers === undefined ? spec : { ...spec, headers: (settings) => headers(settings, () => undefined) };
}

/**
 * An endpoint of the user's own name has variables of that name. A preset's other names for its key are its own: they would
 * send one service's key to another.
 */
export function environmentOf({ id, extends: like }: CustomSettings): EnvironmentNames {
  const preset = findPreset(like ?? "openai-compatible");
  const isPreset = preset.id === id;
  const apiKey = [...(isPreset ? preset.env.apiKey : []), variableFor(id, "API_KEY")].filter((name) => name !== preset.notItsKey);
  const { aliases = [], env } = preset;
  const baseURL = isPreset ? baseVariables({ id, aliases, keys: env.apiKey, bases: env.baseURL ?? [] }) : [variableFor(id, "API_BASE")];
  return { apiKey: [...new Set(apiKey)], baseURL };
}

/** Its base URL is the settings' or the environment's; where neither has one, asking for it throws. */
function assertOpen(provider: Provider): string {
  return provider.baseURL;
}

function refuseClosed(id: string, { on, advice }: NonNullable<Preset["closed"]>): never {
  throw new LoadSettingError({ message: `${id}: the service closed on ${on}. ${advice} An endpoint of your own that speaks its form is reached with \`baseURL\`.` });
}

function readTags(tags: EndpointSettings["reasoningTags"]): Partial<OpenAIChatWire> {
  if (tags === undefined) return {};
  if (typeof tags === "boolean") return { reasoningTags: tags ? ["<think>", "</think>"] : false };
  return { reasoningTags: tags };
}
