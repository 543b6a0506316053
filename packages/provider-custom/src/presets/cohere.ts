import type { Preset } from "../preset.ts";

/** Cohere. https://cohere.com */
export const cohere: Preset = {
  id: "cohere",
  name: "Cohere",
  baseURL: "https://api.cohere.ai/compatibility/v1",
  env: { apiKey: ["COHERE_API_KEY", "CO_API_KEY"] },
  pages: { site: "https://cohere.com", keys: "https://dashboard.cohere.com/api-keys", status: "https://status.cohere.com" },
  defaultModel: "command-a-03-2025",
};
