import type { Preset } from "../preset.ts";

/** FastChat. https://github.com/lm-sys/FastChat */
export const fastchat: Preset = {
  id: "fastchat",
  name: "FastChat",
  baseURL: "http://localhost:8000/v1",
  env: { apiKey: ["FASTCHAT_API_KEY"] },
  keyless: true,
  pages: { site: "https://github.com/lm-sys/FastChat" },
};
