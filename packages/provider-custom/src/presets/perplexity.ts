import type { Preset } from "../preset.ts";

/** Perplexity. https://www.perplexity.ai */
export const perplexity: Preset = {
  id: "perplexity",
  name: "Perplexity",
  baseURL: "https://api.perplexity.ai",
  env: { apiKey: ["PERPLEXITY_API_KEY"] },
  pages: { site: "https://www.perplexity.ai", keys: "https://www.perplexity.ai/account/api/keys", status: "https://status.perplexity.com" },
  defaultModel: "sonar",
};
