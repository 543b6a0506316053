import { InvalidArgumentError } from "@ai-sdk/provider";
import { defineProvider, type EnvironmentNames, type Provider, type Settings } from "@portolan/core";
import { openaiChat, type OpenAIChatWire } from "@portolan/core/openai-chat";
import { openaiEmbedding, openaiSpeech, openaiTranscription } from "@portolan/core/openai-models";
import { isProviderId, variableFor } from "./variables.ts";

/** What any OpenAI-compatible endpoint is reached with. */
export interface CustomSettings extends Settings {
  /** How the provider is called in model references, provider options and metadata: lower case, digits and dashes. */
  readonly id: string;
  /** The part before `/chat/completions`, e.g. `http://127.0.0.1:8080/v1`. @default `<ID>_API_BASE` of the environment */
  readonly baseURL?: string | undefined;
  /** Sent as given, so `EMPTY` and `not-needed` work too. @default `<ID>_API_KEY` of the environment; without one no `Authorization` header is sent */
  readonly apiKey?: Settings["apiKey"];
  /** The model that the bare id stands for. @default none */
  readonly defaultModel?: string | undefined;
  /** What this service spells differently from OpenAI. */
  readonly wire?: Partial<OpenAIChatWire> | undefined;
  /**
   * Takes reasoning between these tags out of the text; `true` means `<think>` and `</think>`. For servers that leave a model's
   * thinking in its answer. @default false
   */
  readonly reasoningTags?: boolean | readonly [open: string, close: string] | undefined;
}

/**
 * Any OpenAI-compatible endpoint as a provider: chat, embeddings, transcription and speech.
 *
 * @example
 * const local = createCustom({ id: "local", baseURL: "http://127.0.0.1:8080/v1" });
 * const { text } = await generateText({ model: local("qwen3-8b"), prompt: "Why is the sea salt?" });
 *
 * @throws LoadSettingError without a base URL, or with one that cannot be used. It names the variable to set.
 */
export function createCustom(settings: CustomSettings): Provider {
  const { id } = settings;
  if (!isProviderId(id)) {
    throw new InvalidArgumentError({ argument: "id", message: `The provider id ${JSON.stringify(id)} must be lower-case letters, digits and dashes.` });
  }
  return makeCustom(settings, { apiKey: [variableFor(id, "API_KEY")], baseURL: [variableFor(id, "API_BASE")] });
}

/** `env`: where a key and a base URL that the settings leave out are looked for. */
export function makeCustom({ id, defaultModel, wire, reasoningTags, ...settings }: CustomSettings, env: EnvironmentNames): Provider {
  const create = defineProvider({
    id,
    env,
    keyless: true,
    // llama.cpp's token counts and speeds; it sends them also where usage was not asked for.
    language: openaiChat({ keep: { timings: "timings" } }),
    embedding: openaiEmbedding(),
    transcription: openaiTranscription(),
    speech: openaiSpeech(),
    wire: { ...wire, ...readTags(reasoningTags) },
    ...(defaultModel === undefined ? {} : { defaultModel }),
  });
  return create(settings);
}

function readTags(tags: CustomSettings["reasoningTags"]): Partial<OpenAIChatWire> {
  if (tags === undefined) return {};
  if (typeof tags === "boolean") return { reasoningTags: tags ? ["<think>", "</think>"] : false };
  return { reasoningTags: tags };
}
