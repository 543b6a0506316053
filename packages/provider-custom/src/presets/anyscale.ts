import type { Preset } from "../preset.ts";

/** Anyscale's shared endpoints. https://docs.anyscale.com/endpoints/text-generation/query-a-model */
export const anyscale: Preset = {
  id: "anyscale",
  name: "Anyscale Endpoints",
  env: { apiKey: ["ANYSCALE_API_KEY"] },
  pages: { site: "https://www.anyscale.com", keys: "https://console.anyscale.com" },
  closed: { on: "2024-08-01", advice: "Together AI and Fireworks serve the same open models: createPreset(\"together\")." },
};
