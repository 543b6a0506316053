import type { ProviderV4 } from "@ai-sdk/provider";
import type { CapabilityFlag, Provider } from "@portolan/core";
import type { EmulatorProfile } from "../emulator/profile.ts";
import type { ConformanceCase, ConformanceContext, Need } from "./case.ts";
import type { ConformanceModels, ConformanceSubject } from "./subject.ts";

/** Why a case does not apply to a provider; `undefined` when it does. */
export function whyNotOffered(one: ConformanceCase, { subject, profile, provider }: Pick<ConformanceContext, "subject" | "profile" | "provider">): string | undefined {
  const lacking = one.needs.filter((need) => !offers(need, subject, profile, provider));
  return lacking.length === 0 ? undefined : `needs ${lacking.join(", ")}`;
}

function offers(need: Need, subject: ConformanceSubject, profile: EmulatorProfile, provider: ProviderV4): boolean {
  switch (need) {
    case "portolan":
      return isPortolan(provider);
    case "openai-chat":
    case "ollama":
      return (profile.dialect ?? "openai-chat") === need;
    case "groq":
      return profile.id === "groq";
    case "embeddings":
      return subject.models.embedding !== undefined;
    case "completion":
    case "image":
    case "speech":
    case "transcription":
    case "reranking":
    case "moderation":
      return subject.models[need] !== undefined;
    case "reasoningTags":
      return subject.reasoningTags === true;
    case "providerOptions":
      return subject.providerOptions !== undefined;
    case "retiredModel":
      return subject.models.retired !== undefined;
    case "keyed":
      return subject.keyless !== true;
    case "keyless":
      return subject.keyless === true;
    case "keyCheck":
      return subject.provesKeys !== false;
    default:
      return !isPortolan(provider) || provider.capabilities(modelFor(need, subject.models)).flags[need] !== false;
  }
}

/** Made by `@portolan/core`: it says what its models can do. */
function isPortolan(provider: ProviderV4): provider is Provider {
  const { capabilities, listModels, withCredentials } = provider as Partial<Provider>;
  return [capabilities, listModels, withCredentials].every((method) => typeof method === "function");
}

/** The model that cases with this need call. */
function modelFor(flag: CapabilityFlag, models: ConformanceModels): string {
  const special: Partial<Record<CapabilityFlag, string | undefined>> = {
    tools: models.tools,
    reasoning: models.reasoning,
    jsonSchema: models.structured,
    jsonObject: models.structured,
    imageInput: models.vision,
  };
  return special[flag] ?? models.text;
}
