import type { CapabilityFacts, CapabilityFlag, Support } from "../capabilities/facts.ts";

/** What is measured: capability flags, and what a call has besides: usage of a stream, a limit of output tokens, stop sequences, system messages. */
export type ProbedCapability = Exclude<CapabilityFlag, "fileInput"> | "streamUsage" | "outputLimit" | "stopSequences" | "systemMessages";

/** In the order in which they are shown. */
export const probedCapabilities: readonly ProbedCapability[] = [
  "streaming",
  "streamUsage",
  "outputLimit",
  "stopSequences",
  "systemMessages",
  "tools",
  "parallelTools",
  "forcedToolChoice",
  "jsonObject",
  "jsonSchema",
  "jsonSchemaWithTools",
  "reasoning",
  "imageInput",
  "audioInput",
  "seed",
  "logprobs",
];

/** What was seen of one capability. */
export interface Evidence {
  /** `false` only where the service refused it in words that speak of it, or an answer shows that it was ignored. */
  readonly verdict: Support;
  /** In plain words; with the service's own, secrets replaced, where it refused. */
  readonly why: string;
  /** Calls the verdict rests on; one call may count for several. */
  readonly requests: number;
}

/** What a model does, as far as it was seen. JSON as it stands: store it, and read it back with `readProbeResult`. */
export interface ProbeResult {
  /** `provider/model` */
  readonly model: string;
  /** When the probe began, ISO 8601. */
  readonly measuredAt: string;
  /** What is certain, ready to be a model's definition: `models: { "some-id": facts }` in a provider's settings. */
  readonly facts: CapabilityFacts;
  readonly evidence: { readonly [C in ProbedCapability]: Evidence };
  /** Calls made in all. */
  readonly requests: number;
  /** As the service reported them; an answer without usage counts as none. */
  readonly tokens: { readonly input: number; readonly output: number };
  readonly durationMs: number;
}

/** The verdicts that are capability flags, without the unknown ones. */
export function factsOf(evidence: ProbeResult["evidence"]): CapabilityFacts {
  const { streamUsage: _, outputLimit: __, stopSequences: ___, systemMessages: ____, ...flags } = evidence;
  const certain = Object.entries(flags).flatMap(([flag, { verdict }]) => (verdict === "unknown" ? [] : [[flag, verdict] as const]));
  return { kind: "language", ...Object.fromEntries(certain) };
}
