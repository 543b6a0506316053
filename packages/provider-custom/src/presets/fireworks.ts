import type { Preset } from "../preset.ts";

/** Fireworks AI. https://fireworks.ai */
export const fireworks: Preset = {
  id: "fireworks",
  name: "Fireworks AI",
  baseURL: "https://api.fireworks.ai/inference/v1",
  env: { apiKey: ["FIREWORKS_API_KEY"] },
  pages: { site: "https://fireworks.ai", keys: "https://app.fireworks.ai/settings/users/api-keys", status: "https://status.fireworks.ai" },
  defaultModel: "accounts/fireworks/models/gpt-oss-120b",
};
