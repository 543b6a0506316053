import type { Preset } from "../preset.ts";

/** Novita AI. https://novita.ai */
export const novita: Preset = {
  id: "novita",
  name: "Novita AI",
  baseURL: "https://api.novita.ai/v3/openai",
  env: { apiKey: ["NOVITA_API_KEY"] },
  pages: { site: "https://novita.ai", keys: "https://novita.ai/settings/key-management", status: "https://status.novita.ai" },
  defaultModel: "zai-org/glm-5.1",
};
