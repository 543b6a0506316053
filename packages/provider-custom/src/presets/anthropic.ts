import type { Preset } from "../preset.ts";

/** Anthropic. https://www.anthropic.com */
export const anthropic: Preset = {
  id: "anthropic",
  name: "Anthropic",
  baseURL: "https://api.anthropic.com/v1",
  env: { apiKey: ["ANTHROPIC_API_KEY"] },
  pages: { site: "https://www.anthropic.com", keys: "https://console.anthropic.com/settings/keys", status: "https://status.anthropic.com" },
  defaultModel: "claude-sonnet-5",
};
