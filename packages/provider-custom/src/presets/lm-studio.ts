import type { Preset } from "../preset.ts";

/** LM Studio. https://lmstudio.ai */
export const lmStudio: Preset = {
  id: "lm-studio",
  name: "LM Studio",
  baseURL: "http://127.0.0.1:1234/v1",
  env: { apiKey: ["LMSTUDIO_API_KEY", "LM_STUDIO_API_KEY"] },
  keyless: true,
  pages: { site: "https://lmstudio.ai" },
};
