import type { Preset } from "../preset.ts";

/** Cloudflare AI Gateway. https://developers.cloudflare.com/ai-gateway */
export const cloudflare: Preset = {
  id: "cloudflare",
  name: "Cloudflare AI Gateway",
  baseURL: "https://gateway.ai.cloudflare.com/v1/account/gateway/compat",
  env: { apiKey: ["CLOUDFLARE_API_KEY"] },
  keyless: true,
  pages: { site: "https://developers.cloudflare.com/ai-gateway", keys: "https://dash.cloudflare.com/profile/api-tokens", status: "https://www.cloudflarestatus.com" },
};
