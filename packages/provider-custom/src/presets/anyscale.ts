import type { Preset } from "../preset.ts";

/** Anyscale's shared endpoints, gone; a service deployed on Anyscale speaks the same form. https://docs.anyscale.com/llms/serving */
export const anyscale = (): Preset => ({
  id: "anyscale",
  name: "Anyscale Endpoints",
  env: { apiKey: ["ANYSCALE_API_KEY"] },
  pages: { site: "https://www.anyscale.com", keys: "https://console.anyscale.com" },
  // vLLM answers on a deployed service.
  wire: { fields: { topK: "top_k" } },
  closed: { on: "2024-08-01", advice: 'Together AI and Fireworks serve the same open models: createPreset("together").' },
});
