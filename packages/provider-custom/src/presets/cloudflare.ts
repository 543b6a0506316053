import { LoadSettingError } from "@ai-sdk/provider";
import type { ReadVariable, Settings } from "@portolan/core";
import { gatewayHeaders, gatewayURL, type CloudflareGateway } from "../cloudflare-gateway.ts";
import type { Preset } from "../preset.ts";

/** What the gateway's preset takes beyond every endpoint's settings. */
export interface CloudflareSettings {
  /** Where the gateway is. @default the environment's */
  readonly gateway?: CloudflareGateway | undefined;
}

const variables = {
  account: ["CLOUDFLARE_ACCOUNT_ID", "CF_ACCOUNT_ID"],
  gateway: ["CLOUDFLARE_GATEWAY_ID", "CF_GATEWAY_ID"],
  token: ["CF_AIG_TOKEN", "CLOUDFLARE_API_TOKEN", "CF_API_TOKEN"],
} as const;

function baseURL({ gateway }: Settings & CloudflareSettings, read: ReadVariable): string {
  const accountId = gateway?.accountId ?? read(...variables.account);
  if (accountId === undefined) {
    throw new LoadSettingError({ message: `cloudflare: no account. Give \`gateway: { accountId }\` or set ${variables.account[0]}; it is in the address of https://dash.cloudflare.com` });
  }
  return gatewayURL(accountId, gateway?.gatewayId ?? read(...variables.gateway) ?? "default", "compat");
}

/**
 * Cloudflare AI Gateway, in front of many services at once: model ids are `provider/model`, the key is the upstream's, and none is
 * needed where the gateway keeps it or Cloudflare bills. https://developers.cloudflare.com/ai-gateway/usage/chat-completion
 */
export const cloudflare = (): Preset => ({
  id: "cloudflare",
  name: "Cloudflare AI Gateway",
  baseURL,
  headers: ({ gateway }: Settings & CloudflareSettings, read) => gatewayHeaders(gateway?.token ?? read(...variables.token)),
  env: { apiKey: ["CLOUDFLARE_AI_GATEWAY_API_KEY"], needs: [variables.account, variables.gateway] },
  // Cloudflare's key to a whole account, which the gateway would pass on to the upstream.
  notItsKey: "CLOUDFLARE_API_KEY",
  keyless: true,
  pages: { site: "https://developers.cloudflare.com/ai-gateway", keys: "https://dash.cloudflare.com/profile/api-tokens", status: "https://www.cloudflarestatus.com" },
  defaultModel: "workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast",
  // The list opens with the gateway's token and says nothing of the upstream's key.
  check: false,
  models: [{ match: ["workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast"], can: { kind: "language", tools: true, reasoning: false, imageInput: false } }],
  errors: [
    { code: "2009", kind: "auth", hint: "the gateway's own token was refused: give gateway: { token } or set CLOUDFLARE_API_TOKEN" },
    { code: /^(7003|2001)$/, kind: "bad-request", hint: "check the account's and the gateway's id" },
  ],
  keepHeaders: { "cf-aig-log-id": "logId", "cf-aig-cache-status": "cacheStatus" },
});
