import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";

/** `"unknown"` is tried, and never overwrites knowledge; `false` is a refusal, stated only where verified. */
export type Support = boolean | "unknown";

export type ReasoningLevel = Exclude<NonNullable<LanguageModelV4CallOptions["reasoning"]>, "provider-default">;

/** The AI SDK's levels, least effort first. */
export const reasoningLevels: readonly ReasoningLevel[] = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

export type ModelKind = "language" | "completion" | "embedding" | "image" | "transcription" | "speech" | "reranking" | "moderation";

export const modelKinds: readonly ModelKind[] = ["language", "completion", "embedding", "image", "transcription", "speech", "reranking", "moderation"];

export type CapabilityFlag =
  | "tools"
  | "parallelTools"
  | "forcedToolChoice"
  | "jsonObject"
  | "jsonSchema"
  | "jsonSchemaWithTools"
  | "reasoning"
  | "imageInput"
  | "audioInput"
  | "fileInput"
  | "streaming"
  | "seed"
  | "logprobs";

/** Limits in tokens; `embeddingDimensions` counts numbers of a vector. */
export type CapabilityLimit = "contextWindow" | "maxOutputTokens" | "embeddingDimensions";

/** What one source says of a model. What is absent says nothing and never overrides. */
export type CapabilityFacts = { readonly [F in CapabilityFlag]?: Support } & { readonly [L in CapabilityLimit]?: number } & {
  readonly kind?: ModelKind;
  /** Levels the model takes; a call with another is rounded. */
  readonly reasoningLevels?: readonly ReasoningLevel[];
};

/** Who said it. Later beats earlier, key by key. */
export type CapabilitySource = "rule" | "list" | "probe" | "user";

/** Everything known of one model, each key with its source. */
export interface Capabilities {
  readonly flags: { readonly [F in CapabilityFlag]: Support };
  readonly limits: { readonly [L in CapabilityLimit]?: number };
  readonly kind: ModelKind | "unknown";
  readonly reasoningLevels: readonly ReasoningLevel[] | "unknown";
  /** Key of `flags` or `limits`, `kind` or `reasoningLevels` → who said so. A key nobody spoke of is absent. */
  readonly sources: Readonly<Record<string, CapabilitySource>>;
}

export const capabilityFlags: readonly CapabilityFlag[] = [
  "tools",
  "parallelTools",
  "forcedToolChoice",
  "jsonObject",
  "jsonSchema",
  "jsonSchemaWithTools",
  "reasoning",
  "imageInput",
  "audioInput",
  "fileInput",
  "streaming",
  "seed",
  "logprobs",
];

export const capabilityLimits: readonly CapabilityLimit[] = ["contextWindow", "maxOutputTokens", "embeddingDimensions"];
const precedence: readonly CapabilitySource[] = ["rule", "list", "probe", "user"];

/** What one source said, in the order in which it was said: within a source, later entries win key by key. */
export interface SourcedFacts {
  readonly source: CapabilitySource;
  readonly facts: CapabilityFacts;
}

/** Folds what the sources say into one answer. `"unknown"` and absent keys leave what a weaker source knew. */
export function resolveCapabilities(said: readonly SourcedFacts[]): Capabilities {
  const flags = Object.fromEntries(capabilityFlags.map((flag) => [flag, "unknown"])) as Record<CapabilityFlag, Support>;
  const limits: { -readonly [L in CapabilityLimit]?: number } = {};
  const sources: Record<string, CapabilitySource> = {};
  let kind: Capabilities["kind"] = "unknown";
  let levels: Capabilities["reasoningLevels"] = "unknown";
  for (const source of precedence) {
    for (const { facts } of said.filter((entry) => entry.source === source)) {
      for (const flag of capabilityFlags) {
        const support = facts[flag];
        if (support === undefined || support === "unknown") continue;
        flags[flag] = support;
        sources[flag] = source;
      }
      for (const limit of capabilityLimits) {
        const value = facts[limit];
        if (value === undefined) continue;
        limits[limit] = value;
        sources[limit] = source;
      }
      if (facts.kind !== undefined) {
        kind = facts.kind;
        sources["kind"] = source;
      }
      if (facts.reasoningLevels !== undefined) {
        levels = facts.reasoningLevels;
        sources["reasoningLevels"] = source;
      }
    }
  }
  return { flags, limits, kind, reasoningLevels: levels, sources };
}
