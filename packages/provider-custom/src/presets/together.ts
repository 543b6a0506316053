import type { Preset } from "../preset.ts";

/** Together AI. https://www.together.ai */
export const together: Preset = {
  id: "together",
  name: "Together AI",
  baseURL: "https://api.together.xyz/v1",
  env: { apiKey: ["TOGETHER_API_KEY", "TOGETHER_AI_API_KEY"] },
  pages: { site: "https://www.together.ai", keys: "https://api.together.ai/settings/api-keys", status: "https://status.together.ai" },
  defaultModel: "openai/gpt-oss-120b",
};
