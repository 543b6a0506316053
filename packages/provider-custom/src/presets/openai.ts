import type { Preset } from "../preset.ts";

/** OpenAI. https://platform.openai.com */
export const openai: Preset = {
  id: "openai",
  name: "OpenAI",
  baseURL: "https://api.openai.com/v1",
  env: { apiKey: ["OPENAI_API_KEY"] },
  pages: { site: "https://platform.openai.com", keys: "https://platform.openai.com/api-keys", status: "https://status.openai.com" },
  defaultModel: "gpt-5.4-mini",
};
