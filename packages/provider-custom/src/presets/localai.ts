import type { Preset } from "../preset.ts";

/** LocalAI. https://localai.io */
export const localai: Preset = {
  id: "localai",
  name: "LocalAI",
  baseURL: "http://localhost:8080/v1",
  env: { apiKey: ["LOCALAI_API_KEY"] },
  keyless: true,
  pages: { site: "https://localai.io" },
};
