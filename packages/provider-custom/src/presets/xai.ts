import type { Preset } from "../preset.ts";

/** xAI. https://x.ai/api */
export const xai: Preset = {
  id: "xai",
  name: "xAI",
  baseURL: "https://api.x.ai/v1",
  env: { apiKey: ["XAI_API_KEY"] },
  pages: { site: "https://x.ai/api", keys: "https://console.x.ai", status: "https://status.x.ai" },
  defaultModel: "grok-4.3",
};
