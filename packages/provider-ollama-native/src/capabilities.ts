import type { JSONObject } from "@ai-sdk/provider";
import type { CapabilityFacts, ModelRule } from "@portolan/core";
import type { OllamaWire } from "./wire.ts";

/** What names tell: little, since everyone names models as they like. */
export const models: readonly ModelRule<OllamaWire>[] = [
  { can: { jsonObject: true, jsonSchema: true, seed: true, fileInput: false } },
  // They think at one of three levels and cannot be told not to. https://docs.ollama.com/capabilities/thinking
  { match: /(?:^|\/)gpt-oss(?:[:-]|$)/i, can: { reasoningLevels: ["low", "medium", "high"] } },
];

/**
 * What Ollama tells of a model, by `/api/show` or by a row of `/api/tags`, as capability facts. Servers of the past tell nothing; then
 * nothing is known, and not nothing possible.
 */
export function capabilitiesOf(shown: JSONObject): CapabilityFacts {
  const told = shown["capabilities"];
  const limits = limitsOf(shown);
  if (!Array.isArray(told)) return limits;
  const has = (capability: string): boolean => (told as readonly unknown[]).includes(capability);
  const writes = has("completion");
  const otherKind = has("embedding") ? "embedding" : has("image") ? "image" : undefined;
  if (!writes) return otherKind === undefined ? limits : { kind: otherKind, jsonObject: false, jsonSchema: false, ...limits };
  return {
    kind: "language",
    tools: has("tools"),
    reasoning: has("thinking"),
    imageInput: has("vision"),
    audioInput: has("audio"),
    ...limits,
  };
}

/** `/api/show` has them under the architecture's name, `/api/tags` among the details. */
function limitsOf(shown: JSONObject): CapabilityFacts {
  const info = (shown["model_info"] ?? {}) as JSONObject;
  const details = (shown["details"] ?? {}) as JSONObject;
  const architecture = info["general.architecture"];
  const read = (name: string): number | undefined => {
    const value = (typeof architecture === "string" ? info[`${architecture}.${name}`] : undefined) ?? details[name];
    return typeof value === "number" && value > 0 ? value : undefined;
  };
  const contextWindow = read("context_length");
  const embeddingDimensions = read("embedding_length");
  return {
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(embeddingDimensions === undefined ? {} : { embeddingDimensions }),
  };
}
