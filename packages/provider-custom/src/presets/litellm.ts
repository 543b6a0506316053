import type { Preset } from "../preset.ts";

/** LiteLLM proxy. https://docs.litellm.ai */
export const litellm: Preset = {
  id: "litellm",
  name: "LiteLLM proxy",
  baseURL: "http://localhost:4000/v1",
  env: { apiKey: ["LITELLM_API_KEY", "LITELLM_MASTER_KEY"] },
  keyless: true,
  pages: { site: "https://docs.litellm.ai" },
};
