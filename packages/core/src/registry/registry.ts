import {
  InvalidArgumentError,
  NoSuchModelError,
  type EmbeddingModelV4,
  type ImageModelV4,
  type LanguageModelV4,
  type ProviderV4,
  type RerankingModelV4,
  type SpeechModelV4,
  type TranscriptionModelV4,
} from "@ai-sdk/provider";
import { resolveCapabilities, type Capabilities, type CapabilityFacts } from "../capabilities/facts.ts";
import type { ModerationModel } from "../provider/moderation-model.ts";
import type { Provider } from "../provider/spec.ts";
import { closest } from "./closest.ts";

/** Ids a provider's type names, of whatever library it is; none where it takes any string. */
type KnownIds<P> = P extends { languageModel(modelId: infer Id): unknown } ? Literal<Id> : never;
type Literal<Id> = Id extends string ? (string extends Id ? never : Id) : never;

/** Model references that can be completed: `groq`, `groq/openai/gpt-oss-120b`. */
export type ReferenceOf<Providers> = { [Id in keyof Providers & string]: Id | `${Id}/${KnownIds<Providers[Id]>}` }[keyof Providers & string];

type Reference<Providers> = ReferenceOf<Providers> | (string & {});

type ModelMethod = "languageModel" | "completionModel" | "embeddingModel" | "imageModel" | "transcriptionModel" | "speechModel" | "rerankingModel" | "moderationModel";

export interface Resolved {
  readonly provider: ProviderV4;
  readonly providerId: string;
  readonly modelId: string;
}

/** Providers by name, as one provider: it takes model references (`provider/model`) where a provider takes model ids. */
export interface Registry<Providers extends Readonly<Record<string, ProviderV4>> = Readonly<Record<string, ProviderV4>>> extends ProviderV4 {
  readonly ids: readonly (keyof Providers & string)[];
  readonly aliases: Readonly<Record<string, string>>;
  /** What a reference stands for. @throws NoSuchModelError naming the providers there are */
  resolve(reference: Reference<Providers>): Resolved;
  /** All `"unknown"` for another library's provider, unless the registry was told more. */
  capabilities(reference: Reference<Providers>): Capabilities;
  languageModel(reference: Reference<Providers>): LanguageModelV4;
  embeddingModel(reference: Reference<Providers>): EmbeddingModelV4;
  imageModel(reference: Reference<Providers>): ImageModelV4;
  transcriptionModel(reference: Reference<Providers>): TranscriptionModelV4;
  speechModel(reference: Reference<Providers>): SpeechModelV4;
  rerankingModel(reference: Reference<Providers>): RerankingModelV4;
  /** @throws NoSuchModelError where the provider has no text completions */
  completionModel(reference: Reference<Providers>): LanguageModelV4;
  /** @throws NoSuchModelError where the provider has no moderation */
  moderationModel(reference: Reference<Providers>): ModerationModel;
}

export interface RegistryOptions {
  /** Name → model reference. Looked up first, once. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** What is known of models, by reference, beating what their providers say. */
  readonly models?: Readonly<Record<string, CapabilityFacts>>;
}

/**
 * Composes providers under the names they are given. Any AI SDK provider may join.
 *
 * A reference is split at its first slash, so model ids may hold slashes; a bare name is its provider's default model.
 */
