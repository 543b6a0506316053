import type { Preset } from "../preset.ts";

/** Text Generation WebUI. https://github.com/oobabooga/text-generation-webui */
export const textGenerationWebui: Preset = {
  id: "text-generation-webui",
  name: "Text Generation WebUI",
  baseURL: "http://127.0.0.1:5000/v1",
  env: { apiKey: ["TEXT_GENERATION_WEBUI_API_KEY"] },
  keyless: true,
  pages: { site: "https://github.com/oobabooga/text-generation-webui" },
};
