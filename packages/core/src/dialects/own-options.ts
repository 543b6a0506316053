import type { JSONObject, SharedV4ProviderOptions } from "@ai-sdk/provider";

/** What is said to one provider among `providerOptions`. Ids with a dash are also found in camel case, as `ai` users write them. */
export function ownOptions(providerId: string, providerOptions: SharedV4ProviderOptions | undefined): JSONObject {
  if (providerOptions === undefined) return {};
  const camelCase = providerId.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { ...providerOptions[camelCase], ...providerOptions[providerId] };
}