export function createRegistry<const Providers extends Readonly<Record<string, ProviderV4>>>(providers: Providers, options: RegistryOptions = {}): Registry<Providers> {
  const { aliases = {}, models = {} } = options;
  const ids = Object.keys(providers);
  const unusable = ids.find((id) => id === "" || id.includes("/"));
  if (unusable !== undefined) throw new InvalidArgumentError({ argument: "providers", message: `a provider's name in a registry has no slash: ${JSON.stringify(unusable)}` });

  const resolve = (reference: string): Resolved => {
    const target = Object.hasOwn(aliases, reference) ? (aliases[reference] as string) : reference;
    const slash = target.indexOf("/");
    const called = slash === -1 ? target : target.slice(0, slash);
    const providerId = nameOf(called, providers);
    const provider = providerId === undefined ? undefined : providers[providerId];
    if (providerId === undefined || provider === undefined) throw unknownProvider(reference, called, providers);
    const modelId = slash === -1 ? (provider as Partial<Provider>).defaultModel : target.slice(slash + 1);
    if (modelId === undefined || modelId === "") {
      const lack = slash === -1 ? `${providerId} has no default model` : `${JSON.stringify(reference)} names no model`;
      throw new NoSuchModelError({ modelId: reference, modelType: "languageModel", message: `${lack}: write ${providerId}/MODEL` });
    }
    return { provider, providerId, modelId };
  };

  const pick = <Model>(kind: ModelMethod) => (reference: string): Model => {
    const { provider, modelId, providerId } = resolve(reference);
    const make = (provider as Partial<Provider>)[kind] as ((id: string) => Model) | undefined;
    if (make === undefined) throw new NoSuchModelError({ modelId, modelType: kind as "languageModel", message: `${providerId} has no models of the kind ${kind}` });
    return make.call(provider, modelId);
  };

  return {
    specificationVersion: "v4",
    ids: ids as (keyof Providers & string)[],
    aliases,
    resolve,
    capabilities(reference: string): Capabilities {
      const { provider, providerId, modelId } = resolve(reference);
      const own = (provider as Partial<Provider>).capabilities?.(modelId);
      const told = [reference, `${providerId}/${modelId}`].find((name) => Object.hasOwn(models, name));
      return withFacts(own, told === undefined ? {} : (models[told] ?? {}));
    },
    languageModel: pick<LanguageModelV4>("languageModel"),
    embeddingModel: pick<EmbeddingModelV4>("embeddingModel"),
    imageModel: pick<ImageModelV4>("imageModel"),
    transcriptionModel: pick<TranscriptionModelV4>("transcriptionModel"),
    speechModel: pick<SpeechModelV4>("speechModel"),
    rerankingModel: pick<RerankingModelV4>("rerankingModel"),
    completionModel: pick<LanguageModelV4>("completionModel"),
    moderationModel: pick<ModerationModel>("moderationModel"),
  };
}

/** The name in the registry of who is called so: the name itself, its usual spelling (`My_LLM` is `my-llm`), or a provider that has it as an alias. */
function nameOf(called: string, providers: Readonly<Record<string, ProviderV4>>): string | undefined {
  if (Object.hasOwn(providers, called)) return called;
  const usual = called.toLowerCase().replaceAll("_", "-");
  if (Object.hasOwn(providers, usual)) return usual;
  return Object.keys(providers).find((name) => (providers[name] as Partial<Provider>).aliases?.includes(usual));
}

/** What the provider says, with the registry's facts laid over it. */
function withFacts(own: Capabilities | undefined, told: CapabilityFacts): Capabilities {
  const over = resolveCapabilities([{ source: "user", facts: told }]);
  if (own === undefined) return over;
  const known = Object.fromEntries(Object.entries(over.flags).filter(([, support]) => support !== "unknown"));
  return {
    flags: { ...own.flags, ...known },
    limits: { ...own.limits, ...over.limits },
    kind: over.kind === "unknown" ? own.kind : over.kind,
    reasoningLevels: over.reasoningLevels === "unknown" ? own.reasoningLevels : over.reasoningLevels,
    sources: { ...own.sources, ...over.sources },
  };
}

function unknownProvider(reference: string, providerId: string, providers: Readonly<Record<string, ProviderV4>>): NoSuchModelError {
  const ids = Object.keys(providers);
  // A service's own id may hold a slash: `openai/gpt-oss-20b` is Groq's.
  const host = ids.find((id) => (providers[id] as Partial<Provider>).knownModels?.includes(reference));
  const meant = host === undefined ? closest(providerId, ids) : `${host}/${reference}`;
  const suggestion = meant === undefined ? "" : ` Did you mean ${meant}?`;
  const known = ids.length === 0 ? "the registry is empty" : `there are ${ids.join(", ")}`;
  return new NoSuchModelError({ modelId: reference, modelType: "languageModel", message: `no provider named ${JSON.stringify(providerId)} for ${JSON.stringify(reference)}: ${known}.${suggestion}` });
}
