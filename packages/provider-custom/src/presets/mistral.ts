import type { Preset } from "../preset.ts";

/** Mistral AI. https://mistral.ai */
export const mistral: Preset = {
  id: "mistral",
  name: "Mistral AI",
  baseURL: "https://api.mistral.ai/v1",
  env: { apiKey: ["MISTRAL_API_KEY"] },
  pages: { site: "https://mistral.ai", keys: "https://console.mistral.ai/api-keys", status: "https://status.mistral.ai" },
  defaultModel: "mistral-small-latest",
};
