import type { JSONObject, SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";
import { ownOptions } from "../own-options.ts";

/** What the user says of a message, part or tool in the service's own words. The AI SDK's `cacheControl` is `cache_control` on the wire. */
export function saidOf(call: LanguageCall, of: { readonly providerOptions?: SharedV4ProviderOptions | undefined }): JSONObject {
  const { cacheControl, ...said } = ownOptions(call.providerId, of.providerOptions);
  return (cacheControl === undefined ? said : { cache_control: cacheControl, ...said }) as JSONObject;
}
