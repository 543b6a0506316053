import type {
  EmbeddingModelV4,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  ProviderV4,
} from "@ai-sdk/provider";
import type { CapabilityFlag, Provider } from "@portolan/core";
import type { EmulatorProfile } from "../emulator/profile.ts";
import type { Answer, Emulator, EmulatorScript } from "../emulator/script.ts";
import type { ReadAnswer } from "./answer.ts";
import type { ConformanceModels, ConformanceSettings, ConformanceSubject } from "./subject.ts";
import type { WireForm } from "./wire-form.ts";

/** What a case is about. */
export type ConformanceGroup =
  | "contract"
  | "text"
  | "reasoning"
  | "tools"
  | "structured output"
  | "files"
  | "sources"
  | "streaming order"
  | "usage"
  | "errors"
  | "faults"
  | "abort"
  | "options"
  | "definitions"
  | "caching"
  | "capabilities"
  | "completion"
  | "embeddings"
  | "image"
  | "speech"
  | "transcription"
  | "reranking"
  | "moderation"
  | "listing"
  | "credentials";

/** A kind of model that is asked for where the subject names one. */
export type NamedKind = "completion" | "embeddings" | "image" | "speech" | "transcription" | "reranking" | "moderation";

/**
 * What not every provider offers; a case that needs it does not apply to the others.
 *
 * `portolan` is a provider made by `@portolan/core`, `openai-chat` one for a service that speaks OpenAI's form, `ollama` one for
 * Ollama's own, `groq` one for Groq's; a capability flag must not be `false` for the model in use; the rest is stated by the subject.
 */
export type Need = "portolan" | "openai-chat" | "ollama" | "groq" | NamedKind | "reasoningTags" | "providerOptions" | "retiredModel" | "keyed" | "keyless" | "keyCheck" | CapabilityFlag;

/** One thing a provider must do, tried against an emulated service. */
export interface ConformanceCase {
  /** A sentence, unique in the suite. */
  readonly name: string;
  readonly group: ConformanceGroup;
  /** Why it is asked: what services send, or what a caller relies on. */
  readonly fact: string;
  readonly needs: readonly Need[];
  /** Resolves when the provider does it, rejects with an assertion error when not. */
  run(context: ConformanceContext): Promise<void>;
}

/** What a case works with. Everything is fresh for each case. */
export interface ConformanceContext {
  readonly subject: ConformanceSubject;
  readonly profile: EmulatorProfile;
  /** The service's dialect, for what is sent to the letter and looked for in requests. */
  readonly wire: WireForm;
  readonly emulator: Emulator;
  readonly models: ConformanceModels;
  /** Pointed at the emulator, with the key it accepts. */
  readonly provider: ProviderV4;
  /** Another provider with other settings; base URL and key are the emulator's unless given. */
  connect(settings?: Partial<ConformanceSettings>): ProviderV4;
  /** `connect`, for cases that need `portolan`. */
  portolan(settings?: Partial<ConformanceSettings>): Provider;
  model(of?: keyof ConformanceModels): LanguageModelV4;
  embeddingModel(): EmbeddingModelV4;
  /** Replaces what the emulator answers. */
  use(script: EmulatorScript): void;
  /** The same answer for every model call from now on. */
  answer(answer: Answer): void;
  /** One answer for each of the next model calls. */
  answers(...answers: readonly Answer[]): void;
  /** Asks for a stream and reads it to its end. The prompt is a greeting unless given. */
  stream(options?: CallOptions, of?: keyof ConformanceModels): Promise<LanguageModelV4StreamPart[]>;
  generate(options?: CallOptions, of?: keyof ConformanceModels): Promise<LanguageModelV4GenerateResult>;
  /** The same call as a stream and as a whole answer, read into one shape. */
  bothWays(options?: CallOptions, of?: keyof ConformanceModels): Promise<readonly [streamed: ReadAnswer, whole: ReadAnswer]>;
  /** A base URL on this machine where nobody listens, until the case is over. */
  unreachable(): Promise<string>;
  /** A second service on another port, closed when the case is over. */
  secondEmulator(): Promise<Emulator>;
}

/** Call options as far as a case cares; the rest is filled in. */
export type CallOptions = Partial<LanguageModelV4CallOptions>;

/** A case before it is put into a group. */
export type CaseOf = Omit<ConformanceCase, "group" | "needs"> & { readonly needs?: readonly Need[] };

/** The cases of one group. */
export function casesOf(group: ConformanceGroup, cases: readonly CaseOf[]): readonly ConformanceCase[] {
  return cases.map((one) => ({ needs: [], ...one, group }));
}

/** The cases of a kind of model, asked of the providers that have it. */
export function casesOfKind(kind: NamedKind, cases: readonly CaseOf[]): readonly ConformanceCase[] {
  return casesOf(kind, cases.map((one) => ({ ...one, needs: [kind, ...(one.needs ?? [])] })));
}
