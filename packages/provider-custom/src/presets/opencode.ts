import type { Preset } from "../preset.ts";

/** OpenCode Zen. https://opencode.ai/zen */
export const opencode: Preset = {
  id: "opencode",
  name: "OpenCode Zen",
  baseURL: "https://opencode.ai/zen/v1",
  env: { apiKey: ["OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY"] },
  pages: { site: "https://opencode.ai/zen", keys: "https://opencode.ai/auth" },
  defaultModel: "glm-5.2",
};
