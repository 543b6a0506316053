import type { Preset } from "../preset.ts";

/** DeepSeek. https://platform.deepseek.com */
export const deepseek: Preset = {
  id: "deepseek",
  name: "DeepSeek",
  baseURL: "https://api.deepseek.com/v1",
  env: { apiKey: ["DEEPSEEK_API_KEY"] },
  pages: { site: "https://platform.deepseek.com", keys: "https://platform.deepseek.com/api_keys", status: "https://status.deepseek.com" },
  defaultModel: "deepseek-v4-flash",
};
