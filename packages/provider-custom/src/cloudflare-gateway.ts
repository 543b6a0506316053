import { InvalidArgumentError } from "@ai-sdk/provider";

/** Where a gateway of Cloudflare's is, and what opens it. */
export interface CloudflareGateway {
  /** @default CLOUDFLARE_ACCOUNT_ID of the environment, else CF_ACCOUNT_ID */
  readonly accountId?: string | undefined;
  /** @default CLOUDFLARE_GATEWAY_ID of the environment, else CF_GATEWAY_ID, else "default", which every account has */
  readonly gatewayId?: string | undefined;
  /** A Cloudflare API token, for a gateway that wants one or that keeps the upstream's keys. @default CF_AIG_TOKEN of the environment, else CLOUDFLARE_API_TOKEN, else CF_API_TOKEN */
  readonly token?: string | undefined;
}

/**
 * Where a service's own form begins behind the gateway: what its base URL becomes. From each provider's page in
 * https://developers.cloudflare.com/ai-gateway/usage/providers/
 */
const paths = {
  anthropic: "anthropic/v1",
  cerebras: "cerebras",
  cohere: "cohere/compatibility/v1",
  deepseek: "deepseek",
  google: "google-ai-studio/v1beta/openai",
  groq: "groq",
  mistral: "mistral/v1",
  openai: "openai",
  openrouter: "openrouter/v1",
  perplexity: "perplexity-ai",
  xai: "grok/v1",
} as const;

/** Services that the gateway can stand in front of, by their ids here. */
export type GatewayProvider = keyof typeof paths;

/** The gateway in front of one service, to be spread into that service's settings. */
export interface GatewayConnection {
  readonly baseURL: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The gateway's address up to and including its id, or, with a path, an API behind it. */
export function gatewayURL(accountId: string, gatewayId: string, path: string): string {
  for (const [argument, id] of [["accountId", accountId], ["gatewayId", gatewayId]] as const) {
    if (!/^[\w-]+$/.test(id)) throw new InvalidArgumentError({ argument, message: `Cloudflare's ${argument} is letters, digits and dashes, not ${JSON.stringify(id)}.` });
  }
  return `https://gateway.ai.cloudflare.com/v1/${accountId}/${gatewayId}/${path}`;
}

/** The header that opens a gateway, beside the upstream's own key. */
export function gatewayHeaders(token: string | undefined): Readonly<Record<string, string>> {
  return token === undefined || token === "" ? {} : { "cf-aig-authorization": `Bearer ${token}` };
}

/**
 * Cloudflare's gateway in front of a provider: its logs, caches and limits, and everything the provider does by itself.
 *
 * @example
 * const groq = createGroq(cloudflareGateway({ accountId: "…", gatewayId: "main", token, provider: "groq" }));
 *
 * @throws InvalidArgumentError for ids that are none, and for a provider that the gateway does not know
 */
export function cloudflareGateway(gateway: { readonly accountId: string; readonly gatewayId?: string; readonly token?: string; readonly provider: GatewayProvider }): GatewayConnection {
  const { accountId, gatewayId = "default", token, provider } = gateway;
  if (!Object.hasOwn(paths, provider)) {
    throw new InvalidArgumentError({ argument: "provider", message: `The gateway stands in front of ${Object.keys(paths).join(", ")}, not ${JSON.stringify(provider)}.` });
  }
  return { baseURL: gatewayURL(accountId, gatewayId, paths[provider]), headers: gatewayHeaders(token) };
}
