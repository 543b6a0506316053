import type { Preset } from "../preset.ts";

/** OpenRouter. https://openrouter.ai */
export const openrouter: Preset = {
  id: "openrouter",
  name: "OpenRouter",
  baseURL: "https://openrouter.ai/api/v1",
  env: { apiKey: ["OPENROUTER_API_KEY"] },
  pages: { site: "https://openrouter.ai", keys: "https://openrouter.ai/settings/keys", status: "https://status.openrouter.ai" },
  defaultModel: "openrouter/auto",
};
